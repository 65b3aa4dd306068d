#include "services/access/policy.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_format.h"

namespace cairn {
namespace {

// A set of the values of one small enum.
template <typename Enum>
class Set {
 public:
  constexpr Set(std::initializer_list<Enum> values) {
    for (const Enum value : values) bits_ |= Bit(value);
  }
  // Also of values that no enumerator names: they are in no set.
  constexpr bool Has(Enum value) const {
    return static_cast<uint32_t>(value) < 32 && (bits_ & Bit(value)) != 0;
  }
  constexpr Set operator|(Set other) const {
    other.bits_ |= bits_;
    return other;
  }

 private:
  static constexpr uint32_t Bit(Enum value) { return uint32_t{1} << static_cast<int>(value); }

  uint32_t bits_ = 0;
};
using Roles = Set<v1::Role>;
using Relations = Set<Relation>;
using Shelves = Set<Shelf>;
using Actions = Set<Action>;

constexpr Roles kLeaders = {v1::ROLE_SENCO, v1::ROLE_HEAD};
constexpr Roles kPupilStaff = {v1::ROLE_TEACHER, v1::ROLE_TEACHING_ASSISTANT, v1::ROLE_PASTORAL};
constexpr Roles kFamilyRoles = {v1::ROLE_PARENT, v1::ROLE_YOUNG_PERSON};

constexpr Shelves kSchoolFile = {Shelf::kOrdinary, Shelf::kConfidential, Shelf::kThirdParty,
                                 Shelf::kLegal,    Shelf::kDispute,      Shelf::kEarlyHelp};
constexpr Shelves kFamilyFile = {Shelf::kOrdinary, Shelf::kDispute, Shelf::kEarlyHelp};

constexpr Actions kRead = {Action::kReadHead, Action::kReadRecord, Action::kFollow, Action::kProve,
                           Action::kResolve};
constexpr Actions kWrite = {Action::kAppend, Action::kResolve};
constexpr Actions kTakeAway = {Action::kExport};
constexpr Actions kRemove = {Action::kErase};

struct Row {
  Roles roles;
  Relations relations;
  Shelves shelves;
  Actions actions;
};

constexpr Row kRows[] = {
    // Those who answer for the file. Safeguarding is not theirs, not even the SENCO's.
    {{v1::ROLE_SENCO, v1::ROLE_DATA_PROTECTION_OFFICER},
     {Relation::kSameSetting},
     kSchoolFile,
     kRead | kWrite | kTakeAway},
    {{v1::ROLE_HEAD},
     {Relation::kSameSetting},
     kSchoolFile | Shelves{Shelf::kSafeguarding},
     kRead | kWrite | kTakeAway},
    // Removal is the data protection officer's alone, on every shelf: what is held most closely
    // must be removable without being read.
    {{v1::ROLE_DATA_PROTECTION_OFFICER},
     {Relation::kSameSetting},
     kSchoolFile | Shelves{Shelf::kSafeguarding},
     kRemove},
    // Who has read a file is known to those who answer for it.
    {kLeaders | Roles{v1::ROLE_DATA_PROTECTION_OFFICER},
     {Relation::kSameSetting},
     {Shelf::kOrdinary},
     {Action::kReadReads}},
    {{v1::ROLE_SAFEGUARDING_LEAD},
     {Relation::kSameSetting},
     {Shelf::kOrdinary, Shelf::kThirdParty, Shelf::kSafeguarding, Shelf::kEarlyHelp},
     kRead | kWrite | kTakeAway},

    // Those who work with the child. What is told to them in confidence they may write down and not
    // look up: an open note would be worse. Any child of the school: something happens to each.
    {kPupilStaff,
     {Relation::kSameSetting, Relation::kAssigned},
     {Shelf::kOrdinary, Shelf::kConfidential, Shelf::kThirdParty},
     kWrite},
    {kPupilStaff | kLeaders, {Relation::kAssigned}, {Shelf::kOrdinary}, kRead | kWrite},
    {{v1::ROLE_OFFICE},
     {Relation::kSameSetting},
     {Shelf::kOrdinary},
     kWrite | Actions{Action::kReadHead}},
    // The office links parents, also those whose address the other parent must not learn.
    {{v1::ROLE_OFFICE}, {Relation::kSameSetting}, {Shelf::kThirdParty}, {Action::kAppend}},

    // The record of the setting itself: staff work by its term dates and its catalogue, and the
    // office keeps it.
    {kPupilStaff | Roles{v1::ROLE_OFFICE}, {Relation::kWorksThere}, {Shelf::kOrdinary}, kRead},
    {{v1::ROLE_OFFICE}, {Relation::kWorksThere}, {Shelf::kOrdinary}, kWrite},

    // The family.
    {{v1::ROLE_PARENT}, {Relation::kParent}, kFamilyFile, kRead | kWrite | kTakeAway},
    {{v1::ROLE_YOUNG_PERSON}, {Relation::kSelf}, kFamilyFile, kRead | kWrite | kTakeAway},

    // Those outside the school, while the case is open.
    {{v1::ROLE_LA_CASEWORKER}, {Relation::kCase}, {Shelf::kOrdinary}, kRead | kWrite | kTakeAway},
    {{v1::ROLE_EXTERNAL_PROFESSIONAL},
     {Relation::kCase},
     {Shelf::kOrdinary},
     kWrite | Actions{Action::kReadHead, Action::kReadRecord}},
    {{v1::ROLE_EXTERNAL_PROFESSIONAL}, {Relation::kCase}, {Shelf::kEarlyHelp}, {Action::kAppend}},

    // Other systems bring in whatever they hold; what they are told is what staff are told.
    {{v1::ROLE_INTEGRATION}, {Relation::kSameSetting}, kSchoolFile, kWrite},
    {{v1::ROLE_INTEGRATION}, {Relation::kSameSetting}, {Shelf::kOrdinary}, {Action::kFollow}},
};

// Actions that concern no record.
struct RecordlessRow {
  Action action;
  Roles roles;
};
constexpr RecordlessRow kRecordlessRows[] = {
    // Whoever was given a receipt must be able to hold the log to it.
    {Action::kReadLog,
     kLeaders | kPupilStaff | kFamilyRoles |
         Roles{v1::ROLE_SAFEGUARDING_LEAD, v1::ROLE_OFFICE, v1::ROLE_DATA_PROTECTION_OFFICER,
               v1::ROLE_LA_CASEWORKER, v1::ROLE_EXTERNAL_PROFESSIONAL, v1::ROLE_AUDITOR,
               v1::ROLE_INTEGRATION, v1::ROLE_OPERATOR}},
    {Action::kReadStatus, kLeaders | Roles{v1::ROLE_DATA_PROTECTION_OFFICER, v1::ROLE_AUDITOR,
                                           v1::ROLE_INTEGRATION, v1::ROLE_OPERATOR}},
    {Action::kReadLeaves, {v1::ROLE_DATA_PROTECTION_OFFICER, v1::ROLE_AUDITOR, v1::ROLE_OPERATOR}},
    // Not those who answer for a file: who could wear down the machine or its keys is somebody who
    // can read nothing.
    {Action::kOperate, {v1::ROLE_OPERATOR}},
};

struct MethodRow {
  std::string_view method;
  Action action;
};
constexpr MethodRow kMethods[] = {
    {"cairn.v1.RecordService.AppendEntries", Action::kAppend},
    {"cairn.v1.RecordService.StreamEntries", Action::kAppend},
    {"cairn.v1.RecordService.GetAppendOutcome", Action::kAppend},
    {"cairn.v1.RecordService.GetRecord", Action::kReadHead},
    {"cairn.v1.RecordService.ResolveRecords", Action::kResolve},
    {"cairn.v1.RecordService.GetPlan", Action::kReadRecord},
    {"cairn.v1.RecordService.ComparePlans", Action::kReadRecord},
    {"cairn.v1.RecordService.GetDuties", Action::kReadRecord},
    {"cairn.v1.RecordService.ListEvents", Action::kReadRecord},
    {"cairn.v1.RecordService.ListReads", Action::kReadReads},
    {"cairn.v1.TimelineService.GetTimeline", Action::kReadRecord},
    {"cairn.v1.TimelineService.WatchTimeline", Action::kReadRecord},
    {"cairn.v1.CohortService.ListRegister", Action::kReadRecord},
    {"cairn.v1.CohortService.ListDuties", Action::kReadRecord},
    {"cairn.v1.CohortService.GetProvisionMap", Action::kReadRecord},
    {"cairn.v1.CohortService.GetImpact", Action::kReadRecord},
    {"cairn.v1.CohortService.ListAcknowledgements", Action::kReadRecord},
    {"cairn.v1.CohortService.ExportReturn", Action::kReadRecord},
    {"cairn.v1.FeedService.Subscribe", Action::kFollow},
    {"cairn.v1.FeedService.ListEventsAfter", Action::kFollow},
    {"cairn.v1.EvidenceService.GetProof", Action::kProve},
    {"cairn.v1.EvidenceService.GetCheckpoint", Action::kReadLog},
    {"cairn.v1.EvidenceService.GetConsistencyProof", Action::kReadLog},
    {"cairn.v1.EvidenceService.ExportRecord", Action::kExport},
    {"cairn.v1.AdminService.GetStatus", Action::kReadStatus},
    {"cairn.v1.AdminService.Backup", Action::kOperate},
    {"cairn.v1.AdminService.Scrub", Action::kOperate},
    {"cairn.v1.AdminService.EraseRecord", Action::kErase},
    {"cairn.v1.AdminService.RotateKeys", Action::kOperate},
    {"cairn.v1.AdminService.RebuildViews", Action::kOperate},
    {"cairn.v1.AdminService.TailLog", Action::kReadLeaves},
    {"cairn.v1.AdminService.ExportTiles", Action::kReadLeaves},
};

}  // namespace

bool IsAllowed(v1::Role role, Relation relation, Shelf shelf, Action action) {
  return std::any_of(std::begin(kRows), std::end(kRows), [&](const Row& row) {
    return row.roles.Has(role) && row.relations.Has(relation) && row.shelves.Has(shelf) &&
           row.actions.Has(action);
  });
}

bool IsEverAllowed(v1::Role role, Action action) {
  const bool without_record = std::any_of(
      std::begin(kRecordlessRows), std::end(kRecordlessRows),
      [&](const RecordlessRow& row) { return row.action == action && row.roles.Has(role); });
  return without_record || std::any_of(std::begin(kRows), std::end(kRows), [&](const Row& row) {
           return row.roles.Has(role) && row.actions.Has(action);
         });
}

bool MayCorrectOthers(v1::Role role) {
  return kLeaders.Has(role) || role == v1::ROLE_DATA_PROTECTION_OFFICER;
}

bool AnswersForErasures(v1::Role role) { return role == v1::ROLE_DATA_PROTECTION_OFFICER; }

std::optional<Action> ActionOf(std::string_view method) {
  const auto* row = std::find_if(std::begin(kMethods), std::end(kMethods),
                                 [&](const MethodRow& known) { return known.method == method; });
  if (row == std::end(kMethods)) return std::nullopt;
  return row->action;
}

absl::Status CheckEveryMethodHasAPolicy(
    std::span<const google::protobuf::ServiceDescriptor* const> services) {
  size_t methods = 0;
  for (const auto* service : services) {
    for (int i = 0; i < service->method_count(); ++i, ++methods) {
      const std::string& name = service->method(i)->full_name();
      if (!ActionOf(name)) {
        return absl::InternalError(absl::StrFormat("%s has no row in the access policy", name));
      }
    }
  }
  if (methods != std::size(kMethods)) {
    return absl::InternalError(
        absl::StrFormat("the access policy has rows for %d methods and the server serves %d",
                        std::size(kMethods), methods));
  }
  return absl::OkStatus();
}

}  // namespace cairn
