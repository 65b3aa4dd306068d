#include "projections/acknowledgements.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_format.h"

#include "projections/acknowledgements/acknowledgement_rows.h"
#include "projections/codes/plan_kinds.h"
#include "projections/cohort/child.h"
#include "projections/cohort/child_view.h"
#include "projections/cohort/links.h"
#include "projections/cohort/name_words.h"
#include "projections/cohort/plan_steps.h"
#include "projections/plan/plan_circulation.h"

namespace cairn {
namespace {

// Somebody who is to read the version in use.
struct Reader {
  v1::Capacity capacity = v1::CAPACITY_UNSPECIFIED;
  CivilDate since;
};

// One plan of one child on the day.
struct Reading {
  const AcknowledgementChild& child;
  const PlanOnDay& plan;
  CivilDate day;

  const rows::PlanIssuedRow& version() const { return *plan.version; }
  CivilDate used_since() const { return CivilDate::FromEpochDays(version().effective_from()); }
};

// The version that an entry is about; 0 if it is none of this plan's.
int VersionRead(const Reading& at, const rows::ReadingRow& row) {
  if (row.plan_id() != at.plan.plan_id || row.from() > at.day.epoch_days()) return 0;
  if (row.plan_version() != 0) return row.plan_version();
  const rows::PlanIssuedRow* used = VersionUsedOn(at.child.rows->plans(), at.plan.plan_id,
                                                  CivilDate::FromEpochDays(row.from()), at.day);
  return used == nullptr ? 0 : used->number();
}

Fact<v1::StaffRecorded> StaffOf(const Setting* setting, const rows::LinkRow* link,
                                std::string_view name) {
  if (setting == nullptr) return {};
  Fact<v1::StaffRecorded> staff;
  if (link != nullptr) staff = StaffSignedIn(*setting, link->sign_in_subject());
  return staff ? staff : StaffNamed(*setting, name);
}

v1::Capacity CapacityOf(const rows::LinkRow* link, const Fact<v1::StaffRecorded>& staff) {
  if (link != nullptr && link->relationship() == v1::RELATIONSHIP_CLASS_TEACHER) {
    return v1::CAPACITY_CLASS_TEACHER;
  }
  if (link != nullptr && link->relationship() == v1::RELATIONSHIP_KEYWORKER) {
    return v1::CAPACITY_KEYWORKER;
  }
  if (!staff || staff->capacities().empty()) return v1::CAPACITY_UNSPECIFIED;
  return static_cast<v1::Capacity>(staff->capacities(0));
}

Reader ReaderOf(const Reading& at, const rows::LinkRow* link, std::string_view name) {
  const Fact<v1::StaffRecorded> staff = StaffOf(at.child.setting, link, name);
  Reader reader{.capacity = CapacityOf(link, staff), .since = at.used_since()};
  if (link != nullptr)
    reader.since = std::max(reader.since, CivilDate::FromEpochDays(link->from()));
  if (!staff) return reader;
  const std::optional<CivilDate> came = EarliestDay(staff->from());
  if (came.has_value() && *came <= at.day) reader.since = std::max(reader.since, *came);
  return reader;
}

using Readers = std::map<std::string, Reader>;

// Those who teach or support the child and work at the setting, and those whom an entry lists; but
// for those who have read the version.
Readers Outstanding(const Reading& at) {
  std::map<std::string, const rows::LinkRow*> links;
  std::set<std::string> expected;
  for (const rows::LinkRow* link : LinksOn(at.child.rows->links(), at.day)) {
    if (!TeachesOrSupports(link->relationship())) continue;
    links[link->name()] = link;
    const Fact<v1::StaffRecorded> staff = StaffOf(at.child.setting, link, link->name());
    if (staff && WorksThereOn(*staff, at.day)) expected.insert(link->name());
  }
  std::set<std::string> read;
  for (const rows::ReadingRow& row : at.child.rows->readings()) {
    if (VersionRead(at, row) != at.version().number()) continue;
    expected.insert(row.required().begin(), row.required().end());
    read.insert(row.acknowledged().begin(), row.acknowledged().end());
  }
  Readers outstanding;
  for (const std::string& name : expected) {
    if (read.contains(name)) continue;
    const auto link = links.find(name);
    outstanding[name] = ReaderOf(at, link == links.end() ? nullptr : link->second, name);
  }
  return outstanding;
}

// "3 of 12 staff, names not kept", by the last entry about the version; empty if nobody is missing
// or that entry names who has read it.
std::string MissingCount(const Reading& at, bool names_known) {
  const rows::ReadingRow* last = nullptr;
  for (const rows::ReadingRow& row : at.child.rows->readings()) {
    if (VersionRead(at, row) == at.version().number()) last = &row;
  }
  if (names_known || last == nullptr || !last->counted()) return "";
  const int missing = last->required_count() - last->acknowledged_count();
  if (missing <= 0) return "";
  return absl::StrFormat("%d of %d staff, names not kept", missing, last->required_count());
}

// The last other version that `name` has read, and when: "v2, 12 Sep 2025".
std::string ReadBefore(const Reading& at, const std::string& name) {
  std::string before;
  for (const rows::ReadingRow& row : at.child.rows->readings()) {
    const int version = VersionRead(at, row);
    if (version == 0 || version == at.version().number()) continue;
    const auto& names = row.acknowledged();
    if (std::find(names.begin(), names.end(), name) == names.end()) continue;
    before = absl::StrFormat("v%d, %s", version, FormatDate(CivilDate::FromEpochDays(row.from())));
  }
  return before;
}

v1::AcknowledgementRow LineOf(const Reading& at, const std::string& name, const Reader& reader) {
  v1::AcknowledgementRow line;
  *line.mutable_child() =
      ChildOn(at.child.rows->child(), at.child.record, at.child.setting_id, at.day);
  line.set_person(name);
  line.set_capacity(reader.capacity);
  line.set_what(absl::StrFormat("%s v%d", codes::PlanKindOf(at.version().kind()).name,
                                at.version().number()));
  line.set_plan_id(std::string(at.plan.plan_id));
  line.set_plan_version(at.version().number());
  *line.mutable_since() = ToProto(reader.since);
  line.set_days(at.day - reader.since);
  line.set_read_before(ReadBefore(at, name));
  return line;
}

void AddLines(const Reading& at, std::string_view person,
              std::vector<v1::AcknowledgementRow>& lines) {
  Readers readers = Outstanding(at);
  if (const std::string count = MissingCount(at, !readers.empty()); !count.empty()) {
    readers[count] = {.capacity = v1::CAPACITY_STAFF_GROUP, .since = at.used_since()};
  }
  for (const auto& [name, reader] : readers) {
    if (person.empty() || SameWords(person, name)) lines.push_back(LineOf(at, name, reader));
  }
}

// A line with what it is ordered by, reckoned once.
struct OrderedAcknowledgement {
  std::string child;
  std::string person;
  v1::AcknowledgementRow line;
};

bool AcknowledgementBefore(const OrderedAcknowledgement& a, const OrderedAcknowledgement& b) {
  if (a.line.days() != b.line.days()) return a.line.days() > b.line.days();
  return std::tie(a.child, a.person, a.line.child().record_id(), a.line.plan_id()) <
         std::tie(b.child, b.person, b.line.child().record_id(), b.line.plan_id());
}

std::vector<v1::AcknowledgementRow> InOrder(std::vector<v1::AcknowledgementRow> lines) {
  std::vector<OrderedAcknowledgement> ordered;
  ordered.reserve(lines.size());
  for (v1::AcknowledgementRow& line : lines) {
    std::string child = FoldedWords(line.child().name());
    std::string person = FoldedWords(line.person());
    ordered.push_back({std::move(child), std::move(person), std::move(line)});
  }
  std::sort(ordered.begin(), ordered.end(), AcknowledgementBefore);
  lines.clear();
  for (OrderedAcknowledgement& one : ordered) lines.push_back(std::move(one.line));
  return lines;
}

}  // namespace

const View& AcknowledgementsView() {
  static const View view{.name = "acknowledgements",
                         .rows = rows::AcknowledgementRows::descriptor(),
                         .rows_of = RowsOfChild<AcknowledgementRowsOf>};
  return view;
}

std::vector<v1::AcknowledgementRow> ListAcknowledgements(
    std::span<const AcknowledgementChild> children, const v1::ListAcknowledgementsRequest& question,
    CivilDate day) {
  std::vector<v1::AcknowledgementRow> lines;
  for (const AcknowledgementChild& child : children) {
    if (!IsThereOn(child.rows->child(), day) || LeftOn(child.rows->child(), day)) continue;
    for (const PlanOnDay& plan : PlansOn(child.rows->plans(), day)) {
      if (plan.closed || plan.version == nullptr) continue;
      AddLines({child, plan, day}, question.person(), lines);
    }
  }
  return InOrder(std::move(lines));
}

}  // namespace cairn
