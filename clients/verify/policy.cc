#include "clients/verify/policy.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "clients/verify/status_macros.h"
#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

constexpr size_t kNamesMax = 64;  // logs, and witnesses with groups; the specification asks for 32
constexpr std::string_view kNone = "none";

bool IsPolicyText(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char byte) {
    const auto value = static_cast<uint8_t>(byte);
    return value == '\t' || value == '\n' || (value >= 0x20 && value != 0x7f);
  });
}

std::vector<std::string_view> ItemsOf(std::string_view line) {
  std::vector<std::string_view> items;
  while (true) {
    const size_t begin = line.find_first_not_of(" \t");
    if (begin == line.npos) return items;
    line.remove_prefix(begin);
    const size_t end = std::min(line.find_first_of(" \t"), line.size());
    items.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

absl::StatusOr<VerifierKey> KeyOfType(std::string_view vkey, KeyType type) {
  VERIFY_ASSIGN_OR_RETURN(VerifierKey key, VerifierKey::Parse(vkey));
  if (key.type != type) return absl::InvalidArgumentError("a key is not of the type it stands for");
  return key;
}

bool Holds(const std::vector<VerifierKey>& keys, const VerifierKey& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool HoldsBytes(const std::vector<VerifierKey>& keys, std::string_view public_key) {
  return std::any_of(keys.begin(), keys.end(),
                     [public_key](const VerifierKey& key) { return key.public_key == public_key; });
}

// How many of `members` a group needs: `all`, `any` or a number from 1 to all.
std::optional<size_t> NeededOf(std::string_view threshold, size_t members) {
  if (threshold == "all") return members;
  if (threshold == "any") return 1;
  const std::optional<uint64_t> number = ParseDecimal(threshold);
  if (!number || *number == 0 || *number > members) return std::nullopt;
  return static_cast<size_t>(*number);
}

}  // namespace

absl::StatusOr<Policy> Policy::Parse(std::string_view text) {
  if (!IsPolicyText(text)) {
    return absl::InvalidArgumentError("the policy holds a control character");
  }
  Policy policy;
  while (!text.empty()) {
    const std::optional<std::string_view> line = TakeLine(text);
    if (!line) return absl::InvalidArgumentError("the policy's last line does not end");
    const std::vector<std::string_view> items = ItemsOf(*line);
    if (items.empty() || items.front().starts_with('#')) continue;
    VERIFY_RETURN_IF_ERROR(policy.AddLine(items));
  }
  if (policy.quorum_.empty()) return absl::InvalidArgumentError("the policy has no quorum line");
  return policy;
}

absl::StatusOr<Policy> Policy::OfLog(VerifierKey log) {
  if (log.type != KeyType::kLog) {
    return absl::InvalidArgumentError("the key is a witness's, not a log's");
  }
  Policy policy;
  policy.logs_.push_back(std::move(log));
  policy.quorum_ = kNone;
  return policy;
}

bool Policy::Trusts(const VerifierKey& log) const { return Holds(logs_, log); }

std::vector<VerifierKey> Policy::witnesses() const {
  std::vector<VerifierKey> keys;
  for (const auto& [name, member] : members_) {
    keys.insert(keys.end(), member.key.begin(), member.key.end());
  }
  return keys;
}

bool Policy::IsQuorum(const std::vector<VerifierKey>& cosigned) const {
  return quorum_ == kNone || IsMet(quorum_, cosigned);
}

absl::Status Policy::AddLine(const std::vector<std::string_view>& items) {
  const std::string_view word = items.front();
  const size_t count = items.size();
  if (word == "log" && (count == 2 || count == 3)) return AddLog(items[1]);
  if (word == "witness" && (count == 3 || count == 4)) return AddWitness(items[1], items[2]);
  if (word == "group" && count >= 4) return AddGroup(items);
  if (word == "quorum" && count == 2) return SetQuorum(items[1]);
  return absl::InvalidArgumentError("the policy has a line that says nothing known");
}

absl::Status Policy::AddLog(std::string_view vkey) {
  VERIFY_ASSIGN_OR_RETURN(VerifierKey key, KeyOfType(vkey, KeyType::kLog));
  if (HoldsBytes(logs_, key.public_key)) {
    return absl::InvalidArgumentError("the policy names a log twice");
  }
  if (logs_.size() == kNamesMax) {
    return absl::InvalidArgumentError("the policy has more than 64 logs");
  }
  logs_.push_back(std::move(key));
  return absl::OkStatus();
}

absl::Status Policy::AddWitness(std::string_view name, std::string_view vkey) {
  VERIFY_RETURN_IF_ERROR(CheckNewName(name));
  VERIFY_ASSIGN_OR_RETURN(VerifierKey key, KeyOfType(vkey, KeyType::kWitness));
  if (HoldsBytes(witnesses(), key.public_key)) {
    return absl::InvalidArgumentError("the policy names a witness twice");
  }
  members_[std::string(name)].key.push_back(std::move(key));
  return absl::OkStatus();
}

absl::Status Policy::AddGroup(const std::vector<std::string_view>& items) {
  VERIFY_RETURN_IF_ERROR(CheckNewName(items[1]));
  Member group;
  for (size_t i = 3; i < items.size(); ++i) {
    const auto member = members_.find(items[i]);
    if (member == members_.end() || member->second.grouped) {
      return absl::InvalidArgumentError("a group has a member that is not known, or grouped twice");
    }
    member->second.grouped = true;
    group.members.push_back(member->first);
  }
  const std::optional<size_t> needed = NeededOf(items[2], group.members.size());
  if (!needed) return absl::InvalidArgumentError("a group has no proper threshold");
  group.needed = *needed;
  members_[std::string(items[1])] = std::move(group);
  return absl::OkStatus();
}

absl::Status Policy::SetQuorum(std::string_view name) {
  if (!quorum_.empty()) return absl::InvalidArgumentError("the policy has two quorum lines");
  if (name != kNone && !members_.contains(name)) {
    return absl::InvalidArgumentError("the policy's quorum is not known");
  }
  quorum_ = name;
  return absl::OkStatus();
}

absl::Status Policy::CheckNewName(std::string_view name) const {
  if (name == kNone || members_.contains(name)) {
    return absl::InvalidArgumentError("the policy defines a name twice");
  }
  if (members_.size() == kNamesMax) {
    return absl::InvalidArgumentError("the policy has more than 64 witnesses and groups");
  }
  return absl::OkStatus();
}

// Groups name only what stands before them, so this ends.
bool Policy::IsMet(std::string_view name, const std::vector<VerifierKey>& cosigned) const {
  const Member& member = members_.find(name)->second;
  if (!member.key.empty()) return Holds(cosigned, member.key.front());
  const auto met =
      std::count_if(member.members.begin(), member.members.end(),
                    [this, &cosigned](const std::string& inner) { return IsMet(inner, cosigned); });
  return static_cast<size_t>(met) >= member.needed;
}

}  // namespace cairn::verify
