#include "tests/support/temp_folder.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "eventstore/base/check.h"

namespace cairn {

TempFolder::TempFolder()
    : path_((std::filesystem::temp_directory_path() / "cairn-test-XXXXXX").string()) {
  CAIRN_CHECK(mkdtemp(path_.data()) != nullptr);
}

TempFolder::~TempFolder() {
  std::error_code ignored;  // a folder left in /tmp fails no test
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace cairn
