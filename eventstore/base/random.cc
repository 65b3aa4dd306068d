#include "eventstore/base/random.h"

#include <cerrno>

#include <sys/random.h>

#include "eventstore/base/check.h"

namespace cairn {

void SystemRandom::Fill(void* out, size_t size) {
  auto* at = static_cast<char*>(out);
  while (size > 0) {
    const ssize_t got = getrandom(at, size, 0);
    if (got < 0 && errno == EINTR) continue;
    CAIRN_CHECK(got > 0);
    at += got;
    size -= static_cast<size_t>(got);
  }
}

}  // namespace cairn
