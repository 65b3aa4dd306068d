// Signed notes and checkpoints from anybody.
#include <cstdint>
#include <string_view>

#include "eventstore/base/check.h"
#include "eventstore/ledger/checkpoint.h"
#include "eventstore/ledger/note.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto note = cairn::ParseNote(bytes); note.ok()) {
    if (const auto checkpoint = cairn::Checkpoint::Parse(note->text); checkpoint.ok()) {
      CAIRN_CHECK(checkpoint->Encode() == note->text);
    }
  }
  return 0;
}
