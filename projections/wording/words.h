// Codes, numbers and names as people read them. Pure; safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/generated_enum_reflection.h>
#include <google/protobuf/repeated_field.h>

#include "cairn/v1/assess.pb.h"
#include "cairn/v1/codes.pb.h"
#include "cairn/v1/entry.pb.h"
#include "cairn/v1/provision.pb.h"
#include "cairn/v1/recorded.pb.h"
#include "cairn/v1/time.pb.h"

#include "projections/calendar/date.h"

namespace cairn {

// CAPACITY_CLASS_TEACHER is "CLASS_TEACHER"; empty for what is unspecified or unknown.
std::string EnumCode(const google::protobuf::EnumDescriptor* descriptor, int value);
// The same in words: "class teacher", "SENCO", "CAMHS".
std::string EnumWords(const google::protobuf::EnumDescriptor* descriptor, int value);

template <typename Enum>
std::string Code(Enum value) {
  return EnumCode(google::protobuf::GetEnumDescriptor<Enum>(), value);
}
template <typename Enum>
std::string Words(Enum value) {
  return EnumWords(google::protobuf::GetEnumDescriptor<Enum>(), value);
}

// {159, 2} is "1.59".
std::string FormatDecimal(const v1::Decimal& decimal);
// Of a decimal; exact to a double, for comparing and plotting and never for money.
double ValueOf(const v1::Decimal& decimal);
// 318000 pence is "GBP 3,180.00".
std::string FormatPence(int64_t pence);

std::string Join(const std::vector<std::string>& parts, std::string_view separator);
std::string Join(const google::protobuf::RepeatedPtrField<std::string>& parts,
                 std::string_view separator);

// "reading_accuracy" is "reading accuracy": for codes that entries hold as text.
std::string Spaced(std::string_view code);
std::string Capitalised(std::string text);
// "1 session", "2 sessions".
std::string Counted(int64_t count, std::string_view singular);

// "12 Nov" in the year of `reference`, else "12 Nov 2024".
std::string ShortDay(CivilDate day, CivilDate reference);

// "SS 76 (71-81)", "percentile 5", "age equivalent 73 months", "conduct 4".
std::string ScoreWords(const v1::Score& score);
// "46 words correct of 100", "BOXALL YP: developmental total 78, diagnostic total 61".
std::string MeasurementWords(const v1::Measurement& measurement);
// {"5 x 20 min a week", "group of 3", "12 weeks"}, without what is not known.
std::vector<std::string> DoseWords(const v1::PlannedDose& dose);

// "SENCO Juniper Halloway": who was signed in.
std::string ActorWords(const v1::Actor& actor);

}  // namespace cairn
