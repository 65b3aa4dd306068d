// The one gate between a call and its handler: who is calling, and may they. Nothing that a handler
// needs can be had without an AuthorisedCall, and only the guard makes one. Thread-safe.
//
//   CAIRN_ASSIGN_OR_RETURN(const CallerPtr caller, guard.Authenticate(header));
//   CAIRN_ASSIGN_OR_RETURN(const AuthorisedCall call,
//                          guard.AuthoriseRecord(*caller, Action::kReadRecord, record));
//   const VisibleEvents visible = Filter(call.caller(), call.relation(), record.events);
#pragma once

#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/entry.pb.h"

#include "eventstore/base/clock.h"
#include "projections/record/record.h"
#include "services/access/caller.h"
#include "services/access/policy.h"
#include "services/access/token_verifier.h"

namespace cairn {

// A call that may go on. A value; safe to share. Its caller must outlive it.
class AuthorisedCall final {
 public:
  const Caller& caller() const { return *caller_; }
  Action action() const { return action_; }
  Relation relation() const { return relation_; }  // kNone for calls that concern no record

 private:
  friend class Guard;
  AuthorisedCall(const Caller& caller, Action action, Relation relation)
      : caller_(&caller), action_(action), relation_(relation) {}

  const Caller* caller_;
  Action action_;
  Relation relation_;
};

// NOT_FOUND / RECORD_NOT_FOUND: the one answer for a record that does not exist and for one that
// the caller may not know of. Services answer a missing record with this and with nothing else.
absl::Status RecordNotFound();
// NOT_FOUND / EVENT_NOT_FOUND, in the same way, for an event of a record that the caller may see.
absl::Status EventNotFound();

class Guard final {
 public:
  using Entries = google::protobuf::RepeatedPtrField<v1::Entry>;

  // Both must outlive the guard.
  Guard(TokenVerifier& verifier, Clock& clock) : verifier_(verifier), clock_(clock) {}

  // Who is calling: never null. `authorization` is the value of that header, if the call has
  // exactly one.
  //   TOKEN_MISSING  there is none, or it holds no bearer token
  //   TOKEN_INVALID, TOKEN_EXPIRED  as TokenVerifier::Verify
  absl::StatusOr<CallerPtr> Authenticate(std::optional<std::string_view> authorization) const;

  // For calls that concern no record, and as the first question of those that concern many.
  //   ROLE_NOT_ALLOWED  the role may never do this, whatever the record
  absl::StatusOr<AuthorisedCall> Authorise(const Caller& caller, Action action) const;

  // `record` must be the record as it is now (relations.h).
  //   ROLE_NOT_ALLOWED  the role may never do this, whatever the record
  //   RECORD_NOT_FOUND  there is no such record, or not for this caller
  //   RECORD_ERASED     to data protection officers alone, whatever their setting: that of the
  //                     record went with it. For everybody else the record never was
  absl::StatusOr<AuthorisedCall> AuthoriseRecord(const Caller& caller, Action action,
                                                 const Record& record) const;

  // The same for the audit trail and for who has read the record (kReadReads), which is all that is
  // left of an erased one: data protection officers still read that it existed, when and on what
  // ground it went, and who had looked.
  absl::StatusOr<AuthorisedCall> AuthoriseTrail(const Caller& caller, const Record& record,
                                                Action action = Action::kReadRecord) const;

  // For adding `entries` to `record`, the same record that they are then checked against; one that
  // does not exist is about to be opened by them.
  //   ROLE_NOT_ALLOWED  the role may never append, or not entries of this kind or label, or not
  //                     correct what others typed, or is of another setting and lets somebody in
  //                     (GovernsTheRecord); metadata `entry` is the index of the first. Or
  //                     not open a record
  //   RECORD_NOT_FOUND, RECORD_ERASED  as above
  //   EVENT_NOT_FOUND   an entry corrects or voids one that the caller may not see
  absl::StatusOr<AuthorisedCall> AuthoriseAppend(const Caller& caller, const Record& record,
                                                 const Entries& entries) const;

 private:
  CivilDate Today() const;

  TokenVerifier& verifier_;
  Clock& clock_;
};

}  // namespace cairn
