#include "services/cohort/cohort_reader.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "projections/calendar/date.h"
#include "projections/record/fold.h"
#include "projections/record/removal.h"
#include "services/access/access_view.h"
#include "services/access/readerships.h"
#include "services/access/relations.h"
#include "services/access/visibility.h"
#include "services/cohort/cohort_views.h"

namespace cairn {

// One question at one moment of the views.
class CohortReader::Gathering {
 public:
  Gathering(CohortReader& reader, const Caller& caller, const CohortQuestion& question)
      : reader_(reader),
        caller_(caller),
        question_(question),
        today_(DayOfMicros(reader.sources_.clock.NowMicros())),
        eye_(FoldedRows::EyeOf(caller, question.views)) {
    for (const std::string_view name : question.views) views_.push_back(&reader.ViewOf(name));
  }

  absl::Status Gather() {
    Fetched by_setting;
    Fetched by_relation;
    {
      CAIRN_ASSIGN_OR_RETURN(const ViewStore::Reading reading, reader_.Open(question_));
      cohort_.position = reading.position();
      CAIRN_ASSIGN_OR_RETURN(by_setting, FetchBySetting(reading));
      CAIRN_ASSIGN_OR_RETURN(by_relation, FetchByRelation(reading));
    }
    CAIRN_RETURN_IF_ERROR(AddBySetting(std::move(by_setting)));
    CAIRN_RETURN_IF_ERROR(AddByRelation(std::move(by_relation)));
    for (const RecordId& record : apart_) CAIRN_RETURN_IF_ERROR(AddFolded(record));
    return absl::OkStatus();
  }

  // Somebody let the caller in to some child, which only the head of the log can confirm.
  bool rests_on_entries() const { return rests_on_entries_; }
  Position position() const { return cohort_.position; }
  // In the order of the records' ids, so that what is counted in turn is the same each time. Not
  // without some of them: such a list would be taken for all of it.
  absl::StatusOr<Cohort> Take() {
    if (not_folded_ > 0) {
      return Refusal(v1::ERROR_REASON_POSITION_NOT_REACHED,
                     absl::StrFormat("What you alone may see in %d records is still to be worked "
                                     "out for %d of them. Ask again.",
                                     apart_.size(), not_folded_));
    }
    std::ranges::sort(cohort_.children, {}, &CohortChild::record);
    return std::move(cohort_);
  }

 private:
  using RowsOfChild = std::array<ParsedRowsPtr, 2>;
  using Fetched = std::vector<RowTables::Fetched>;

  // Takes the child if the caller sees anything of it.
  void Add(const RecordId& record, const std::optional<RecordId>& setting, uint32_t group,
           const RowsOfChild& rows) {
    CohortChild child{.record = record, .setting = setting};
    for (size_t i = 0; i < views_.size(); ++i) {
      if (!rows[i]) continue;
      if (IsApart(caller_, group, rows[i]->apart)) {
        apart_.push_back(record);
        return;
      }
      child.rows[i] = rows[i]->Of(group);
    }
    if (child.rows[0]) cohort_.children.push_back(std::move(child));
  }

  bool IsAskedFor(const std::optional<RecordId>& setting) const {
    return !question_.setting || question_.setting == setting;
  }

  // Nothing for those who find no child by their setting.
  std::optional<uint32_t> GroupBySetting() const {
    if (!caller_.setting) return std::nullopt;
    return GroupOf(caller_.role, Relation::kSameSetting);
  }

  absl::StatusOr<Fetched> FetchBySetting(const ViewStore::Reading& reading) {
    if (!GroupBySetting() || !IsAskedFor(caller_.setting)) return Fetched();
    return reader_.tables_.Fetch(reading, views_, {.key = SettingKey(*caller_.setting)});
  }

  // Of every child to whom something makes, made or may make the caller something, and who was not
  // found by setting: with the view that says what.
  absl::StatusOr<Fetched> FetchByRelation(const ViewStore::Reading& reading) {
    if (caller_.subject.empty()) return Fetched();
    std::vector<const View*> views = {&reader_.ViewOf(kAccessView)};
    views.insert(views.end(), views_.begin(), views_.end());
    return reader_.tables_.Fetch(reading, views,
                                 {.key = PersonKey(caller_.subject),
                                  .without = GroupBySetting() ? SettingKey(*caller_.setting) : ""});
  }

  // In the order in which they were fetched.
  absl::StatusOr<std::vector<RowTables::ChildrenPtr>> Finished(Fetched fetched) {
    std::vector<RowTables::ChildrenPtr> tables;
    for (RowTables::Fetched& one : fetched) {
      CAIRN_ASSIGN_OR_RETURN(tables.emplace_back(),
                             reader_.tables_.Finish(reader_.sources_.views, std::move(one)));
    }
    return tables;
  }

  static RowsOfChild RowsIn(std::span<const RowTables::ChildrenPtr> tables, const RecordId& id) {
    RowsOfChild rows;
    for (size_t i = 0; i < tables.size(); ++i) {
      const auto found = tables[i]->find(id);
      if (found != tables[i]->end()) rows[i] = found->second;
    }
    return rows;
  }

  absl::Status AddBySetting(Fetched fetched) {
    if (fetched.empty()) return absl::OkStatus();
    CAIRN_ASSIGN_OR_RETURN(const auto tables, Finished(std::move(fetched)));
    cohort_.children.reserve(tables[0]->size());
    for (const auto& [record, rows] : *tables[0]) {
      Add(record, caller_.setting, *GroupBySetting(), RowsIn(tables, record));
    }
    return absl::OkStatus();
  }

