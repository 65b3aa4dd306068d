#include "projections/timeline/tried_details.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"

#include "projections/record/event.h"
#include "projections/record/provision_staff.h"
#include "projections/timeline/line_groups.h"
#include "projections/timeline/support_times.h"
#include "projections/timeline/tried_reviews.h"
#include "projections/timeline/tried_said.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// One row while its details are gathered.
struct Detailed {
  const TimelineContext& context;
  TriedRowOf& tried;
  const Provision* provision = nullptr;  // null for a plan line, a test, a time of nothing
  const PlanVersion* version = nullptr;  // that has its lines; null where none has
  SupportRef support;

  bool Sees(const EntryPtr& entry) const { return entry != nullptr && context.visible(*entry); }
  // The entry is one of those behind the row.
  void Cite(const EntryPtr& entry) { tried.sources.push_back(entry); }
};

void AddUnique(std::string text, std::vector<std::string>& texts) {
  if (!text.empty() && std::ranges::find(texts, text) == texts.end()) {
    texts.push_back(std::move(text));
  }
}

// The version in use on `day` of the plan that has a line of that id. A line of two plans is of
// neither: which one was meant is not recorded.
const PlanVersion* VersionWithLine(const TimelineContext& context, const std::string& line,
                                   CivilDate day, std::string& plan_id) {
  const PlanVersion* found = nullptr;
  for (const PlanHistory& plan : context.record.plans.plans) {
    const PlanVersion* version = VersionOn(plan, day);
    if (version == nullptr || !context.visible(*version->issued.entry)) continue;
    if (FindProvisionLine(version->issued->content(), line) == nullptr) continue;
    if (found != nullptr) return nullptr;
    found = version;
    plan_id = plan.plan_id;
  }
  return found;
}

void FindLines(Detailed& row) {
  if (row.provision != nullptr && row.provision->started) {
    for (const std::string& item : row.provision->started->plan_items()) {
      row.support.lines.push_back(item);
      const CivilDate day = row.provision->started.day();
      const PlanVersion* version = VersionWithLine(row.context, item, day, row.support.plan_id);
      if (version == nullptr) continue;
      row.version = version;
      row.support.planned.push_back(FindProvisionLine(version->issued->content(), item));
    }
  } else if (row.tried.line != nullptr) {
    row.support.lines.push_back(row.tried.line->item_id());
    row.support.planned.push_back(row.tried.line);
    row.version = VersionWithLine(row.context, row.tried.line->item_id(),
                                  *EarliestDay(row.tried.row.from()), row.support.plan_id);
  }
}

// "for t1 Read Year 2 common words on sight".
std::string ServedWords(const Detailed& row, const std::string& item) {
  if (row.version == nullptr) return "";
  const v1::PlanContent& content = row.version->issued->content();
  if (const v1::Target* target = FindTarget(content, item)) {
    return "for " + Join({item, target->text()}, " ");
  }
  for (const v1::Outcome& outcome : content.outcomes()) {
    if (outcome.item_id() == item) return "for " + Join({item, outcome.text()}, " ");
  }
  return "";
}

bool IsOwnEntry(const Detailed& row, const EntryPtr& entry) {
  return entry != nullptr && std::ranges::any_of(row.support.entries, [&](const EntryPtr& own) {
           return own->version() == entry->version();
         });
}

// "EP advice of 1 Apr 2025: ..."; with `=` before it when only the wording says so.
std::string AdviceWords(const Advice& advice) {
  return absl::StrFormat("%s%s advice of %s: %s", advice.by_wording ? "=same wording as " : "",
                         ShortName(advice.report->profession()), FormatDate(advice.report.day()),
                         advice.recommendation->text());
}

bool IsAnsweredBy(const Detailed& row, const Advice& advice) {
  if (IsOwnEntry(row, advice.answered_by)) return true;
  return advice.answered_by != nullptr && !row.support.provision_id.empty() &&
         advice.answered_by->entry().recommendation_answered().provision_id() ==
             row.support.provision_id;
}

void AddWhy(Detailed& row) {
  std::vector<std::string> reasons;
  for (const v1::ProvisionLine* line : row.support.planned) AddUnique(line->why(), reasons);
  for (const v1::ProvisionLine* line : row.support.planned) {
    for (const std::string& item : line->serves()) AddUnique(ServedWords(row, item), reasons);
  }
  if (!reasons.empty() && row.version != nullptr) row.Cite(row.version->issued.entry);
  for (const Advice& advice : row.context.advice) {
    if (!row.Sees(advice.report.entry) || !row.Sees(advice.answered_by)) continue;
    if (!IsAnsweredBy(row, advice)) continue;
    AddUnique(AdviceWords(advice), reasons);
    row.Cite(advice.report.entry);
  }
  row.tried.row.set_why(Join(reasons, "; "));
}

