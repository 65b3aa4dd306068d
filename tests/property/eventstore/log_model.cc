#include "tests/property/eventstore/log_model.h"

#include "eventstore/base/encoding.h"

namespace cairn {
namespace {

std::vector<FieldList> SaidBy(const AppendRequest& request) {
  std::vector<FieldList> said;
  for (const RecordAppend& record : request.records) {
    said.insert(said.end(), record.contents.begin(), record.contents.end());
  }
  return said;
}

std::string Key(const RecordId& record, const char* what) {
  return "record." + ToHex(record.bytes()) + "." + what;
}

}  // namespace

ModelAnswer LogModel::Append(const AppendRequest& request) {
  if (const std::optional<ModelAnswer> known = Known(request)) return *known;
  if (request.fence) {
    ModelAnswer fence{.fenced = true};
    requests_[request.request] = {{}, fence};
    return fence;
  }
  if (const auto moved = MovedRecords(request); !moved.empty()) {
    return {.reason = v1::ERROR_REASON_VERSION_CONFLICT, .metadata = moved};
  }
  std::map<std::string, std::string> taken;
  const std::map<ClaimKey, RecordId> claims = ClaimsAfter(request, taken);
  if (!taken.empty()) return {.reason = v1::ERROR_REASON_CLAIM_TAKEN, .metadata = taken};
  claims_ = claims;
  return Write(request);
}

std::optional<ModelAnswer> LogModel::Known(const AppendRequest& request) const {
  const auto known = requests_.find(request.request);
  if (known == requests_.end()) return std::nullopt;
  ModelAnswer answer = known->second.answer;
  answer.repeated = true;
  if (request.fence) return answer;
  if (answer.fenced) return ModelAnswer{.reason = v1::ERROR_REASON_REQUEST_FENCED};
  if (known->second.said != SaidBy(request)) {
    return ModelAnswer{.reason = v1::ERROR_REASON_REQUEST_ID_REUSED};
  }
  return answer;
}

std::map<std::string, std::string> LogModel::MovedRecords(const AppendRequest& request) const {
  std::map<std::string, std::string> moved;
  for (const RecordAppend& record : request.records) {
    const Version actual = VersionOf(record.record);
    if (actual == record.expected) continue;
    moved[Key(record.record, "expected")] = std::to_string(record.expected);
    moved[Key(record.record, "actual")] = std::to_string(actual);
  }
  return moved;
}

std::map<LogModel::ClaimKey, RecordId> LogModel::ClaimsAfter(
    const AppendRequest& request, std::map<std::string, std::string>& taken) const {
  std::map<ClaimKey, RecordId> claims = claims_;
  for (const RecordAppend& record : request.records) {
    for (const Claim& claim : record.claims_released) {
      const auto held = claims.find({claim.type, claim.value});
      if (held != claims.end() && held->second == record.record) claims.erase(held);
    }
  }
  for (const RecordAppend& record : request.records) {
    for (const Claim& claim : record.claims_taken) {
      const auto [held, fresh] = claims.try_emplace({claim.type, claim.value}, record.record);
      if (held->second == record.record) continue;
      taken[Key(record.record, "claim_type")] = std::to_string(claim.type);
    }
  }
  return claims;
}

ModelAnswer LogModel::Write(const AppendRequest& request) {
  ModelAnswer answer;
  for (const RecordAppend& record : request.records) {
    for (const FieldList& content : record.contents) {
      contents_.push_back(content);
      records_[record.record].push_back(contents_.size());
      answer.events.emplace_back(record.record, VersionOf(record.record), contents_.size());
    }
  }
  requests_[request.request] = {SaidBy(request), answer};
  return answer;
}

Version LogModel::VersionOf(const RecordId& record) const {
  const auto found = records_.find(record);
  return found == records_.end() ? 0 : found->second.size();
}

std::vector<FieldList> LogModel::ContentsOf(const RecordId& record) const {
  std::vector<FieldList> contents;
  if (const auto found = records_.find(record); found != records_.end()) {
    for (const Position position : found->second) contents.push_back(contents_[position - 1]);
  }
  return contents;
}

std::optional<RecordId> LogModel::HolderOf(const Claim& claim) const {
  const auto held = claims_.find({claim.type, claim.value});
  if (held == claims_.end()) return std::nullopt;
  return held->second;
}

std::optional<ModelAnswer> LogModel::OutcomeOf(const RequestKey& request) const {
  const auto known = requests_.find(request);
  if (known == requests_.end()) return std::nullopt;
  ModelAnswer answer = known->second.answer;
  answer.repeated = true;
  return answer;
}

}  // namespace cairn
