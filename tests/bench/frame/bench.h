// Bench: something that is set up once and then measured run by run, in turn with the others, so
// that what else the machine does falls on all of them alike.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "tests/bench/frame/figures.h"
#include "tests/bench/frame/settings.h"

namespace cairn::bench {

class Bench {
 public:
  virtual ~Bench() = default;
  // `run` counts from 0. Stops the process when something fails: a figure with failures in it says
  // nothing.
  virtual void RunOnce(int run, Figures& figures) = 0;
};

struct FigureText {
  std::string_view name;
  std::string_view meaning;
};

// Figures that are measured together, and chosen together with --only.
struct Family {
  std::string_view name;
  std::vector<FigureText> figures;
  // Sets it up. An error says why it is skipped.
  std::function<absl::StatusOr<std::unique_ptr<Bench>>(const Settings&)> make;
  bool on_request = false;  // takes long: only when it is named
};

}  // namespace cairn::bench
