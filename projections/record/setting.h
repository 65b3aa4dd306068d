// What the record of a setting holds: when school is in session, who works there, what it can give,
// and what its practice rests on. Plain values and pure questions; safe to ask from any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cairn/v1/setting.pb.h"

#include "projections/calendar/date.h"
#include "projections/calendar/school_days.h"
#include "projections/record/fact.h"

namespace cairn {

// Every list is in the order in which things happened. Of several entries about the same year,
// person, code or document the last one counts.
struct Setting {
  FactList<v1::TermDatesSet> term_dates;
  FactList<v1::StaffRecorded> staff;
  FactList<v1::ProvisionDefined> catalogue;
  FactList<v1::ReferenceListed> references;
};

// The school days of the unbroken run of school years around `day` for which terms were set. The
// calendar knows the days from 1 September (or an earlier first term) to 31 August of that run; it
// ends with the last term instead where no term of the summer was set, since the rest of that year
// may be term. Nothing if no terms were set for the year of `day`.
std::optional<SchoolCalendar> SchoolCalendarAround(const Setting& setting, CivilDate day);
// Whether school is in session on `day`; nothing where the calendar does not know.
std::optional<bool> IsInSession(const Setting& setting, CivilDate day);

// What was last recorded of the person whom any entry calls so, whatever their name is now. Empty
// if there is none.
Fact<v1::StaffRecorded> StaffNamed(const Setting& setting, std::string_view name);
// The same by the subject of their sign-in.
Fact<v1::StaffRecorded> StaffSignedIn(const Setting& setting, std::string_view subject);
// Everybody who works there on `day`, in the order in which they were last recorded.
std::vector<Fact<v1::StaffRecorded>> StaffOn(const Setting& setting, CivilDate day);
bool WorksThereOn(const v1::StaffRecorded& staff, CivilDate day);
bool HasCapacity(const v1::StaffRecorded& staff, v1::Capacity capacity);

// Whether they have had the training by `day` and it has not expired. Names of training are
// compared letter by letter.
bool IsTrainedFor(const v1::StaffRecorded& staff, std::string_view training, CivilDate day);
// The same of a name; nothing if nobody of that name is recorded.
std::optional<bool> TrainedFor(const Setting& setting, std::string_view name,
                               std::string_view training, CivilDate day);

// What the catalogue says under `code` on `day`: the last definition by then, else the first one
// ever, since a catalogue is often typed in after what it describes began. Empty if there is none.
Fact<v1::ProvisionDefined> CatalogueLineOn(const Setting& setting, std::string_view code,
                                           CivilDate day);
// What an hour of whoever gives `code` costs on `day`, pence: the last rate that had begun, by the
// last definition that has one. Nothing if there is none.
std::optional<int64_t> CostPerHourOn(const Setting& setting, std::string_view code, CivilDate day);

// The reference documents that were to be looked at again before `day`.
std::vector<Fact<v1::ReferenceListed>> ReferencesPastReview(const Setting& setting, CivilDate day);

}  // namespace cairn
