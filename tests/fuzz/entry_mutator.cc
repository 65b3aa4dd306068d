#include "tests/fuzz/entry_mutator.h"

#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "services/rules/shape/required_fields.h"

namespace cairn {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// What a school's file has. Few, so that entries name each other.
constexpr std::string_view kIds[] = {"PA", "PB", "i1", "i2", "t1", "o1", "p1", "d1",
                                     "c1", "b1", "m1", "E0", "E1", "E2", "E3"};
constexpr std::string_view kTexts[] = {"words correct of 100",
                                       "Hides the book.",
                                       "CAMHS",
                                       "2024/25",
                                       "3",
                                       "A909298721014",
                                       "999901",
                                       "9092991",
                                       "C2",
                                       "mother",
                                       "la_must_assess",
                                       "visual timetable",
                                       "SDQ",
                                       "YARC_PRIMARY",
                                       "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
                                       "",
                                       " ",
                                       "a\nb\tc\r",
                                       "%s%d[0].{}"};
constexpr int64_t kNumbers[] = {0,
                                1,
                                2,
                                3,
                                12,
                                45,
                                60,
                                95,
                                100,
                                1440,
                                -1,
                                -2,
                                1'000'000,
                                std::numeric_limits<int32_t>::max(),
                                std::numeric_limits<int32_t>::min(),
                                std::numeric_limits<int64_t>::max(),
                                std::numeric_limits<int64_t>::min()};
constexpr int kEntriesMax = 60;

}  // namespace

int64_t EntryMutator::NumberFor(const FieldDescriptor&) { return AnyNumber(); }

bool EntryMutator::FlagFor(const FieldDescriptor&) { return OneIn(2); }

int64_t EntryMutator::AnyNumber() {
  return OneIn(4) ? kNumbers[UpTo(std::size(kNumbers) - 1)] : UpTo(60);
}

std::string EntryMutator::TextFor(const FieldDescriptor& field) {
  if (field.type() == FieldDescriptor::TYPE_BYTES) {
    return std::string(field.name().ends_with("sha256") ? 32 : 16, static_cast<char>(UpTo(255)));
  }
  const bool is_id = field.name().ends_with("id") || field.name() == "plan_items" ||
                     field.name() == "serves" || field.name() == "items";
  if (is_id != OneIn(8)) return std::string(kIds[UpTo(std::size(kIds) - 1)]);
  return std::string(kTexts[UpTo(std::size(kTexts) - 1)]);
}

int EntryMutator::CodeFor(const FieldDescriptor& field) { return AnyCode(*field.enum_type()); }

int EntryMutator::AnyCode(const EnumDescriptor& list) {
  return list.value(UpTo(list.value_count() - 1))->number();
}

// Mostly within the two years of the kept corpus.
void EntryMutator::FillDate(v1::Date& date) {
  date.set_year(OneIn(16) ? UpTo(2300) : 2024 + UpTo(2));
  if (OneIn(12)) return;
  date.set_month(OneIn(32) ? UpTo(13) : 1 + UpTo(11));
  if (OneIn(12)) return;
  date.set_day(OneIn(32) ? UpTo(32) : 1 + UpTo(27));
}

void EntryMutator::FillOccurred(v1::Occurred& occurred) {
  FillDate(*occurred.mutable_from());
  if (OneIn(3)) *occurred.mutable_to() = occurred.from();
  if (OneIn(6) && occurred.has_to()) FillDate(*occurred.mutable_to());
  const v1::Date& from = occurred.from();
  occurred.set_precision(from.has_day()     ? v1::PRECISION_DAY
                         : from.has_month() ? v1::PRECISION_MONTH
                                            : v1::PRECISION_YEAR);
  if (from.has_day() && OneIn(6)) {
    occurred.clear_to();
    occurred.set_precision(v1::PRECISION_MINUTE);
    occurred.set_from_minute(UpTo(1440));
    occurred.set_utc_offset_minutes(60 * UpTo(1));
    if (OneIn(2)) occurred.set_to_minute(UpTo(1440));
  }
}

