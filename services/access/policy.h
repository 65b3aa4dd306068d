// Who may do what: one compiled table, default deny: people see what they need to know (UK
// GDPR article 5; the roles and duties of the SEND Code of Practice, chapter 6). Pure.
//
// A decision has four inputs: the role of the sign-in, what the caller is to the child
// (relations.h), where the entry stands (Shelf), and the action. What an entry is about is a second
// question, asked when one is written: MayWrite of kind_policy.h. Everything that no row names is
// refused.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "absl/status/status.h"

#include "cairn/v1/codes.pb.h"

#include "services/access/kind_policy.h"

namespace google::protobuf {
class ServiceDescriptor;
}

namespace cairn {

enum class Action {
  kAppend,      // add entries to a record, and ask what became of that
  kReadHead,    // who the child is and where the record stands
  kReadRecord,  // plan, timeline, duties, audit trail, and the lists over many records
  kFollow,      // the feed: events as they are recorded
  kReadReads,   // who has read the record
  kExport,      // take the record away with its proofs
  kProve,       // the proof of one event, its fields shown
  kResolve,     // find out which record is meant
  kReadLog,     // checkpoints and consistency: nothing about any child
  kReadStatus,  // how the server stands: nothing about any child
  kReadLeaves,  // every leaf of the log: ids, times and hashes, no content
  kOperate,     // back up, scrub, rotate keys: no content
  kErase,       // remove the content of a record or of one entry
};

// What the caller is to the child.
enum class Relation {
  kNone,
  kSameSetting,  // signed in for the setting that opened the record
  kAssigned,     // works with the child
  kParent,       // holds parental responsibility
  kSelf,         // is the child
  kCase,         // caseworker or professional of this child's case
  kWorksThere,   // works at the setting that the record is about
};

// The table.
bool IsAllowed(v1::Role role, Relation relation, Shelf shelf, Action action);

// Whether there is any record and any entry for which the role may do it. kReadLog, kReadStatus,
// kReadLeaves and kOperate concern no record, so for them this is the whole answer.
bool IsEverAllowed(v1::Role role, Action action);

// Whether the role may correct, and with MayWrite void, what others have typed. Everybody else may
// correct what they typed themselves.
bool MayCorrectOthers(v1::Role role);

// Whether the role is told that a record was erased, to everybody else it never was.
bool AnswersForErasures(v1::Role role);

// The action that a method is, by its full name, e.g. `cairn.v1.RecordService.GetPlan`; nothing if
// the method has no row. For start-up and tests, which hold the contract against it for
// completeness: what serves a method names the action itself when it asks the guard.
std::optional<Action> ActionOf(std::string_view method);

// OK if every method of `services` has a row and every row has a method; otherwise kInternal naming
// the first that has not. The server asks before it listens.
absl::Status CheckEveryMethodHasAPolicy(
    std::span<const google::protobuf::ServiceDescriptor* const> services);

}  // namespace cairn
