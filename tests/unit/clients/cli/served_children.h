// A fake server that knows children by name and takes what is recorded for them.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/match.h"

#include "tests/unit/clients/fake_server.h"

namespace cairn::cli {

inline constexpr char kPip[] = "0123456789abcdef";
inline constexpr char kWren[] = "1123456789abcdef";
inline constexpr char kIvy[] = "2123456789abcdef";
inline constexpr char kPipHex[] = "30313233343536373839616263646566";

inline v1::ChildRef ChildOf(const std::string& id, const std::string& name) {
  v1::ChildRef child;
  child.set_record_id(id);
  child.set_name(name);
  child.set_nc_year("4");
  child.set_school("Hazelmere Primary");
  return child;
}

// A register that finds a child by the beginning of its name.
inline void ServeRegister(FakeServer& server, const std::vector<v1::ChildRef>& children) {
  server.list_register = [children](const v1::ListRegisterRequest& request,
                                    v1::ListRegisterResponse& response) {
    EXPECT_TRUE(request.include_all());
    for (const v1::ChildRef& child : children) {
      if (absl::StartsWithIgnoreCase(child.name(), request.search())) {
        *response.add_rows()->mutable_child() = child;
      }
    }
    response.set_total(response.rows_size());
    return grpc::Status::OK;
  };
}

// Appends are accepted and kept here.
inline void AcceptAppends(FakeServer& server, std::vector<v1::AppendEntriesRequest>& appended) {
  server.append_entries = [&](const v1::AppendEntriesRequest& request, auto& response) {
    appended.push_back(request);
    response.add_records()->set_record_id(request.records(0).record_id());
    return grpc::Status::OK;
  };
}

}  // namespace cairn::cli
