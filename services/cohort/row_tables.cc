#include "services/cohort/row_tables.h"

#include <utility>

#include "absl/container/flat_hash_set.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "services/access/access_view.h"
#include "services/cohort/cohort_views.h"

namespace cairn {
namespace {

// Of the map and the pointers, a child.
constexpr size_t kBytesPerChild = 128;
// Of the rest of a table, and of its place among the others.
constexpr size_t kBytesPerTable = 256;

size_t BytesOf(const ParsedRows& rows) {
  size_t bytes = kBytesPerChild;
  for (const ParsedRows::Reading& reading : rows.readings) {
    if (reading.rows) bytes += reading.rows->SpaceUsedLong();
  }
  for (const std::string& apart : rows.apart) bytes += sizeof(std::string) + apart.capacity();
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
  parsed->bytes = BytesOf(*parsed);
  return parsed;
}

// The members that were asked for, looked up once for all views.
class RowTables::MembersOf {
 public:
  MembersOf(const ViewStore::Reading& reading, const MembersAsked& asked)
      : reading_(reading), asked_(asked) {}

  absl::StatusOr<std::vector<RecordId>> All() {
    if (!all_) {
      CAIRN_ASSIGN_OR_RETURN(std::vector<RecordId> members,
                             reading_.Members(kAccessView, asked_.key));
      std::vector<RecordId> without;
      if (!asked_.without.empty()) {
        CAIRN_ASSIGN_OR_RETURN(without, reading_.Members(kAccessView, asked_.without));
      }
      all_ = Without(std::move(members), without);
    }
    return *all_;
  }

  absl::StatusOr<std::vector<RecordId>> Among(std::span<const RecordId> ids) const {
    CAIRN_ASSIGN_OR_RETURN(std::vector<RecordId> members,
                           reading_.MembersAmong(kAccessView, asked_.key, ids));
    if (asked_.without.empty()) return members;
    CAIRN_ASSIGN_OR_RETURN(const std::vector<RecordId> without,
                           reading_.MembersAmong(kAccessView, asked_.without, members));
    return Without(std::move(members), without);
  }

 private:
  static std::vector<RecordId> Without(std::vector<RecordId> members,
                                       std::span<const RecordId> others) {
    const absl::flat_hash_set<RecordId> aside(others.begin(), others.end());
    std::erase_if(members, [&](const RecordId& record) { return aside.contains(record); });
    return members;
  }

  const ViewStore::Reading& reading_;
  const MembersAsked& asked_;
  std::optional<std::vector<RecordId>> all_;
};

void RowTables::Table::Remove(const RecordId& record) {
  const auto kept = children.find(record);
  if (kept == children.end()) return;
  bytes -= kept->second->bytes;
  children.erase(kept);
}

void RowTables::Use(Fetched& fetched) {
  MutexLock lock(mutex_);
  fetched.forgotten_ = forgotten_;
  const TablePtr* known = kept_.Use(fetched.key_);
  if (known != nullptr) fetched.known_ = *known;
}

void RowTables::Keep(const Fetched& fetched, TablePtr table) {
  MutexLock lock(mutex_);
  // The rows may have been opened before they had to go.
  if (fetched.forgotten_ != forgotten_) return;
  const TablePtr* there = kept_.Use(fetched.key_);
  const bool is_newer = there != nullptr && (*there)->mark.epoch == table->mark.epoch &&
                        (*there)->mark.position > table->mark.position;
  const size_t bytes = table->bytes;
  if (!is_newer) kept_.Keep(fetched.key_, std::move(table), bytes);
}

absl::Status RowTables::Lack(const ViewStore::Reading& reading, MembersOf& members,
                             Fetched& fetched) {
  std::optional<std::vector<RecordId>> changed;
  if (fetched.known_) changed = reading.ChangedSince(fetched.known_->mark);
  std::vector<RecordId> wanted;
  if (changed) {
    CAIRN_ASSIGN_OR_RETURN(wanted, members.Among(*changed));
    fetched.changed_ = *std::move(changed);
  } else {
    CAIRN_ASSIGN_OR_RETURN(wanted, members.All());
    fetched.known_ = nullptr;
  }
  CAIRN_ASSIGN_OR_RETURN(fetched.sealed_, reading.Sealed(fetched.view_->name, std::move(wanted)));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<RowTables::Fetched>> RowTables::Fetch(const ViewStore::Reading& reading,
                                                                 std::span<const View* const> views,
                                                                 const MembersAsked& asked) {
  MembersOf members(reading, asked);
  std::vector<Fetched> all;
  for (const View* view : views) {
    Fetched& fetched = all.emplace_back();
    fetched.view_ = view;
    fetched.key_ = {asked, std::string(view->name)};
    fetched.mark_ = reading.mark();
    Use(fetched);
    fetched.is_current_ = fetched.known_ && fetched.known_->mark == fetched.mark_;
    if (!fetched.is_current_) CAIRN_RETURN_IF_ERROR(Lack(reading, members, fetched));
  }
  return all;
}

absl::StatusOr<RowTables::ChildrenPtr> RowTables::Finish(const ViewStore& store, Fetched fetched) {
  const auto children_of = [](const TablePtr& table) {
    return ChildrenPtr(table, &table->children);
  };
  if (fetched.is_current_) return children_of(fetched.known_);
  auto table =
      fetched.known_ ? std::make_shared<Table>(*fetched.known_) : std::make_shared<Table>();
  if (!fetched.known_) table->bytes = kBytesPerTable;
  table->mark = fetched.mark_;
  for (const RecordId& record : fetched.changed_) table->Remove(record);
  CAIRN_ASSIGN_OR_RETURN(const auto opened, store.Opened(fetched.sealed_));
  for (size_t i = 0; i < opened.size(); ++i) {
    if (!opened[i]) continue;
    CAIRN_ASSIGN_OR_RETURN(ParsedRowsPtr parsed, ParseRows(*fetched.view_, *opened[i]));
    table->bytes += parsed->bytes;
    table->children[fetched.sealed_.ids[i]] = std::move(parsed);
  }
  Keep(fetched, table);
  return children_of(table);
}

void RowTables::Forget(const RecordId& record) {
  MutexLock lock(mutex_);
  ++forgotten_;
  // All of the table: perhaps nothing was removed in the end, or the row of afterwards was there
  // already, so what would be left of it might not be whole.
  kept_.DropWhere(
      [&](const Key& /*key*/, const TablePtr& table) { return table->children.contains(record); });
}

size_t RowTables::bytes() const {
  MutexLock lock(mutex_);
  return kept_.bytes();
}

}  // namespace cairn
