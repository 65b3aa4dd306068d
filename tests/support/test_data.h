// Files under tests/data.
#pragma once

#include <string>
#include <string_view>

namespace cairn {

// The full path of `name`, e.g. "vectors/ledger_vectors.json".
std::string TestDataPath(std::string_view name);

// The whole file; empty if it is not there.
std::string ReadFile(const std::string& path);
// Replaces the file; stops the test if it cannot.
void WriteFile(const std::string& path, std::string_view bytes);

}  // namespace cairn
