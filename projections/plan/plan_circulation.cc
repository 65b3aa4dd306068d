#include "projections/plan/plan_circulation.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_format.h"

#include "projections/plan/plan_words.h"
#include "projections/record/parents.h"
#include "projections/record/wording_given.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// The version a copy was of: as stated, else the one in use when it was sent. 0 for another plan.
int VersionSent(const PlanContext& context, const Fact<v1::NoticeSent>& notice) {
  if (notice->notice() != v1::NOTICE_KIND_PLAN_COPY) return 0;
  if (notice->plan_id() != context.plan.plan_id) return 0;
  if (notice->has_plan_version()) return notice->plan_version();
  const PlanVersion* version = VersionOn(context.plan, notice.day());
  return version == nullptr ? 0 : version->number;
}

void CheckEveryParentGotIt(const PlanContext& context, const std::set<std::string>& recipients,
                           v1::Plan& plan) {
  for (const auto& person : LinkedOn(context.record.people, context.day)) {
    if (!person->gets_copies() || recipients.contains(person->name())) continue;
    AddFinding(
        plan, plan_rules::kCopySent, "sent_to_parents",
        absl::StrFormat("v%d: no copy to %s recorded", context.version.number, person->name()));
  }
}

void AddSending(const PlanContext& context, v1::Plan& plan) {
  std::set<std::string> recipients;
  for (const Fact<v1::NoticeSent>& notice : context.record.plans.notices) {
    const int version = VersionSent(context, notice);
    if (version == 0) continue;
    if (version == context.version.number) {
      recipients.insert(notice->recipients().begin(), notice->recipients().end());
    }
    if (!WentToParents(context.record, notice)) continue;
    if (version == context.version.number && !plan.has_sent_to_parents()) {
      *plan.mutable_sent_to_parents() = ToProto(notice.day());
    }
    if (version < context.version.number && version > plan.last_version_sent()) {
      plan.set_last_version_sent(version);
      *plan.mutable_last_version_sent_on() = ToProto(notice.day());
    }
  }
  if (!plan.has_sent_to_parents()) return;
  plan.clear_last_version_sent();
  plan.clear_last_version_sent_on();
  CheckEveryParentGotIt(context, recipients, plan);
}

bool IsAboutVersion(const PlanContext& context, const Fact<v1::ItemAcknowledged>& reading) {
  if (reading->plan_id() != context.plan.plan_id) return false;
  if (reading->has_plan_version()) return reading->plan_version() == context.version.number;
  return VersionOn(context.plan, reading.day()) == &context.version;
}

void CheckWording(const PlanContext& context, const Fact<v1::ItemAcknowledged>& reading,
                  v1::Plan& plan) {
  const std::optional<CivilDate> wording =
      EarlierWordingOf(*context.version.issued.entry, *reading.entry);
  if (!wording.has_value()) return;
  const std::string names = Join(reading->acknowledged(), ", ");
  AddFinding(plan, plan_rules::kWording, "read_by",
             absl::StrFormat("%s: acknowledged on the wording of %s",
                             names.empty() ? "Staff" : names, FormatDate(*wording)));
}

// Where names were not kept, the counts are all there is: "9 of 12 staff, names not kept".
void AddCounts(const v1::ItemAcknowledged& reading, v1::Plan& plan) {
  if (!reading.has_acknowledged_count() || !reading.acknowledged().empty()) return;
  const std::string required =
      reading.has_required_count() ? absl::StrFormat(" of %d", reading.required_count()) : "";
  plan.add_read_by(
      absl::StrFormat("%d%s staff, names not kept", reading.acknowledged_count(), required));
}

// Those who teach or support the child and work at the setting on the day, by its staff records:
// all of them are to have read the version in use, whoever was listed (R50; Code of Practice 6.49).
std::vector<std::string> ExpectedReaders(const PlanContext& context) {
  std::vector<std::string> names;
  if (context.setting == nullptr || context.IsSuperseded()) return names;
  for (const Fact<v1::PersonLinked>& link : LinkedOn(context.record.people, context.day)) {
    if (!TeachesOrSupports(link->relationship())) continue;
    Fact<v1::StaffRecorded> staff = StaffSignedIn(*context.setting, link->sign_in_subject());
    if (!staff) staff = StaffNamed(*context.setting, link->name());
    if (staff && WorksThereOn(*staff, context.day)) names.push_back(link->name());
  }
  return names;
}

void AddReading(const PlanContext& context, v1::Plan& plan) {
  std::set<std::string> read;
  std::set<std::string> unread;
  for (const Fact<v1::ItemAcknowledged>& reading : context.record.plans.acknowledgements) {
    if (!IsAboutVersion(context, reading)) continue;
    plan.set_reading_recorded(true);
    read.insert(reading->acknowledged().begin(), reading->acknowledged().end());
    unread.insert(reading->required().begin(), reading->required().end());
    unread.insert(reading->outstanding().begin(), reading->outstanding().end());
    plan.clear_read_by();
    AddCounts(*reading, plan);
    CheckWording(context, reading, plan);
  }
  for (std::string& name : ExpectedReaders(context)) unread.insert(std::move(name));
  for (const std::string& name : read) {
    plan.add_read_by(name);
    unread.erase(name);
  }
  for (const std::string& name : unread) plan.add_not_read_by(name);
}

}  // namespace

bool TeachesOrSupports(v1::Relationship relationship) {
  return relationship == v1::RELATIONSHIP_CLASS_TEACHER ||
         relationship == v1::RELATIONSHIP_SUPPORT_STAFF ||
         relationship == v1::RELATIONSHIP_KEYWORKER;
}

void AddCirculation(const PlanContext& context, v1::Plan& plan) {
  AddSending(context, plan);
  AddReading(context, plan);
}

}  // namespace cairn
