// The event log as a page of plain containers: what it should answer, without storage, keys or
// tree.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "cairn/v1/errors.pb.h"

#include "eventstore/append_request.h"
#include "eventstore/base/ids.h"
#include "eventstore/stored_event.h"

namespace cairn {

// An answer to an append, without what only the real log can know.
struct ModelAnswer {
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  std::map<std::string, std::string> metadata;
  std::vector<std::tuple<RecordId, Version, Position>> events;
  bool repeated = false;
  bool fenced = false;

  friend bool operator==(const ModelAnswer&, const ModelAnswer&) = default;
};

struct ModelEvent {
  RecordId record;
  Version version = 0;
  Position position = 0;
  std::optional<FieldList> content;
  std::optional<ControlBody> control;
  Position erased_by = 0;

  friend bool operator==(const ModelEvent&, const ModelEvent&) = default;
};

// An answer to a read.
struct ModelPage {
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  std::map<std::string, std::string> metadata;
  std::vector<ModelEvent> events;

  friend bool operator==(const ModelPage&, const ModelPage&) = default;
};

class LogModel {
 public:
  // `target`: the version that the removal in `request` is aimed at; the model knows no event ids.
  ModelAnswer Append(const AppendRequest& request, Version target = 0);

  Version VersionOf(const RecordId& record) const;
  bool IsErased(const RecordId& record) const { return erased_.contains(record); }
  ModelPage Read(const RecordId& record, Version from, Direction direction, size_t limit) const;
  ModelPage ReadAll(Position after, size_t limit) const;
  std::optional<RecordId> HolderOf(const Claim& claim) const;
  std::optional<ModelAnswer> OutcomeOf(const RequestKey& request) const;

 private:
  using ClaimKey = std::pair<uint8_t, std::string>;
  using Said = std::variant<FieldList, ControlBody>;
  struct Done {
    std::vector<Said> said;
    ModelAnswer answer;
  };

  static std::vector<Said> SaidBy(const AppendRequest& request);
  std::optional<ModelAnswer> Known(const AppendRequest& request) const;
  bool SaysTheSame(const Done& done, const std::vector<Said>& said) const;
  std::map<std::string, std::string> MovedRecords(const AppendRequest& request) const;
  bool CanRemove(const RecordId& record, Version target) const;
  // Nothing if another record holds one of them; then `taken` says which.
  std::map<ClaimKey, RecordId> ClaimsAfter(const AppendRequest& request,
                                           std::map<std::string, std::string>& taken) const;
  ModelAnswer Write(const AppendRequest& request, Version target);
  void Erase(const ErasureBody& body, Version target, Position by);

  std::vector<ModelEvent> log_;
  std::map<RecordId, std::vector<Position>> records_;
  std::set<RecordId> erased_;
  std::map<ClaimKey, RecordId> claims_;
  std::map<RequestKey, Done> requests_;
};

}  // namespace cairn
