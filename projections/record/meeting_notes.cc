#include "projections/record/meeting_notes.h"

#include <algorithm>

#include "projections/record/parents.h"

namespace cairn {
namespace {

// The first notice that took notes to parents on or after `from`.
Fact<v1::NoticeSent> FirstNotes(const Record& record, CivilDate from) {
  const auto& notices = record.plans.notices;
  const auto found =
      std::find_if(notices.begin(), notices.end(), [&](const Fact<v1::NoticeSent>& notice) {
        return notice.day() >= from && CarriesNotes(*notice) && WentToParents(record, notice);
      });
  return found == notices.end() ? Fact<v1::NoticeSent>() : *found;
}

}  // namespace

bool CarriesNotes(const v1::NoticeSent& notice) {
  return notice.notice() == v1::NOTICE_KIND_MEETING_NOTES || notice.notes_included();
}

std::vector<MeetingNotes> NotesOfMeetings(const Record& record) {
  std::vector<MeetingNotes> notes;
  for (const Fact<v1::MeetingHeld>& meeting : record.reviews.meetings) {
    if (CountsTowardsThreeAYear(*meeting)) notes.push_back({meeting, {}});
  }
  for (size_t i = 0; i < notes.size(); ++i) {
    const CivilDate held = notes[i].meeting.day();
    const Fact<v1::NoticeSent> sent = FirstNotes(record, held);
    const bool for_next = sent && i + 1 < notes.size() &&
                          sent.day() >= notes[i + 1].meeting.day() &&
                          notes[i + 1].meeting.day() > held;
    if (!for_next) notes[i].sent = sent;
  }
  return notes;
}

}  // namespace cairn
