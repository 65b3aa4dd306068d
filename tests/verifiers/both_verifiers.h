// The verifier of the command line and that of clients/python, asked about the same files.
#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/verifiers/python_verifier.h"

namespace cairn {

using Json = nlohmann::json;

// What both must agree on: everything of a report but how a sentence is put and in which order
// findings of one weight stand. A command that was misused is `{"misused": true}`.
Json Comparable(Json report);

// `path` is a folder or a proof.
Json ByCpp(const std::string& path, const std::string& vkey);

// Not thread-safe.
class BothVerifiers {
 public:
  struct Answers {
    Json cpp;
    Json python;
  };
  // Writes the files to a folder of their own, which goes again.
  Answers Ask(const std::map<std::string, std::string>& files, const std::string& vkey);
  Answers AskAt(const std::string& path, const std::string& vkey);

 private:
  PythonVerifier python_;
};

}  // namespace cairn
