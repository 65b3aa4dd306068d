// Children as questions about many look at them, their rows stored and read back.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "projections/cohort/of_child.h"

namespace cairn {

// `Rows` is the message of one view.
template <typename Rows>
struct StoredChildren {
  // The ids of the records ascend. `bytes` is what the view keeps of the child.
  v1::ChildRef& Add(std::string_view name, const std::string& bytes,
                    const Setting* setting = nullptr) {
    v1::ChildRef& child = refs.emplace_back();
    child.set_name(std::string(name));
    child.set_record_id(std::string(16, static_cast<char>('a' + refs.size())));
    EXPECT_TRUE(rows.emplace_back().ParseFromString(bytes));
    all.push_back({.child = &child, .rows = &rows.back(), .setting = setting});
    return child;
  }

  std::deque<v1::ChildRef> refs;
  std::deque<Rows> rows;
  std::vector<OfChild<Rows>> all;  // points into both
};

}  // namespace cairn
