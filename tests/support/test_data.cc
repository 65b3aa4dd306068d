#include "tests/support/test_data.h"

#include <fstream>
#include <iterator>

#include "eventstore/base/check.h"

namespace cairn {

std::string TestDataPath(std::string_view name) {
  return CAIRN_TEST_DATA_FOLDER "/" + std::string(name);  // set by CMake for this file
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void WriteFile(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  CAIRN_CHECK(file.good());
}

}  // namespace cairn
