#include "services/cohort/row_tables.h"

#include <iterator>
#include <optional>

#include "absl/container/flat_hash_set.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "services/access/access_view.h"
#include "services/cohort/cohort_views.h"

namespace cairn {
namespace {

// Of the map and the pointers, a child.
constexpr size_t kBytesPerChild = 128;

size_t BytesOf(const ParsedRows& rows) {
  size_t bytes = kBytesPerChild;
  for (const ParsedRows::Reading& reading : rows.readings) {
    if (reading.rows) bytes += reading.rows->SpaceUsedLong();
  }
  for (const std::string& apart : rows.apart) bytes += sizeof(apart) + apart.capacity();
  return bytes;
}

}  // namespace

RowsPtr ParsedRows::Of(uint32_t group) const {
  for (const Reading& reading : readings) {
    if ((reading.groups & group) != 0) return reading.rows;
  }
  return nullptr;
}

absl::StatusOr<RowsPtr> ParseRows(const View& view, std::string_view bytes) {
  const auto* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(view.rows);
  std::shared_ptr<google::protobuf::Message> message(prototype->New());
  if (message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return message;
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED, "Rows of a view are no rows of that view.");
}

absl::StatusOr<ParsedRowsPtr> ParseRows(const View& view, const RecordRows& rows) {
  auto parsed = std::make_shared<ParsedRows>();
  parsed->apart = rows.apart;
  for (const RecordRows::Reading& reading : rows.readings) {
    if (reading.bytes.empty()) continue;
    CAIRN_ASSIGN_OR_RETURN(RowsPtr message, ParseRows(view, reading.bytes));
    parsed->readings.push_back({.groups = reading.groups, .rows = std::move(message)});
  }
  return parsed;
}

std::shared_ptr<RowTables::Table> RowTables::Use(const Key& key) {
  MutexLock lock(mutex_);
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) {
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    return found->second->table;
  }
  newest_first_.push_front({.key = key, .table = std::make_shared<Table>()});
  by_key_[key] = newest_first_.begin();
  return newest_first_.front().table;
}

void RowTables::Drop(std::list<Kept>::iterator kept) {
  bytes_ -= kept->bytes;
  by_key_.erase(kept->key);
  newest_first_.erase(kept);
}

void RowTables::Account(const Key& key, size_t bytes) {
  MutexLock lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return;  // let go meanwhile: nobody keeps it
  bytes_ += bytes - found->second->bytes;
  found->second->bytes = bytes;
  if (bytes > bytes_max_) Drop(found->second);
  while (bytes_ > bytes_max_) Drop(std::prev(newest_first_.end()));
}

absl::Status RowTables::Table::Bring(const ViewStore::Reading& reading, const View& view,
                                     const RecordId& setting) {
  if (filled && mark == reading.mark()) return absl::OkStatus();
  const std::optional<std::vector<RecordId>> changed =
      filled ? reading.ChangedSince(mark) : std::nullopt;
  filled = false;  // until it is whole again
  std::vector<RecordId> members;
  if (!changed || !changed->empty()) {
    CAIRN_ASSIGN_OR_RETURN(members, reading.Members(kAccessView, SettingKey(setting)));
  }
  if (changed) {
    const absl::flat_hash_set<RecordId> moved(changed->begin(), changed->end());
    for (const RecordId& record : moved) Remove(record);
    std::erase_if(members, [&](const RecordId& record) { return !moved.contains(record); });
  } else {
    children.clear();
    bytes = 0;
  }
  CAIRN_ASSIGN_OR_RETURN(const auto found, reading.Rows(view.name, members));
  for (size_t i = 0; i < members.size(); ++i) {
    if (!found[i]) continue;
    CAIRN_ASSIGN_OR_RETURN(ParsedRowsPtr parsed, ParseRows(view, *found[i]));
    bytes += BytesOf(*parsed);
    children[members[i]] = std::move(parsed);
  }
  mark = reading.mark();
  filled = true;
  return absl::OkStatus();
}

void RowTables::Table::Remove(const RecordId& record) {
  const auto kept = children.find(record);
  if (kept == children.end()) return;
  bytes -= BytesOf(*kept->second);
  children.erase(kept);
}

absl::StatusOr<RowTables::Children> RowTables::ChildrenOf(const ViewStore::Reading& reading,
                                                          const View& view,
                                                          const RecordId& setting) {
  const Key key(setting, std::string(view.name));
  const std::shared_ptr<Table> table = Use(key);
  MutexLock lock(table->mutex);
  const absl::Status brought = table->Bring(reading, view, setting);
  Account(key, table->bytes);
  if (!brought.ok()) return brought;
  return table->children;
}

void RowTables::Forget(const RecordId& record) {
  std::vector<std::pair<Key, std::shared_ptr<Table>>> tables;
  {
    MutexLock lock(mutex_);
    for (const Kept& kept : newest_first_) tables.emplace_back(kept.key, kept.table);
  }
  for (const auto& [key, table] : tables) {
    MutexLock lock(table->mutex);
    table->Remove(record);
    // Perhaps nothing was removed in the end, or the row of afterwards was there already: what the
    // table has is not whole before it was filled again.
    table->filled = false;
    Account(key, table->bytes);
  }
}

size_t RowTables::bytes() const {
  MutexLock lock(mutex_);
  return bytes_;
}

}  // namespace cairn
