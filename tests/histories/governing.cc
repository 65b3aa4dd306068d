#include "tests/histories/governing.h"

#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace cairn::histories {
namespace {

constexpr uint64_t kGoverningDice = 4;

// Of a thousand children with support; of those who leave, for the last.
constexpr int kDocumentPerMille = 150;
constexpr int kEarlyHelpPerMille = 70;
constexpr int kRelativePerMille = 40;
constexpr int kCoverPerMille = 40;
constexpr int kInquiryPerMille = 30;
constexpr int kSecondRecordPerMille = 20;
constexpr int kDisclosedPerMille = 60;
constexpr int kKeptPerMille = 150;

constexpr int kOfficeHour = 16 * 60;  // minutes of the day

class Affairs {
 public:
  explicit Affairs(Story& story)
      : story_(story),
        dice_(SeedOf(story.settings.seed, kGoverningDice,
                     static_cast<uint64_t>(story.child.index))) {}

  void HappenNowAndThen() {
    if (dice_.Chance(kDocumentPerMille)) FileDocument(AnyWeek());
    if (dice_.Chance(kEarlyHelpPerMille)) HelpFamily(AnyWeek());
    if (dice_.Chance(kRelativePerMille)) KnowRelative(AnyWeek());
    if (dice_.Chance(kCoverPerMille)) LetColleagueIn(AnyWeek());
    if (dice_.Chance(kInquiryPerMille)) HoldForInquiry(AnyWeek());
    if (dice_.Chance(kSecondRecordPerMille)) JoinSecondRecord(AnyWeek());
    if (dice_.Chance(kDisclosedPerMille)) ShowOutside(AnyWeek());
    if (story_.child.leaves && dice_.Chance(kKeptPerMille)) KeepTheFile();
  }

 private:
  int AnyWeek() { return dice_.Between(story_.child.first_week, story_.child.last_week); }

  When In(int week) {
    const Day day = story_.terms.On(week, dice_.Between(0, 3));
    return {day, LondonSeconds(day, kOfficeHour + dice_.Between(0, 59))};
  }

  void Write(const When& when, const Typist& by, v1::Entry entry) {
    story_.chronicle.Write(when, by, std::move(entry));
  }

  std::string Bytes(size_t count) {
    std::string bytes;
    while (bytes.size() < count) bytes += static_cast<char>(dice_.Between(0, 255));
    return bytes;
  }

  void FileDocument(int week) {
    const When when = In(week);
    v1::Entry entry = On(when.day);
    v1::DocumentFiled& document = *entry.mutable_document_filed();
    document.set_title("Letter of the community paediatrician");
    document.set_document(v1::DOCUMENT_KIND_LETTER);
    *document.mutable_dated() = ToDate(when.day - days(dice_.Between(2, 20)));
    document.set_received_from(story_.child.mother);
    document.set_pages(dice_.Between(1, 4));
    v1::Attachment& file = *entry.add_attachments();
    file.set_name("letter.pdf");
    file.set_media_type("application/pdf");
    file.set_sha256(Bytes(32));
    Write(when, story_.school.office, std::move(entry));
  }

  void HelpFamily(int week) {
    const When when = In(week);
    v1::Entry entry = On(when.day);
    v1::EarlyHelpRecorded& help = *entry.mutable_early_help_recorded();
    help.set_assessment("EHAP");
    help.set_lead(story_.school.senco.name);
    help.add_agencies("family support");
    help.set_family_agreed(true);
    help.add_reason("Mornings and sleep are hard at home; the family asked for help.");
    Write(when, story_.school.senco, std::move(entry));
  }

