// What a view makes of an invented history, for tests of cohort views.
#pragma once

#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "projections/view_runner/view.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {

inline std::string RowBytesOf(const View& view, const std::vector<EventPtr>& events) {
  const auto rows = view.rows_of(Fold(CaseRecordId(), events));
  EXPECT_TRUE(rows.ok());
  EXPECT_TRUE(rows->keys.empty());
  return rows->bytes;
}

template <typename Rows>
Rows RowsOf(const View& view, const std::vector<EventPtr>& events) {
  EXPECT_EQ(view.rows, Rows::descriptor());
  Rows rows;
  EXPECT_TRUE(rows.ParseFromString(RowBytesOf(view, events)));
  return rows;
}

// A child without anything but a name, recorded on that day.
inline HistoryBuilder ChildOpened(std::string_view iso_day, std::string_view name) {
  v1::Entry opened =
      EntryOn(iso_day, "record_opened { subject: SUBJECT_KIND_CHILD fictional: true }");
  opened.mutable_record_opened()->set_name(std::string(name));
  HistoryBuilder history;
  history.Add(iso_day, opened);
  return history;
}

}  // namespace cairn
