#include "clients/verify/entry_label.h"

#include <algorithm>
#include <initializer_list>

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_format.h"

#include "cairn/v1/recorded.pb.h"

#include "clients/verify/moment.h"
#include "clients/verify/schema_kinds.h"
#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

constexpr char kKindOneof[] = "kind";
constexpr size_t kLabelWidthMax = 40;

std::string Path(std::initializer_list<int> numbers) {
  std::string path;
  for (const int number : numbers) {
    path += (path.empty() ? "" : ".") + std::to_string(number);
  }
  return path;
}

const std::string& EntryPath() {
  static const std::string path = Path({v1::Recorded::kEntryFieldNumber});
  return path;
}

const Field* Find(std::span<const Field> shown, const std::string& path, FieldType type) {
  const auto found = std::lower_bound(
      shown.begin(), shown.end(), path,
      [](const Field& field, const std::string& wanted) { return field.path < wanted; });
  return found != shown.end() && found->path == path && found->type == type ? &*found : nullptr;
}

// The number of a direct message of the entry, such as `120` of the path `1.120`.
std::optional<uint64_t> EntryPart(const Field& field) {
  const std::string prefix = EntryPath() + ".";
  if (field.type != FieldType::kMessage || !field.path.starts_with(prefix)) return std::nullopt;
  return ParseDecimal(field.path.substr(prefix.size()));
}

std::string KindOf(std::span<const Field> shown, const KindNames& kinds) {
  const std::string correction =
      Path({v1::Recorded::kEntryFieldNumber, v1::Entry::kCorrectsFieldNumber});
  if (Find(shown, correction, FieldType::kMessage) != nullptr) {
    return v1::EntryCorrected::descriptor()->name();
  }
  for (const Field& field : shown) {
    const std::optional<uint64_t> number = EntryPart(field);
    const std::optional<std::string> name = number ? kinds.NameOf(*number) : std::nullopt;
    if (name) return *name;
  }
  return "";
}

}  // namespace

std::string EntryLabel::Text() const {
  return kind.empty() || source_id.empty() ? kind + source_id : kind + " " + source_id;
}

KindNames::KindNames() {
  const google::protobuf::OneofDescriptor& kinds =
      *v1::Entry::descriptor()->FindOneofByName(kKindOneof);
  for (int i = 0; i < kinds.field_count(); ++i) {
    names_[static_cast<uint64_t>(kinds.field(i)->number())] =
        kinds.field(i)->message_type()->name();
  }
}

absl::Status KindNames::Add(std::string_view schema) {
  const std::optional<SchemaKinds> kinds = ReadSchemaKinds(schema);
  if (!kinds) {
    return absl::InvalidArgumentError("it does not describe the entries of a record");
  }
  absl::Status status;
  for (const auto& named : {kinds->names, kinds->others}) {
    for (const auto& [number, name] : named) {
      const std::string& known = names_.try_emplace(number, name).first->second;
      if (known == name || !status.ok()) continue;
      status = absl::InvalidArgumentError(
          absl::StrFormat("it calls a kind of entry %s that is called %s",
                          Printable(name, kLabelWidthMax), Printable(known, kLabelWidthMax)));
    }
  }
  return status;
}

std::optional<std::string> KindNames::NameOf(uint64_t field_number) const {
  const auto name = names_.find(field_number);
  return name == names_.end() ? std::nullopt : std::optional(name->second);
}

EntryLabel LabelOf(std::span<const Field> shown, const KindNames& kinds) {
  using v1::Entry;
  using v1::Recorded;
  constexpr int kEntry = Recorded::kEntryFieldNumber;
  EntryLabel label{.kind = Printable(KindOf(shown, kinds), kLabelWidthMax)};
  const Field* const source =
      Find(shown, Path({kEntry, Entry::kSourceFieldNumber, v1::Source::kIdFieldNumber}),
           FieldType::kText);
  if (source != nullptr) label.source_id = Printable(source->value, kLabelWidthMax);
  const Field* const occurred =
      Find(shown, Path({kEntry, Entry::kOccurredFieldNumber}), FieldType::kTime);
  if (occurred != nullptr) label.occurred = DescribeOccurred(occurred->value).value_or("");
  // A correction of an export is none.
  const bool exported =
      Find(shown, Path({kEntry, Entry::kRecordExportedFieldNumber}), FieldType::kMessage) !=
          nullptr &&
      Find(shown, Path({kEntry, Entry::kCorrectsFieldNumber}), FieldType::kMessage) == nullptr;
  if (!exported) return label;
  const Field* const exported_to = Find(
      shown,
      Path({kEntry, Entry::kRecordExportedFieldNumber, v1::RecordExported::kToVersionFieldNumber}),
      FieldType::kInteger);
  if (exported_to != nullptr) label.exported_to = ByteReader(exported_to->value).I64();
  return label;
}

}  // namespace cairn::verify