  absl::Status AddByRelation(Fetched fetched) {
    if (fetched.empty()) return absl::OkStatus();
    CAIRN_ASSIGN_OR_RETURN(const auto tables, Finished(std::move(fetched)));
    for (const auto& [record, access] : *tables[0]) {
      if (access->readings.empty()) continue;
      const Record known =
          AccessRecord(static_cast<const rows::AccessRows&>(*access->readings.front().rows));
      const std::optional<RecordId> setting = SettingOf(known.people);
      // Those whom they may read about today.
      const auto group = GroupOf(caller_.role, RelationTo(caller_, known, today_));
      if (!group || !IsAskedFor(setting)) continue;
      rests_on_entries_ = true;
      Add(record, setting, *group, RowsIn(std::span(tables).subspan(1), record));
    }
    return absl::OkStatus();
  }

  absl::Status AddFolded(const RecordId& record) {
    const uint64_t forgotten = reader_.folded_.Forgotten();
    CAIRN_ASSIGN_OR_RETURN(const RecordHead head, reader_.sources_.log.HeadOf(record));
    if (const auto kept = reader_.folded_.Find(record, eye_, head.version, today_)) {
      Take(record, *kept);
      return absl::OkStatus();
    }
    if (folds_ == reader_.folds_max_) {
      ++not_folded_;
      return absl::OkStatus();
    }
    ++folds_;
    CAIRN_ASSIGN_OR_RETURN(FoldedChild child, FoldedFor(record));
    Take(record, child);
    reader_.folded_.Keep(record, eye_, std::move(child), forgotten);
    return absl::OkStatus();
  }

  void Take(const RecordId& record, const FoldedChild& child) {
    if (!child.rows[0]) return;
    cohort_.children.push_back({.record = record, .setting = child.setting, .rows = child.rows});
  }

  // The record at the head of the log, by the gate and with the eyes of a call that concerns it
  // alone.
  absl::StatusOr<FoldedChild> FoldedFor(const RecordId& record) {
    FoldedChild child{.day = today_};
    const absl::StatusOr<RecordPtr> whole = reader_.sources_.records.Load(record);
    if (ReasonOf(whole.status()) == v1::ERROR_REASON_RECORD_NOT_FOUND) return child;
    CAIRN_RETURN_IF_ERROR(whole.status());
    child.version = (*whole)->version();
    const auto call = reader_.sources_.guard.AuthoriseRecord(caller_, Action::kReadRecord, **whole);
    if (!call.ok()) return child;  // it went, or the caller did
    const Record seen = Fold(record, Filter(caller_, call->relation(), (*whole)->events).for_views);
    child.setting = SettingOf((*whole)->people);
    for (size_t i = 0; i < views_.size(); ++i) {
      CAIRN_ASSIGN_OR_RETURN(const ViewRows rows, views_[i]->rows_of(seen));
      if (rows.bytes.empty()) continue;
      CAIRN_ASSIGN_OR_RETURN(child.rows[i], ParseRows(*views_[i], rows.bytes));
    }
    return child;
  }

  CohortReader& reader_;
  const Caller& caller_;
  const CohortQuestion& question_;
  const CivilDate today_;
  const std::string eye_;
  std::vector<const View*> views_;
  std::vector<RecordId> apart_;
  size_t folds_ = 0;
  size_t not_folded_ = 0;
  bool rests_on_entries_ = false;
  Cohort cohort_;
};

const View& CohortReader::ViewOf(std::string_view name) const {
  const auto found = std::ranges::find(views_, name, &View::name);
  CAIRN_CHECK(found != views_.end());
  return *found;
}

std::vector<std::string_view> CohortReader::NamesOf(const CohortQuestion& question) const {
  std::vector<std::string_view> names = question.views;
  names.push_back(kAccessView);
  return names;
}

absl::StatusOr<ViewStore::Reading> CohortReader::Open(const CohortQuestion& question) const {
  return sources_.views.Read(NamesOf(question));
}

absl::StatusOr<Cohort> CohortReader::Read(const Caller& caller, const CohortQuestion& question) {
  CAIRN_RETURN_IF_ERROR(sources_.guard.Authorise(caller, Action::kReadRecord).status());
  const int64_t begun_us = sources_.clock.MonotonicMicros();
  const auto wait_for = [&](Position position) -> absl::Status {
    if (position == 0) return absl::OkStatus();
    const int64_t waited_ms = (sources_.clock.MonotonicMicros() - begun_us) / 1000;
    return sources_.views.WaitFor(NamesOf(question), position,
                                  std::max<int64_t>(0, question.wait_ms - waited_ms));
  };
  // Before anything is read: what was recorded before the call counts.
  const Position head = sources_.log.Head().position;
  const bool by_setting = GroupOf(caller.role, Relation::kSameSetting).has_value();
  CAIRN_RETURN_IF_ERROR(wait_for(by_setting ? question.min_position : head));
  Gathering first(*this, caller, question);
  const absl::Status gathered = first.Gather();
  // Not there yet, as while a server starts, or there without the last word about the caller.
  const bool early = ReasonOf(gathered) == v1::ERROR_REASON_POSITION_NOT_REACHED ||
                     (first.rests_on_entries() && first.position() < head);
  if (!early) {
    CAIRN_RETURN_IF_ERROR(gathered);
    return first.Take();
  }
  CAIRN_RETURN_IF_ERROR(wait_for(head));
  Gathering current(*this, caller, question);
  CAIRN_RETURN_IF_ERROR(current.Gather());
  return current.Take();
}

}  // namespace cairn
