#include "services/server/memory_dumps.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace cairn {

absl::Status ForbidMemoryDumps() {
  const rlimit none = {0, 0};
  if (prctl(PR_SET_DUMPABLE, 0) != 0 || setrlimit(RLIMIT_CORE, &none) != 0) {
    return absl::InternalError("the system does not let this process forbid core files");
  }
  return absl::OkStatus();
}

}  // namespace cairn
