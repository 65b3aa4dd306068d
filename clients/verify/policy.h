// What a reader trusts: the keys of logs, and which witnesses must have signed too
// (c2sp.org/tlog-policy).
//
//   line = "log" vkey [url]
//        | "witness" name vkey [url]
//        | "group" name ("all" | "any" | number) 1*name
//        | "quorum" ("none" | name)
//
// Items are separated by spaces and tabs; empty lines and lines that begin with `#` say nothing.
// Names are defined before they are used, there is exactly one quorum, no key is named twice, and a
// name is a member of one group at most. Values and pure functions.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "clients/verify/note.h"

namespace cairn::verify {

class Policy {
 public:
  // kInvalidArgument for anything the grammar and the rules above do not allow.
  static absl::StatusOr<Policy> Parse(std::string_view text);
  // Trusts one log and asks for no witness. kInvalidArgument if the key is that of a witness.
  static absl::StatusOr<Policy> OfLog(VerifierKey log);

  const std::vector<VerifierKey>& logs() const { return logs_; }
  bool Trusts(const VerifierKey& log) const;
  // The keys of all witnesses.
  std::vector<VerifierKey> witnesses() const;

  // Whether the witnesses that have cosigned are enough.
  bool IsQuorum(const std::vector<VerifierKey>& cosigned) const;

 private:
  // A witness is met by its own cosignature, a group by enough of its members.
  struct Member {
    std::vector<VerifierKey> key;      // one, of a witness; none, of a group
    std::vector<std::string> members;  // of a group
    size_t needed = 0;
    bool grouped = false;  // belongs to a group already
  };

  absl::Status AddLine(const std::vector<std::string_view>& items);
  absl::Status AddLog(std::string_view vkey);
  absl::Status AddWitness(std::string_view name, std::string_view vkey);
  absl::Status AddGroup(const std::vector<std::string_view>& items);
  absl::Status SetQuorum(std::string_view name);
  absl::Status CheckNewName(std::string_view name) const;
  bool IsMet(std::string_view name, const std::vector<VerifierKey>& cosigned) const;

  std::vector<VerifierKey> logs_;
  std::map<std::string, Member, std::less<>> members_;
  std::string quorum_;  // a name, or `none`; empty until its line was read
};

}  // namespace cairn::verify
