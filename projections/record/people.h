// Who the child is, who is around the child, and what may be done: the first part of a Record.
// Plain values and pure questions about them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/people.pb.h"

#include "eventstore/base/ids.h"
#include "projections/record/fact.h"

namespace cairn {

// Every list is in the order in which things happened.
struct People {
  Fact<v1::RecordOpened> opened;
  FactList<v1::IdentifierRecorded> identifiers;
  FactList<v1::DetailsRecorded> details;
  FactList<v1::PersonLinked> linked;
  FactList<v1::PersonUnlinked> unlinked;
  FactList<v1::PlacementRecorded> placements;
  FactList<v1::SenStatusSet> statuses;
  FactList<v1::PermissionRecorded> permissions;
  FactList<v1::ProfilePublished> profiles;
};

// Whose record it is; unspecified for one without RecordOpened.
v1::SubjectKind SubjectOf(const People& people);
// The setting in which the record was opened, whatever a correction of that entry says; nothing for
// a record without RecordOpened, or opened from outside every setting.
std::optional<RecordId> SettingOf(const People& people);

// Empty for a record without RecordOpened.
std::string_view ChildName(const People& people);
std::optional<CivilDate> BornOn(const People& people);
bool IsFictional(const People& people);

// The identifiers of `type` that nothing has replaced.
std::vector<Fact<v1::IdentifierRecorded>> CurrentIdentifiers(const People& people,
                                                             v1::IdentifierType type);

// The persons linked on `day`: their last link says from, to and what they are, and no later entry
// says that it has ended.
std::vector<Fact<v1::PersonLinked>> LinkedOn(const People& people, CivilDate day);
// Whether `end` names `link`: of the same relationship, and of the same sign-in when both name one,
// else of the same name.
bool NamesLink(const v1::PersonUnlinked& end, const v1::PersonLinked& link);
// A PersonUnlinked that names `link` and was recorded after it has ended it before `day`. When each
// was first recorded decides, so that a correction of the link does not take the end back, while a
// new link does.
bool IsUnlinked(const People& people, const Fact<v1::PersonLinked>& link, CivilDate day);
// Those of them who hold parental responsibility.
std::vector<Fact<v1::PersonLinked>> HoldersOfResponsibility(const People& people, CivilDate day);

// The last placement that had begun on `day`; empty when none had.
Fact<v1::PlacementRecorded> PlacementOn(const People& people, CivilDate day);
// The last status set on or before `day`; empty when none was.
Fact<v1::SenStatusSet> StatusOn(const People& people, CivilDate day);
// The first status of the unbroken run of this status that holds on `day`: "K from 12 Nov 2024".
Fact<v1::SenStatusSet> StatusSince(const People& people, CivilDate day);

// Whether the permission is about `service`, a number of v1::OutsideService.
bool NamesService(const v1::PermissionRecorded& permission, int service);
// What the last word about `service` was on `day` (it counts from `effective_from`, else from when
// it was said). Asking after an answer changes nothing until it is answered; a permission past its
// last day is as if never given, and then the fact is empty.
Fact<v1::PermissionRecorded> PermissionOn(const People& people, v1::OutsideService service,
                                          CivilDate day);
// The last word was GIVEN.
bool IsPermitted(const People& people, v1::OutsideService service, CivilDate day);

}  // namespace cairn
