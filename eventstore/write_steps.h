// WriteStep: what the log's thread has done with a group of appends that writes something. Fault
// tests stop the world at each of them (EventLog::Options::at_step); a server never looks.
#pragma once

namespace cairn {

enum class WriteStep {
  kDecided,    // the batch is complete, nothing of it is written
  kCommitted,  // the batch is durable, the witness has not heard of it
  kWitnessed,  // the witness is durable, no reader sees the group
  kPublished,  // readers see the group, nobody is answered yet
};

}  // namespace cairn
