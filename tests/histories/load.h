// Loads histories into a demonstration server through the C++ client: all children at once, in the
// order in which people typed, each line at its own simulated time. One stream a school, because a
// token belongs to one.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "absl/status/statusor.h"

#include "clients/cpp/client.h"
#include "tests/histories/histories.h"

namespace cairn::histories {

// A client signed in as the SENCO of a school.
using SignIn = std::function<std::unique_ptr<client::Client>(const School& school)>;

// How many entries have been sent, and how many there are.
using OnProgress = std::function<void(size_t done, size_t all)>;

struct Loaded {
  size_t lines = 0;
  size_t entries = 0;
  double seconds = 0;  // of sending and being answered; making the histories comes before
};

// Makes all histories, which takes about 400 bytes an entry until it returns, and loads them. The
// request ids come from the settings, so a load that was interrupted can be repeated. Returns the
// first refusal, or what ended a stream. At most 100 schools: as many streams as one connection
// takes.
absl::StatusOr<Loaded> Load(const Histories& histories, const SignIn& sign_in,
                            const OnProgress& on_progress);

}  // namespace cairn::histories
