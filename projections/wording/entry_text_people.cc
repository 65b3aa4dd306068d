#include "projections/wording/entry_teller.h"
#include "projections/wording/words.h"

namespace cairn {

EntryText EntryTeller::operator()(const v1::RecordOpened& kind) const {
  return {.lead = "Record opened",
          .facts = {kind.name(), Dated("born", kind.has_born(), kind.born()),
                    kind.fictional() ? "fictional" : ""}};
}

// The value is left out: a UPN is not to be shown widely (blind-number principle).
EntryText EntryTeller::operator()(const v1::IdentifierRecorded& kind) const {
  EntryText text{.lead = Code(kind.type()) + (kind.has_replaces() ? " replaced" : " recorded")};
  text.facts = {Words(kind.permanence()), kind.reason()};
  return text;
}

EntryText EntryTeller::operator()(const v1::DetailsRecorded& kind) const {
  EntryText text{.lead = "Details"};
  if (kind.has_nc_year()) text.facts.push_back("Year " + kind.nc_year());
  if (kind.has_home_language()) text.facts.push_back("home language " + kind.home_language());
  if (kind.has_looked_after()) {
    text.facts.push_back(kind.looked_after() ? "looked after" : "not looked after");
  }
  return text;
}

EntryText EntryTeller::operator()(const v1::PersonLinked& kind) const {
  return {.lead = Capitalised(Words(kind.relationship())),
          .facts = {
              kind.name(), kind.parental_responsibility() ? "holds parental responsibility" : "",
              Dated("from", kind.has_from(), kind.from()), Dated("to", kind.has_to(), kind.to())}};
}

EntryText EntryTeller::operator()(const v1::PlacementRecorded& kind) const {
  EntryText text{.lead = kind.has_to() ? "Leaves the roll" : "On roll"};
  text.facts = {kind.school(), Dated("from", kind.has_from(), kind.from()),
                Dated("to", kind.has_to(), kind.to())};
  if (kind.has_nc_year()) text.facts.push_back("Year " + kind.nc_year());
  return text;
}

EntryText EntryTeller::operator()(const v1::SenStatusSet& kind) const {
  const std::string change = kind.previous() == v1::SEN_PROVISION_UNSPECIFIED
                                 ? Code(kind.status())
                                 : Code(kind.previous()) + " > " + Code(kind.status());
  return {.lead = "SEN status " + change, .facts = {kind.basis()}};
}

EntryText EntryTeller::operator()(const v1::PermissionRecorded& kind) const {
  std::vector<std::string> services;
  for (const int service : kind.services()) {
    services.push_back(Words(static_cast<v1::OutsideService>(service)));
  }
  const std::string what = Join(services, ", ");
  EntryText text;
  switch (kind.act()) {
    case v1::PERMISSION_ACT_ASKED:
      text.lead = "Permission asked of " + Called(kind.asked_of()) + " for " + what;
      break;
    case v1::PERMISSION_ACT_GIVEN:
      text.lead = Speaker() + ": yes to " + what;
      break;
    case v1::PERMISSION_ACT_REFUSED:
      text.lead = Speaker() + ": no to " + what;
      break;
    case v1::PERMISSION_ACT_WITHDRAWN:
      text.lead = Speaker() + " withdraws permission for " + what;
      break;
    case v1::PERMISSION_ACT_UNSPECIFIED:
    case v1::PermissionAct_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::PermissionAct_INT_MAX_SENTINEL_DO_NOT_USE_:
      text.lead = "Permission for " + what;
      break;
  }
  text.facts = {kind.purpose(), Join(kind.scope(), ", "),
                kind.reason().empty() ? "" : "\"" + kind.reason() + "\"",
                Dated("until", kind.has_expires(), kind.expires())};
  return text;
}

EntryText EntryTeller::operator()(const v1::PersonUnlinked& kind) const {
  return {.lead = Capitalised(Words(kind.relationship())) + " no longer",
          .facts = {kind.name(), Dated("last day", kind.has_last_day(), kind.last_day()),
                    kind.reason()}};
}

EntryText EntryTeller::operator()(const v1::ProfilePublished& kind) const {
  EntryText text{.lead = "One-page profile"};
  text.facts = {
      "matters to me: " + Join(kind.important_to_me(), ", "),
      kind.how_to_support_me().empty() ? "" : "helps me: " + Join(kind.how_to_support_me(), ", "),
      kind.made_with().empty() ? "" : "made with " + Join(kind.made_with(), ", ")};
  return text;
}

}  // namespace cairn
