#include "tests/support/entries.h"

namespace cairn {

v1::Date DateOf(int year, std::optional<int> month, std::optional<int> day) {
  v1::Date date;
  date.set_year(year);
  if (month) date.set_month(*month);
  if (day) date.set_day(*day);
  return date;
}

v1::Occurred OnDay(int year, int month, int day) {
  v1::Occurred occurred;
  *occurred.mutable_from() = DateOf(year, month, day);
  occurred.set_precision(v1::PRECISION_DAY);
  return occurred;
}

v1::Entry OpenedEntry(std::string_view name) {
  v1::Entry entry;
  *entry.mutable_occurred() = OnDay(2024, 9, 4);
  v1::RecordOpened& opened = *entry.mutable_record_opened();
  opened.set_subject(v1::SUBJECT_KIND_CHILD);
  opened.set_name(std::string(name));
  *opened.mutable_born() = DateOf(2017, 2, 11);
  opened.set_fictional(true);
  return entry;
}

v1::Entry ConcernEntry(std::string_view text) {
  v1::Entry entry;
  *entry.mutable_occurred() = OnDay(2024, 9, 27);
  entry.mutable_person()->set_name("Delphine Larkwhistle");
  entry.mutable_person()->set_capacity(v1::CAPACITY_PARENT);
  entry.mutable_concern_raised()->add_text(std::string(text));
  return entry;
}

v1::Entry UpnEntry(std::string_view upn) {
  v1::Entry entry;
  *entry.mutable_occurred() = OnDay(2024, 9, 4);
  v1::IdentifierRecorded& identifier = *entry.mutable_identifier_recorded();
  identifier.set_type(v1::IDENTIFIER_TYPE_UPN);
  identifier.set_value(std::string(upn));
  return entry;
}

v1::Entry ObservationEntry(std::string_view text) {
  v1::Entry entry;
  *entry.mutable_occurred() = OnDay(2024, 10, 9);
  entry.mutable_observation_recorded()->add_text(std::string(text));
  return entry;
}

namespace {

v1::RecordEntries& AddRecord(std::initializer_list<v1::Entry> entries,
                             v1::AppendEntriesRequest& request) {
  v1::RecordEntries& record = *request.add_records();
  for (const v1::Entry& entry : entries) *record.add_entries() = entry;
  return record;
}

}  // namespace

v1::AppendEntriesRequest OpeningRequest(std::string_view request_id,
                                        std::initializer_list<v1::Entry> entries) {
  v1::AppendEntriesRequest request;
  request.set_request_id(std::string(request_id));
  AddRecord(entries, request).mutable_expected()->set_must_not_exist(true);
  return request;
}

v1::AppendEntriesRequest AddingRequest(std::string_view request_id, std::string_view record_id,
                                       std::initializer_list<v1::Entry> entries) {
  v1::AppendEntriesRequest request;
  request.set_request_id(std::string(request_id));
  v1::RecordEntries& record = AddRecord(entries, request);
  record.set_record_id(std::string(record_id));
  record.mutable_expected()->set_any(true);
  return request;
}

std::string RequestIdOf(char mark) { return std::string(16, mark); }

}  // namespace cairn
