#include "clients/cli/print/task_line.h"

#include <ostream>

#include "absl/strings/str_format.h"

#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

constexpr size_t kBarWidth = 30;

}  // namespace

std::string ByteWords(uint64_t bytes) {
  const double mib = static_cast<double>(bytes) / (1 << 20);
  return mib < 1024 ? absl::StrFormat("%.1f MiB", mib) : absl::StrFormat("%.1f GiB", mib / 1024);
}

std::string TaskWords(uint64_t done, uint64_t total, std::string (*words)(uint64_t)) {
  if (total == 0) return words(done);
  return absl::StrFormat("%s %s of %s", Bar(done, total, kBarWidth), words(done), words(total));
}

void TaskLine::Show(std::string_view how_far) {
  if (!output_.terminal) return;
  output_.err << kEraseLine << what_ << ' ' << how_far << std::flush;
  shown_ = true;
}

void TaskLine::Clear() {
  if (shown_) output_.err << kEraseLine << std::flush;
  shown_ = false;
}

}  // namespace cairn::cli
