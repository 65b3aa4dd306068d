#include "tests/histories/enrolment.h"

#include "absl/strings/str_cat.h"

namespace cairn::histories {
namespace {

constexpr int kBeforeLessons = 8 * 60 + 40;  // minutes of the day

v1::SenProvision StatusAtFirst(Path path) {
  switch (path) {
    case Path::kHasPlan:
      return v1::SEN_PROVISION_E;
    case Path::kSupported:
    case Path::kEndsSupport:
    case Path::kRefusedPlan:
    case Path::kGetsPlan:
      return v1::SEN_PROVISION_K;
    case Path::kNone:
    case Path::kWorry:
    case Path::kStartsSupport:
      break;
  }
  return v1::SEN_PROVISION_N;
}

void LinkParent(Story& story, const When& when, const std::string& name,
                v1::Relationship relationship, bool gets_copies) {
  v1::Entry entry = On(when.day);
  v1::PersonLinked& person = *entry.mutable_person_linked();
  person.set_name(name);
  person.set_relationship(relationship);
  person.set_parental_responsibility(true);
  person.set_gets_copies(gets_copies);
  story.Write(when, story.school.office, std::move(entry));
}

void OpenRecord(Story& story, const When& when) {
  v1::Entry entry = On(when.day);
  v1::RecordOpened& opened = *entry.mutable_record_opened();
  opened.set_subject(v1::SUBJECT_KIND_CHILD);
  opened.set_name(story.child.name);
  *opened.mutable_born() = ToDate(story.child.born);
  opened.set_fictional(true);
  story.Write(when, story.school.office, std::move(entry));
}

void RecordUpn(Story& story, const When& when) {
  v1::Entry entry = On(when.day);
  v1::IdentifierRecorded& upn = *entry.mutable_identifier_recorded();
  upn.set_type(v1::IDENTIFIER_TYPE_UPN);
  upn.set_value(story.child.upn);
  upn.set_permanence(v1::IDENTIFIER_PERMANENCE_PERMANENT);
  upn.set_obtained_from("ctf");
  story.Write(when, story.school.office, std::move(entry));
}

void RecordPlacement(Story& story, const When& when) {
  v1::Entry entry = On(when.day);
  v1::PlacementRecorded& placement = *entry.mutable_placement_recorded();
  placement.set_school(story.school.name);
  placement.set_urn(story.school.urn);
  placement.set_local_authority(kAuthority);
  placement.set_nc_year(YearIn(story.child, story.child.first_week));
  *placement.mutable_from() = ToDate(when.day);
  story.Write(when, story.school.office, std::move(entry));
}

void RecordStatus(Story& story, const When& when) {
  story.status = StatusAtFirst(story.child.path);
  v1::Entry entry = On(when.day);
  entry.mutable_sen_status_set()->set_status(story.status);
  if (story.status != v1::SEN_PROVISION_N) {
    entry.mutable_sen_status_set()->set_basis("common transfer file of the school before");
  }
  story.Write(when, story.school.office, std::move(entry));
}

void SendReport(Story& story, int week) {
  const When when = story.Sometime(week);
  v1::Entry entry = On(when.day);
  v1::NoticeSent& notice = *entry.mutable_notice_sent();
  notice.set_notice(v1::NOTICE_KIND_ANNUAL_REPORT);
  notice.add_recipients(story.child.mother);
  if (!story.child.father.empty()) notice.add_recipients(story.child.father);
  notice.set_method(story.dice.Chance(700) ? "email" : "letter");
  notice.set_legal_basis("Education (Pupil Information) (England) Regulations 2005 reg 6");
  notice.set_school_year(story.terms.NameOfYear(week));
  story.Write(when, story.school.office, std::move(entry));
}

}  // namespace

void Enrol(Story& story) {
  // Before anything else can be typed about the child.
  const Day day = story.terms.On(story.child.first_week, 0);
  const When when = {day, LondonSeconds(day, kBeforeLessons)};
  OpenRecord(story, when);
  RecordUpn(story, when);
  RecordPlacement(story, when);
  LinkParent(story, when, story.child.mother, v1::RELATIONSHIP_MOTHER, true);
  if (!story.child.father.empty()) {
    LinkParent(story, when, story.child.father, v1::RELATIONSHIP_FATHER, story.dice.Chance(800));
  }
  RecordStatus(story, when);
}

void PassTheYears(Story& story) {
  const Child& child = story.child;
  for (int week = 0; week <= child.last_week; week += kWeeksAYear) {
    if (week > child.first_week) {
      const When when = story.ThenOn(story.terms.On(week, 2));
      v1::Entry entry = On(when.day);
      entry.mutable_details_recorded()->set_nc_year(YearIn(child, week));
      story.Write(when, story.school.office, std::move(entry));
    }
    const int july = week + kWeeksAYear - 2;
    // Some reports are never written, and some were and nobody recorded it.
    if (july >= child.first_week && july <= child.last_week && story.dice.Chance(960)) {
      SendReport(story, july);
    }
  }
}

void Leave(Story& story) {
  const Child& child = story.child;
  if (!child.leaves) return;
  const Day last_day = story.terms.On(child.last_week, 4);
  // Fifteen school days are three school weeks; in summer those of September count.
  const Day sent = last_day + days(story.dice.Chance(850) ? story.dice.Between(3, 19)
                                                          : story.dice.Between(30, 60));
  const When when = story.ThenOn(story.terms.OpenOnOrAfter(sent + days(3)));
  v1::Entry entry = Between(last_day, last_day);
  v1::RecordHandedOver& handover = *entry.mutable_record_handed_over();
  handover.set_to_school(absl::StrCat(LastName(story.dice.Next()), " School (fictional)"));
  handover.set_reason(child.changes_phase ? "end of the last year of this school" : "family moved");
  *handover.mutable_last_day() = ToDate(last_day);
  *handover.mutable_sen_file_sent() = ToDate(sent);
  if (story.dice.Chance(700)) *handover.mutable_receipt_confirmed() = ToDate(sent + days(2));
  story.Write(when, story.school.office, std::move(entry));
}

}  // namespace cairn::histories