void EntryMutator::Fill(Message& message) {
  if (auto* date = dynamic_cast<v1::Date*>(&message)) return FillDate(*date);
  if (auto* occurred = dynamic_cast<v1::Occurred*>(&message)) return FillOccurred(*occurred);
  if (auto* ref = dynamic_cast<v1::EntryRef*>(&message)) {
    return ref->set_source_id(AnySourceId());
  }
  if (auto* decimal = dynamic_cast<v1::Decimal*>(&message)) {
    decimal->set_value(AnyNumber());
    if (OneIn(3)) decimal->set_scale(UpTo(9));
    return;
  }
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *message.GetDescriptor()->field(i);
    if (rules::IsRequired(field) || OneIn(3)) SetField(message, field, *this);
  }
}

std::string EntryMutator::AnySourceId() {
  return source_ids_.empty() ? "E0" : source_ids_[UpTo(static_cast<int>(source_ids_.size()) - 1)];
}

v1::Entry EntryMutator::AnyEntry() {
  v1::Entry entry;
  entry.mutable_source()->set_id("E" + std::to_string(UpTo(99)));
  FillOccurred(*entry.mutable_occurred());
  if (OneIn(3)) Fill(*entry.mutable_person());
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  SetField(entry, *kinds->field(UpTo(kinds->field_count() - 1)), *this);
  return entry;
}

void EntryMutator::LinkToAnother(v1::Entry& entry, const v1::RecordEntries& history) {
  const int target = UpTo(history.entries_size() - 1);
  const int relation = UpTo(3);
  if (relation == 0) {
    const v1::Source source = entry.source();
    entry = history.entries(target);
    *entry.mutable_source() = source;
    *entry.mutable_corrects()->mutable_target()->mutable_source_id() =
        history.entries(target).source().id();
    entry.mutable_corrects()->set_reason("slip");
    return MutateField(entry);
  }
  v1::Link& link = *entry.add_links();
  link.mutable_entry()->set_source_id(history.entries(target).source().id());
  link.set_relation(static_cast<v1::Relation>(AnyCode(*v1::Relation_descriptor())));
  if (relation == 1) {
    entry.mutable_entry_voided()->set_reason("wrong child");
    link.set_relation(v1::RELATION_VOIDS);
  }
}

void EntryMutator::MutateField(v1::Entry& entry) {
  const std::vector<Message*> messages = MessagesIn(entry);
  Message& message = *messages[UpTo(static_cast<int>(messages.size()) - 1)];
  const auto& type = *message.GetDescriptor();
  const FieldDescriptor& field = *type.field(UpTo(type.field_count() - 1));
  const Reflection& reflection = *message.GetReflection();
  const bool is_there = field.is_repeated() ? reflection.FieldSize(message, &field) > 0
                                            : reflection.HasField(message, &field);
  if (!is_there || !OneIn(3)) return SetField(message, field, *this);
  if (field.is_repeated() && OneIn(2)) return reflection.RemoveLast(&message, &field);
  reflection.ClearField(&message, &field);
}

void EntryMutator::MutateOnce(v1::RecordEntries& history) {
  auto& entries = *history.mutable_entries();
  if (entries.empty() || (entries.size() < kEntriesMax && OneIn(4))) {
    *entries.Add() = AnyEntry();
    entries.SwapElements(UpTo(entries.size() - 1), entries.size() - 1);
    return;
  }
  v1::Entry& entry = entries[UpTo(entries.size() - 1)];
  switch (UpTo(9)) {
    case 0:
      return entries.DeleteSubrange(UpTo(entries.size() - 1), 1);
    case 1:
      return entries.SwapElements(UpTo(entries.size() - 1), UpTo(entries.size() - 1));
    case 2:
      if (entries.size() < kEntriesMax) *entries.Add() = v1::Entry(entry);
      return;
    case 3:
      return FillOccurred(*entry.mutable_occurred());
    case 4:
      return LinkToAnother(entry, history);
    case 5:
      return history.mutable_expected()->set_exactly(random_() >> UpTo(63));
    default:
      return MutateField(entry);
  }
}

void EntryMutator::Mutate(v1::RecordEntries& history) {
  source_ids_.clear();
  for (const v1::Entry& entry : history.entries()) source_ids_.push_back(entry.source().id());
  for (int count = UpTo(3); count >= 0; --count) MutateOnce(history);
}

}  // namespace cairn
