#include "services/cohort/cohort_reader.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"

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
        today_(DayOfMicros(reader.sources_.clock.NowMicros())) {
    for (const std::string_view name : question.views) views_.push_back(&reader.ViewOf(name));
  }

  absl::Status Gather() {
    {
      CAIRN_ASSIGN_OR_RETURN(const ViewStore::Reading reading, reader_.Open(question_));
      cohort_.position = reading.position();
      CAIRN_RETURN_IF_ERROR(AddBySetting(reading));
      CAIRN_RETURN_IF_ERROR(AddByRelation(reading));
    }
    for (const RecordId& record : apart_) CAIRN_RETURN_IF_ERROR(AddFolded(record));
    return absl::OkStatus();
  }

  // Somebody let the caller in to some child, which only the head of the log can confirm.
  bool rests_on_entries() const { return rests_on_entries_; }
  Position position() const { return cohort_.position; }
  // In the order of the records' ids, so that what is counted in turn is the same each time.
  Cohort Take() {
    std::ranges::sort(cohort_.children, {}, &CohortChild::record);
    return std::move(cohort_);
  }

 private:
  using RowsOfChild = std::array<ParsedRowsPtr, 2>;

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

  absl::Status AddBySetting(const ViewStore::Reading& reading) {
    const auto group = GroupOf(caller_.role, Relation::kSameSetting);
    if (!group || !caller_.setting || !IsAskedFor(caller_.setting)) return absl::OkStatus();
    std::array<RowTables::Children, 2> tables;
    for (size_t i = 0; i < views_.size(); ++i) {
      CAIRN_ASSIGN_OR_RETURN(tables[i],
                             reader_.tables_.ChildrenOf(reading, *views_[i], *caller_.setting));
    }
    cohort_.children.reserve(tables[0].size());
    for (const auto& [record, rows] : tables[0]) {
      const auto second = tables[1].find(record);
      Add(record, caller_.setting, *group,
          {rows, second == tables[1].end() ? nullptr : second->second});
      known_.insert(record);
    }
    return absl::OkStatus();
  }

  struct Related {
    RecordId record;
    std::optional<RecordId> setting;
    uint32_t group;
  };

  absl::Status AddByRelation(const ViewStore::Reading& reading) {
    CAIRN_ASSIGN_OR_RETURN(const std::vector<Related> related, JudgeRelations(reading));
    std::vector<RecordId> records;
    for (const Related& one : related) records.push_back(one.record);
    std::array<std::vector<std::optional<RecordRows>>, 2> found;
    for (size_t v = 0; v < views_.size(); ++v) {
      CAIRN_ASSIGN_OR_RETURN(found[v], reading.Rows(views_[v]->name, records));
    }
    for (size_t i = 0; i < related.size(); ++i) {
      RowsOfChild rows;
      for (size_t v = 0; v < views_.size(); ++v) {
        if (!found[v][i]) continue;
        CAIRN_ASSIGN_OR_RETURN(rows[v], ParseRows(*views_[v], *found[v][i]));
      }
      Add(related[i].record, related[i].setting, related[i].group, rows);
    }
    return absl::OkStatus();
  }

  // Of the children to whom something makes, made or may make the caller something, those whom
  // they may read about today.
  absl::StatusOr<std::vector<Related>> JudgeRelations(const ViewStore::Reading& reading) {
    std::vector<Related> related;
    if (caller_.subject.empty()) return related;
    CAIRN_ASSIGN_OR_RETURN(std::vector<RecordId> records,
                           reading.Members(kAccessView, PersonKey(caller_.subject)));
    std::erase_if(records, [&](const RecordId& record) { return known_.contains(record); });
    CAIRN_ASSIGN_OR_RETURN(const auto found, reading.Rows(kAccessView, records));
    for (size_t i = 0; i < records.size(); ++i) {
      rows::AccessRows rows;
      if (!found[i] || found[i]->readings.empty()) continue;
      if (!rows.ParseFromString(found[i]->readings.front().bytes)) continue;
      const Record access = AccessRecord(rows);
      const std::optional<RecordId> setting = SettingOf(access.people);
      const Relation relation = RelationTo(caller_, access, today_);
      const auto group = GroupOf(caller_.role, relation);
      if (!group || !IsAskedFor(setting)) continue;
      rests_on_entries_ = true;
      related.push_back({.record = records[i], .setting = setting, .group = *group});
    }
    return related;
  }

  // The record at the head of the log, by the gate and with the eyes of a call that concerns it
  // alone.
  absl::Status AddFolded(const RecordId& record) {
    const absl::StatusOr<RecordPtr> whole = reader_.sources_.records.Load(record);
    if (ReasonOf(whole.status()) == v1::ERROR_REASON_RECORD_NOT_FOUND) return absl::OkStatus();
    CAIRN_RETURN_IF_ERROR(whole.status());
    const auto call = reader_.sources_.guard.AuthoriseRecord(caller_, Action::kReadRecord, **whole);
    if (!call.ok()) return absl::OkStatus();  // it went, or the caller did
    const Record seen = Fold(record, Filter(caller_, call->relation(), (*whole)->events).for_views);
    CohortChild child{.record = record, .setting = SettingOf((*whole)->people)};
    for (size_t i = 0; i < views_.size(); ++i) {
      CAIRN_ASSIGN_OR_RETURN(const ViewRows rows, views_[i]->rows_of(seen));
      if (rows.bytes.empty()) continue;
      CAIRN_ASSIGN_OR_RETURN(child.rows[i], ParseRows(*views_[i], rows.bytes));
    }
    if (child.rows[0]) cohort_.children.push_back(std::move(child));
    return absl::OkStatus();
  }

  CohortReader& reader_;
  const Caller& caller_;
  const CohortQuestion& question_;
  const CivilDate today_;
  std::vector<const View*> views_;
  absl::flat_hash_set<RecordId> known_;  // children found by setting
  std::vector<RecordId> apart_;
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
