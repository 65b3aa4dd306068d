// People of two fictional schools, as they sign in.
#pragma once

#include "tests/support/token_issuer.h"

namespace cairn {

inline constexpr char kHollowtree[] = "00000000000000000000000000999901";
inline constexpr char kFenmarch[] = "00000000000000000000000000999902";

inline const TokenIssuer::Person kSenco{"juniper.halloway", "Juniper Halloway", "senco",
                                        kHollowtree};
inline const TokenIssuer::Person kTeacher{"basil.thistlewood", "Basil Thistlewood", "teacher",
                                          kHollowtree};
inline const TokenIssuer::Person kOffice{"ottoline.penn", "Ottoline Penn", "office", kHollowtree};
inline const TokenIssuer::Person kOtherSenco{"leopold.saltmarsh", "Leopold Saltmarsh", "senco",
                                             kFenmarch};
inline const TokenIssuer::Person kMother{"delphine.larkwhistle", "Delphine Larkwhistle", "parent",
                                         ""};
inline const TokenIssuer::Person kOfficer{"minerva.ledgerwood", "Minerva Ledgerwood",
                                          "data_protection_officer", kHollowtree};
inline const TokenIssuer::Person kOperator{"o.perator", "An Operator", "operator", ""};
inline const TokenIssuer::Person kAuditor{"a.uditor", "An Auditor", "auditor", kHollowtree};

}  // namespace cairn
