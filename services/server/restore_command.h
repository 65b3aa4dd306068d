// cairnd restore: a log from a backup into a new folder, ready to be served under its next origin.
// Runs instead of the server, never beside it on the same vault.
#pragma once

namespace cairn {

// `argv[0]` is "restore". Prints progress and the outcome; the exit code: 0 restored, 1 refused
// with a sentence that says what to do, 2 wrong arguments.
int RestoreCommand(int argc, char** argv);

}  // namespace cairn
