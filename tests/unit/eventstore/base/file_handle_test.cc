#include "eventstore/base/file_handle.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace cairn {
namespace {

bool IsOpen(int number) { return fcntl(number, F_GETFD) >= 0; }

int Opened() { return open("/dev/null", O_RDONLY | O_CLOEXEC); }

TEST(FileHandle, IsClosedWithItsLastOwner) {
  const int number = Opened();
  {
    FileHandle first(number);
    FileHandle second(std::move(first));
    FileHandle third;
    third = std::move(second);
    EXPECT_EQ(third.number(), number);
    EXPECT_TRUE(IsOpen(number));
  }
  EXPECT_FALSE(IsOpen(number));
}

TEST(FileHandle, LeavesWhatWasReleasedOpen) {
  FileHandle released(Opened());
  const FileHandle again(released.Release());

  EXPECT_FALSE(released.is_open());
  EXPECT_TRUE(IsOpen(again.number()));
}

TEST(FileHandle, LeavesTheReasonOfAFailureInErrno) {
  errno = EIO;
  { const FileHandle closed_already(-1); }
  { const FileHandle file(Opened()); }

  EXPECT_EQ(errno, EIO);
}

TEST(SyncFolder, SaysWhyItCouldNot) {
  const TempFolder folder;

  EXPECT_TRUE(SyncFolder(folder.path()));
  EXPECT_FALSE(SyncFolder(folder.path() + "/missing"));
  EXPECT_EQ(errno, ENOENT);
}

}  // namespace
}  // namespace cairn
