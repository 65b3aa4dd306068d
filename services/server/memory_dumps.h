// Keys live in this process's memory, so no copy of it may reach a disk by way of a core file, and
// no process of the same user may read it. Call once, before the first key is read.
#pragma once

#include "absl/status/status.h"

namespace cairn {

// No core file whatever the machine is set to, and no ptrace by others. kInternal if the system
// refuses, which it does not do to a process that asks for less than it has.
absl::Status ForbidMemoryDumps();

}  // namespace cairn
