// How far something is that takes long: one line that a terminal redraws, and nothing elsewhere.
// Not thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "clients/cli/print/output.h"

namespace cairn::cli {

// `12.3 MiB`, `4.0 GiB`.
std::string ByteWords(uint64_t bytes);

// `[#######-------] 120 of 240`, or `120` when the end is not known; `words` turns a count into
// text.
std::string TaskWords(uint64_t done, uint64_t total, std::string (*words)(uint64_t));

class TaskLine {
 public:
  // `what`: `Copying`.
  TaskLine(const Output& output, std::string_view what) : output_(output), what_(what) {}
  ~TaskLine() { Clear(); }
  TaskLine(const TaskLine&) = delete;
  TaskLine& operator=(const TaskLine&) = delete;

  void Show(std::string_view how_far);
  // Takes the line away, so that something else can be written.
  void Clear();

 private:
  const Output& output_;
  const std::string what_;
  bool shown_ = false;
};

}  // namespace cairn::cli
