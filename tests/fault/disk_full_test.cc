// A disk that runs full: on a real small one where this may be mounted, and on the model
// everywhere. The reserve refuses appends while reads go on; without a reserve the disk really
// fills up, the log stops, and nothing acknowledged is lost.
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include "tests/fault/fault_log.h"
#include "tests/fault/written_requests.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_data.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

constexpr uint64_t kMiB = uint64_t{1} << 20;
constexpr uint64_t kDiskBytes = 24 * kMiB;
constexpr uint64_t kBallastBytes = 12 * kMiB;
constexpr WrittenRequests::Load kLoad = {.writers = 4, .requests = 300, .text_bytes_max = 60'000};

enum class Disk { kModel, kTmpfs };

// A tmpfs of its own; gone at the end.
class SmallMount {
 public:
  explicit SmallMount(const std::string& path) : path_(path) {
    mounted_ = mount("tmpfs", path.c_str(), "tmpfs", 0, "size=24m") == 0;
  }
  ~SmallMount() {
    if (mounted_) umount2(path_.c_str(), MNT_DETACH);
  }
  SmallMount(const SmallMount&) = delete;
  SmallMount& operator=(const SmallMount&) = delete;

  bool mounted() const { return mounted_; }

 private:
  const std::string path_;
  bool mounted_ = false;
};

// The real disk is among them where this user may mount one; elsewhere the model stands alone.
std::vector<Disk> Disks() {
  const TempFolder folder;
  const SmallMount mount(folder.path());
  if (mount.mounted()) return {Disk::kModel, Disk::kTmpfs};
  std::cerr << "No tmpfs may be mounted here, so only the model fills up: " << strerror(errno)
            << "\n";
  return {Disk::kModel};
}

class DiskFull : public testing::TestWithParam<Disk> {
 protected:
  void SetUp() override {
    if (GetParam() == Disk::kModel) return;
    mount_.emplace(folder_.path());
    ASSERT_TRUE(mount_->mounted());
  }
  void TearDown() override { log_.reset(); }

  // A log on a disk that something else fills by half, until MakeRoom.
  void OpenLog(uint64_t reserve_bytes) {
    FaultLog::Options options{.memtable_bytes = 1 * kMiB, .disk_reserve_bytes = reserve_bytes};
    if (GetParam() == Disk::kTmpfs) {
      options.folder = folder_ / "data";
      options.modelled = false;
      std::filesystem::create_directory(options.folder);
      WriteFile(folder_ / "ballast", std::string(kBallastBytes, 'b'));
    }
    log_ = std::make_unique<FaultLog>(1, options);
    if (GetParam() == Disk::kModel) log_->disk().SetCapacity(kDiskBytes - kBallastBytes);
    ASSERT_THAT(log_->Open(), IsOk());
  }
  void MakeRoom() {
    if (GetParam() == Disk::kModel) {
      log_->disk().SetCapacity(kDiskBytes);
    } else {
      std::filesystem::remove(folder_ / "ballast");
    }
  }

  TempFolder folder_;
  std::optional<SmallMount> mount_;
  std::unique_ptr<FaultLog> log_;
  WrittenRequests requests_{1};
};

TEST_P(DiskFull, BelowTheReserveRefusesAppendsAndGoesOnReading) {
  OpenLog(/*reserve_bytes=*/6 * kMiB);
  requests_.Run(**log_, kLoad);
  ASSERT_GT(requests_.acknowledged(), 0u);
  EXPECT_THAT(requests_.failures(), testing::IsEmpty());

  EXPECT_THAT((*log_)->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "text")),
              HasReason(v1::ERROR_REASON_DISK_NEARLY_FULL));
  requests_.Check(**log_);

  MakeRoom();
  EXPECT_THAT((*log_)->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "text")), IsOk());
  EXPECT_THAT((*log_)->Failure(), IsOk());
}

TEST_P(DiskFull, ThatReallyFillsStopsTheLogAndLosesNothingAcknowledged) {
  OpenLog(/*reserve_bytes=*/0);
  requests_.Run(**log_, kLoad);
  ASSERT_GT(requests_.acknowledged(), 0u);
  ASSERT_THAT(requests_.failures(), testing::Not(testing::IsEmpty()));
  EXPECT_THAT((*log_)->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "text")),
              HasReason(v1::ERROR_REASON_NOT_SERVING));
  log_->Close();
  EXPECT_TRUE(log_->stopped());

  // On the full disk: whatever it answers, it must answer.
  (void)log_->Open();
  MakeRoom();

  ASSERT_THAT(log_->Open(), IsOk());
  requests_.RepeatAndCheck(**log_);
}

INSTANTIATE_TEST_SUITE_P(, DiskFull, testing::ValuesIn(Disks()), [](const auto& test) {
  return test.param == Disk::kModel ? "Modelled" : "Tmpfs";
});

}  // namespace
}  // namespace cairn
