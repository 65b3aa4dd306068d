// Entries as tests need them: small, fictional, valid unless a test spoils them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/record_service.pb.h"

namespace cairn {

// The parts that are given and no others; they need not name a day that exists.
v1::Date DateOf(int year, std::optional<int> month = {}, std::optional<int> day = {});
// On that day; precision DAY.
v1::Occurred OnDay(int year, int month, int day);

// RecordOpened for a fictional child born 11 Feb 2017.
v1::Entry OpenedEntry(std::string_view name);
// ConcernRaised by a parent on 27 Sep 2024.
v1::Entry ConcernEntry(std::string_view text);
// IdentifierRecorded with a UPN.
v1::Entry UpnEntry(std::string_view upn);
// ObservationRecorded on 9 Oct 2024.
v1::Entry ObservationEntry(std::string_view text);

// One record that must not exist, opened by these entries.
v1::AppendEntriesRequest OpeningRequest(std::string_view request_id,
                                        std::initializer_list<v1::Entry> entries);
// Entries for a record at any version.
v1::AppendEntriesRequest AddingRequest(std::string_view request_id, std::string_view record_id,
                                       std::initializer_list<v1::Entry> entries);

// 16 bytes that repeat `mark`: a request id that a reader of the test can tell apart.
std::string RequestIdOf(char mark);

}  // namespace cairn
