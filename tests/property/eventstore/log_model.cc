#include "tests/property/eventstore/log_model.h"

#include <algorithm>

#include "eventstore/base/encoding.h"

namespace cairn {
namespace {

std::string Key(const RecordId& record, const char* what) {
  return "record." + ToHex(record.bytes()) + "." + what;
}

const ErasureBody* ErasureIn(const AppendRequest& request) {
  for (const RecordAppend& record : request.records) {
    if (record.control) return std::get_if<ErasureBody>(&*record.control);
  }
  return nullptr;
}

}  // namespace

ModelAnswer LogModel::Append(const AppendRequest& request, Version target) {
  if (const std::optional<ModelAnswer> known = Known(request)) return *known;
  if (request.fence) {
    ModelAnswer fence{.fenced = true};
    requests_[request.request] = {{}, fence};
    return fence;
  }
  for (const RecordAppend& record : request.records) {
    if (IsErased(record.record)) return {.reason = v1::ERROR_REASON_RECORD_ERASED};
  }
  if (const auto moved = MovedRecords(request); !moved.empty()) {
    return {.reason = v1::ERROR_REASON_VERSION_CONFLICT, .metadata = moved};
  }
  const ErasureBody* erasure = ErasureIn(request);
  if (erasure != nullptr && erasure->scope == ErasureScope::kEntry &&
      !CanRemove(erasure->record, target)) {
    return {.reason = v1::ERROR_REASON_EVENT_NOT_FOUND};
  }
  std::map<std::string, std::string> taken;
  const std::map<ClaimKey, RecordId> claims = ClaimsAfter(request, taken);
  if (!taken.empty()) return {.reason = v1::ERROR_REASON_CLAIM_TAKEN, .metadata = taken};
  claims_ = claims;
  return Write(request, target);
}

std::vector<LogModel::Said> LogModel::SaidBy(const AppendRequest& request) {
  std::vector<Said> said;
  for (const RecordAppend& record : request.records) {
    said.insert(said.end(), record.contents.begin(), record.contents.end());
    if (record.control) said.emplace_back(*record.control);
  }
  return said;
}

std::optional<ModelAnswer> LogModel::Known(const AppendRequest& request) const {
  const auto known = requests_.find(request.request);
  if (known == requests_.end()) return std::nullopt;
  ModelAnswer answer = known->second.answer;
  answer.repeated = true;
  if (request.fence) return answer;
  if (answer.fenced) return ModelAnswer{.reason = v1::ERROR_REASON_REQUEST_FENCED};
  if (!SaysTheSame(known->second, SaidBy(request))) {
    return ModelAnswer{.reason = v1::ERROR_REASON_REQUEST_ID_REUSED};
  }
  return answer;
}

// Of a content that is gone nobody can say that it was another.
bool LogModel::SaysTheSame(const Done& done, const std::vector<Said>& said) const {
  if (done.said.size() != said.size()) return false;
  for (size_t i = 0; i < said.size(); ++i) {
    const ModelEvent& event = log_[std::get<2>(done.answer.events[i]) - 1];
    if (event.erased_by == 0 && said[i] != done.said[i]) return false;
  }
  return true;
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

bool LogModel::CanRemove(const RecordId& record, Version target) const {
  if (target == 0 || target > VersionOf(record)) return false;
  return log_[records_.at(record)[target - 1] - 1].content.has_value();
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

ModelAnswer LogModel::Write(const AppendRequest& request, Version target) {
  ModelAnswer answer;
  const auto add = [&](const RecordAppend& record, ModelEvent event) {
    event.record = record.record;
    event.position = log_.size() + 1;
    records_[record.record].push_back(event.position);
    event.version = VersionOf(record.record);
    answer.events.emplace_back(event.record, event.version, event.position);
    log_.push_back(std::move(event));
  };
  for (const RecordAppend& record : request.records) {
    for (const FieldList& content : record.contents) add(record, {.content = content});
    if (record.control) add(record, {.control = record.control});
  }
  requests_[request.request] = {SaidBy(request), answer};
  if (const ErasureBody* erasure = ErasureIn(request)) Erase(*erasure, target, log_.size());
  return answer;
}

void LogModel::Erase(const ErasureBody& body, Version target, Position by) {
  for (const Position position : records_[body.record]) {
    ModelEvent& event = log_[position - 1];
    const bool named = body.scope == ErasureScope::kRecord || event.version == target;
    if (!named || !event.content) continue;
    event.content.reset();
    event.erased_by = by;
  }
  if (body.scope != ErasureScope::kRecord) return;
  erased_.insert(body.record);
  std::erase_if(claims_, [&](const auto& claim) { return claim.second == body.record; });
}

Version LogModel::VersionOf(const RecordId& record) const {
  const auto found = records_.find(record);
  return found == records_.end() ? 0 : found->second.size();
}

ModelPage LogModel::Read(const RecordId& record, Version from, Direction direction,
                         size_t limit) const {
  const Version last = VersionOf(record);
  if (last == 0) return {.reason = v1::ERROR_REASON_RECORD_NOT_FOUND};
  ModelPage page;
  const bool forward = direction == Direction::kForward;
  for (Version i = 0; i < last; ++i) {
    const Version version = forward ? i + 1 : last - i;
    if (forward ? version < from : version > from) continue;
    if (page.events.size() == limit) break;
    page.events.push_back(log_[records_.at(record)[version - 1] - 1]);
  }
  return page;
}

ModelPage LogModel::ReadAll(Position after, size_t limit) const {
  if (after > log_.size()) {
    return {
        .reason = v1::ERROR_REASON_POSITION_AHEAD,
        .metadata = {{"position", std::to_string(after)}, {"head", std::to_string(log_.size())}}};
  }
  const size_t count = std::min(limit, log_.size() - after);
  const auto first = log_.begin() + static_cast<long>(after);
  return {.events = {first, first + static_cast<long>(count)}};
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
