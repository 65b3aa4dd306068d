// Structure-aware mutations: a sequence of entries becomes another one that is nearly as sound, so
// that the rules let much of it through. Works by reflection: new kinds and fields take part at
// once.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "cairn/v1/record_service.pb.h"

#include "tests/support/field_values.h"

namespace cairn {

// The same seed makes the same of the same history. Not thread-safe.
class EntryMutator final : private FieldValues {
 public:
  explicit EntryMutator(uint64_t seed) : random_(seed) {}

  // One to four changes: an entry more, less, elsewhere or twice; a correction or void of another;
  // a field set, cleared, or taken from another entry.
  void Mutate(v1::RecordEntries& history);

  // An entry of any kind, with what it must have and some of what it can have.
  v1::Entry AnyEntry();

 private:
  int UpTo(int max) { return static_cast<int>(random_() % static_cast<uint64_t>(max + 1)); }
  bool OneIn(int count) { return UpTo(count - 1) == 0; }

  void MutateOnce(v1::RecordEntries& history);
  void MutateField(v1::Entry& entry);
  void LinkToAnother(v1::Entry& entry, const v1::RecordEntries& history);

  void Fill(google::protobuf::Message& message) override;
  std::string TextFor(const google::protobuf::FieldDescriptor& field) override;
  int CodeFor(const google::protobuf::FieldDescriptor& field) override;
  int64_t NumberFor(const google::protobuf::FieldDescriptor& field) override;
  bool FlagFor(const google::protobuf::FieldDescriptor& field) override;
  void FillDate(v1::Date& date);
  void FillOccurred(v1::Occurred& occurred);

  int64_t AnyNumber();
  int AnyCode(const google::protobuf::EnumDescriptor& list);

  std::string AnySourceId();

  std::mt19937_64 random_;
  std::vector<std::string> source_ids_;  // of the history, by which its entries name each other
};

}  // namespace cairn
