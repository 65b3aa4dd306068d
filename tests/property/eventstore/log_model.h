// The event log as a page of plain containers: what it should answer, without storage, keys or
// tree.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "cairn/v1/errors.pb.h"

#include "eventstore/append_request.h"
#include "eventstore/base/ids.h"

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

class LogModel {
 public:
  ModelAnswer Append(const AppendRequest& request);

  Version VersionOf(const RecordId& record) const;
  // Everything that was appended, in order.
  const std::vector<FieldList>& contents() const { return contents_; }
  std::vector<FieldList> ContentsOf(const RecordId& record) const;
  std::optional<RecordId> HolderOf(const Claim& claim) const;
  std::optional<ModelAnswer> OutcomeOf(const RequestKey& request) const;

 private:
  using ClaimKey = std::pair<uint8_t, std::string>;
  struct Done {
    std::vector<FieldList> said;
    ModelAnswer answer;
  };

  std::optional<ModelAnswer> Known(const AppendRequest& request) const;
  std::map<std::string, std::string> MovedRecords(const AppendRequest& request) const;
  // Nothing if another record holds one of them; then `taken` says which.
  std::map<ClaimKey, RecordId> ClaimsAfter(const AppendRequest& request,
                                           std::map<std::string, std::string>& taken) const;
  ModelAnswer Write(const AppendRequest& request);

  std::vector<FieldList> contents_;
  std::map<RecordId, std::vector<Position>> records_;
  std::map<ClaimKey, RecordId> claims_;
  std::map<RequestKey, Done> requests_;
};

}  // namespace cairn
