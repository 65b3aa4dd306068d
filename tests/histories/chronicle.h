// Chronicle: what was typed about one child, in the order in which the story tells it, put into the
// order of recording at the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cairn/v1/entry.pb.h"

#include "tests/histories/schools.h"
#include "tests/histories/terms.h"

namespace cairn::histories {

// What one person typed at one time: appended in one call.
struct Line {
  int64_t recorded_at_s = 0;  // seconds since 1970
  const Typist* typed_by = nullptr;
  std::vector<v1::Entry> entries;
};

// When something happened, and when it was typed.
struct When {
  Day day;
  int64_t typed_at_s = 0;
};

// What later entries name an entry by. They are typed after it.
struct Written {
  std::string source_id;
  int64_t typed_at_s = 0;
};

class Chronicle {
 public:
  // `system` goes into the source of every entry.
  explicit Chronicle(std::string system) : system_(std::move(system)) {}

  const std::string& system() const { return system_; }

  // Takes `entry`, which has no source yet. What the same person types at the same time, one entry
  // right after the other, is one line. `by` must outlive the lines.
  Written Write(const When& when, const Typist& by, v1::Entry entry);

  // All lines by the time at which they were typed; those of one time in the order of writing.
  std::vector<Line> Take();

 private:
  const std::string system_;
  int written_ = 0;
  std::vector<Line> lines_;
};

}  // namespace cairn::histories
