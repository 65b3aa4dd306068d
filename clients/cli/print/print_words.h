// Words that more than one printed view needs. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/repeated_field.h>
#include <google/protobuf/timestamp.pb.h>

#include "cairn/v1/time.pb.h"

namespace cairn::cli {

using Texts = google::protobuf::RepeatedPtrField<std::string>;

// `Pip Larkwhistle, Y4, b. 11 Feb 2017`, as much of it as is known.
std::string ChildWords(const std::string& name, const std::string& nc_year, const v1::Date& born);

// `41`, `1.59`.
std::string DecimalWords(const v1::Decimal& decimal);

// `1 day`, `12 days`.
std::string DayCount(int64_t days);

// `as known then`, or `as known 19 Dec 2025` when that was on another day than `as_of`; `as known
// now` without a time.
std::string KnownWords(const v1::Date& as_of, bool has_time,
                       const google::protobuf::Timestamp& as_known_at);

// `A05 A08`; three and more in a row become `A34-A36`.
std::string LabelWords(const Texts& labels);

// The texts, made plain, with `separator` between.
std::string Joined(const Texts& texts, std::string_view separator);

// The texts with `separator` between, as they are.
std::string Listed(const std::vector<std::string>& texts, std::string_view separator);

// `text` with its first letter in upper case.
std::string Capitalised(std::string_view text);
std::string UpperCase(std::string_view text);
std::string FirstName(std::string_view name);

// `a. b`: one sentence behind another, with a full stop between them unless there is one.
std::string Sentences(const std::vector<std::string>& sentences);

}  // namespace cairn::cli