  // Who fetches the child for a time.
  void KnowRelative(int week) {
    const std::string last_name = LastName(dice_.Next());
    const std::string name = absl::StrCat(FirstName(dice_.Next()), " ", last_name);
    const When when = In(week);
    v1::Entry linked = On(when.day);
    linked.mutable_person_linked()->set_name(name);
    linked.mutable_person_linked()->set_relationship(v1::RELATIONSHIP_RELATIVE);
    Write(when, story_.school.office, std::move(linked));
    const int later = week + dice_.Between(4, 30);
    if (later > story_.child.last_week) return;
    const When gone = In(later);
    v1::Entry unlinked = On(gone.day);
    v1::PersonUnlinked& relative = *unlinked.mutable_person_unlinked();
    relative.set_name(name);
    relative.set_relationship(v1::RELATIONSHIP_RELATIVE);
    relative.set_reason("moved away");
    Write(gone, story_.school.office, std::move(unlinked));
  }

  void LetColleagueIn(int week) {
    const Typist& colleague = dice_.Pick(story_.school.assistants);
    const When when = In(week);
    v1::Entry granted = On(when.day);
    v1::AccessGranted& access = *granted.mutable_access_granted();
    access.set_sign_in_subject(colleague.subject);
    access.set_name(colleague.name);
    access.set_reason("covers for the class teacher");
    *access.mutable_to() = ToDate(when.day + days(70));
    Write(when, story_.school.senco, std::move(granted));
    const int later = week + dice_.Between(1, 6);
    if (later > story_.child.last_week) return;
    const When back = In(later);
    v1::Entry revoked = On(back.day);
    revoked.mutable_access_revoked()->set_sign_in_subject(colleague.subject);
    revoked.mutable_access_revoked()->set_reason("the class teacher is back");
    Write(back, story_.school.senco, std::move(revoked));
  }

  void HoldForInquiry(int week) {
    const When when = In(week);
    v1::Entry placed = On(when.day);
    v1::HoldPlaced& hold = *placed.mutable_hold_placed();
    hold.set_hold_id("hold-inquiry");
    hold.set_reason("the ombudsman looks into the admission");
    hold.set_scope("the whole record");
    hold.set_no_disposal(true);
    Write(when, story_.school.senco, std::move(placed));
    const int later = week + dice_.Between(6, 30);
    if (later > story_.child.last_week) return;
    const When ended = In(later);
    v1::Entry released = On(ended.day);
    v1::HoldReleased& release = *released.mutable_hold_released();
    release.set_hold_id("hold-inquiry");
    release.set_reason("the inquiry is closed");
    release.set_decided_by(story_.school.head.name);
    Write(ended, story_.school.senco, std::move(released));
  }

  void JoinSecondRecord(int week) {
    const When when = In(week);
    v1::Entry entry = On(when.day);
    entry.mutable_record_joined()->set_record_id(Bytes(16));
    entry.mutable_record_joined()->set_reason("the same child was opened twice");
    Write(when, story_.school.senco, std::move(entry));
  }

  void ShowOutside(int week) {
    const When when = In(week);
    v1::Entry entry = On(when.day);
    v1::Disclosed& shown = *entry.mutable_disclosed();
    shown.set_to("School nursing service (fictional)");
    shown.add_what("the plan in use and the last review");
    shown.set_purpose("a care plan for school hours");
    shown.set_method("secure email");
    shown.set_legal_basis("Children Act 2004 s11");
    Write(when, story_.school.senco, std::move(entry));
  }

  void KeepTheFile() {
    const When when = In(story_.child.last_week);
    v1::Entry entry = On(when.day);
    v1::DisposalDecided& disposal = *entry.mutable_disposal_decided();
    disposal.set_decision(v1::DISPOSAL_DECISION_DEFERRED);
    disposal.set_decided_by(story_.school.head.name);
    disposal.set_proposed_by(story_.school.office.name);
    disposal.set_authority(v1::ERASURE_AUTHORITY_RETENTION_ENDED);
    disposal.add_reason("It is kept until the next school confirms that the file has come.");
    Write(when, story_.school.senco, std::move(entry));
  }

  Story& story_;
  Dice dice_;
};

}  // namespace

void Govern(Story& story) {
  if (HasSupport(story.child.path)) Affairs(story).HappenNowAndThen();
}

}  // namespace cairn::histories