void AddByWhom(Detailed& row) {
  std::vector<std::string> names;
  for (const v1::ProvisionLine* line : row.support.planned) {
    if (row.provision == nullptr) AddUnique(line->provider(), names);
  }
  if (row.provision != nullptr && row.provision->started) {
    const Provision& provision = *row.provision;
    const bool by_who_started = !provision.started->has_provider() && IsGivenInSessions(provision);
    AddUnique(by_who_started ? DoneByName(*provision.started.entry->current->recorded)
                             : provision.started->provider(),
              names);
    for (const auto& change : provision.changes) {
      if (row.Sees(change.entry)) AddUnique(change->provider(), names);
    }
    for (const auto& log : provision.deliveries) AddUnique(log->deliverer(), names);
  }
  row.tried.row.set_by_whom(Join(names, ", "));
}

// "trained, 21 Jun 2024": as the record itself says of whoever gives it.
std::string StatedTraining(bool trained, bool has_date, const v1::Date& date) {
  return Join({trained ? "trained" : "not trained", has_date ? FormatDate(date) : ""}, ", ");
}

// By the setting's staff records, with the day on which it was completed.
std::string RecordedTraining(const Detailed& row, CivilDate day) {
  if (row.context.setting == nullptr) return "";
  const auto check = CheckTraining(*row.provision, *row.context.setting, day);
  if (!check.has_value() || !check->trained.has_value()) return "";
  if (!*check->trained) {
    return "not trained for " + check->training + ", by the staff record";
  }
  std::string since;
  const Fact<v1::StaffRecorded> staff = StaffNamed(*row.context.setting, check->provider);
  for (const v1::Training& training : staff->training()) {
    if (training.name() == check->training) since = FormatDate(training.completed_on());
  }
  return Join({"trained for " + check->training, since, "by the staff record"}, ", ");
}

void AddTraining(Detailed& row) {
  if (row.provision == nullptr || !row.provision->started) return;
  const v1::ProvisionStarted& start = *row.provision->started;
  std::vector<std::string> words;
  AddUnique(start.has_trained()
                ? StatedTraining(start.trained(), start.has_training_date(), start.training_date())
                : RecordedTraining(row, row.provision->started.day()),
            words);
  for (const auto& change : row.provision->changes) {
    if (!row.Sees(change.entry) || !change->has_trained()) continue;
    const std::string stated =
        StatedTraining(change->trained(), change->has_training_date(), change->training_date());
    AddUnique(Join({change->provider(), stated}, ": "), words);
  }
  row.tried.row.set_training(Join(words, "; "));
}

void AddSaid(Detailed& row) {
  Said said = SaidAbout(row.context, row.support);
  for (v1::SaidLine& line : said.child) *row.tried.row.add_child_said() = std::move(line);
  for (v1::SaidLine& line : said.parents) *row.tried.row.add_parents_said() = std::move(line);
  for (const EntryPtr& entry : said.entries) row.Cite(entry);
}

void AddReviews(Detailed& row) {
  for (ReviewLine& line : ReviewsOf(row.context, row.support, row.tried.row)) {
    row.tried.row.add_review_decided(std::move(line.words));
    row.Cite(line.entry);
  }
}

void AddLabels(Detailed& row) {
  std::vector<EntryPtr> entries = row.tried.sources;
  // Not by version: what is imported reads the same in whatever order it came.
  std::ranges::stable_sort(entries, {}, [](const EntryPtr& entry) {
    return std::pair(entry->FirstDay(), LabelOf(*entry->original));
  });
  std::vector<std::string> labels;
  for (const EntryPtr& entry : entries) {
    for (const std::string& label : entry->Labels()) {
      AddUnique(std::string(LabelRoot(label)), labels);
    }
  }
  for (std::string& label : labels) row.tried.row.add_labels(std::move(label));
}

void AddAll(Detailed row) {
  row.support.provision_id = row.tried.row.provision_id();
  row.support.entries = row.tried.sources;
  FindLines(row);
  if (row.provision != nullptr || row.tried.line != nullptr) {
    AddWhy(row);
    AddByWhom(row);
    AddTraining(row);
    AddSaid(row);
    AddReviews(row);
  }
  AddLabels(row);
}

// A comparison of tests is no support: nothing comes next to it.
bool IsSupportOrNone(const TriedRowOf& tried) { return !tried.of_tests; }

void AddNext(std::vector<TriedRowOf>& rows) {
  for (size_t i = 0; i < rows.size(); ++i) {
    v1::TriedRow& row = rows[i].row;
    if (!row.has_to() || !IsSupportOrNone(rows[i])) continue;
    const auto next = std::ranges::find_if(rows, [&](const TriedRowOf& other) {
      return IsSupportOrNone(other) && EarliestDay(other.row.from()) > EarliestDay(row.to());
    });
    if (next == rows.end()) continue;
    row.set_came_next(next->row.what() + ", from " + FormatDate(next->row.from()));
  }
}

}  // namespace

void AddDetails(const TimelineContext& context, std::vector<TriedRowOf>& rows) {
  AddNext(rows);
  for (TriedRowOf& tried : rows) {
    AddAll({.context = context,
            .tried = tried,
            .provision = tried.row.provision_id().empty()
                             ? nullptr
                             : FindProvision(context.record.provisions, tried.row.provision_id())});
  }
}

}  // namespace cairn
