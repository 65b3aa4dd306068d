#include "clients/cli/commands/export_writer.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/clients/cli/cli_runner.h"

namespace cairn::cli {
namespace {

using testing::HasSubstr;

v1::ExportRecordResponse Part(const std::string& path, const std::string& content, bool end) {
  v1::ExportRecordResponse part;
  part.set_path(path);
  part.set_content(content);
  part.set_end_of_file(end);
  return part;
}

TEST(CheckExportPath, TakesPathsBelowTheFolder) {
  EXPECT_THAT(CheckExportPath("README.txt"), IsOk());
  EXPECT_THAT(CheckExportPath("events/00001.tlog-proof"), IsOk());
}

TEST(CheckExportPath, RefusesEveryWayOutOfTheFolder) {
  for (const char* path :
       {"", "/etc/passwd", "../x", "events/../../x", "events/..", ".", "./x", ".bashrc", "a//b",
        "a/", "a\\b", "a b", "C:x", "a\nb", "a/b/c/d/e/f/g/h/i"}) {
    EXPECT_THAT(CheckExportPath(path), StatusIs(absl::StatusCode::kInvalidArgument)) << path;
  }
  EXPECT_THAT(CheckExportPath(std::string("a\0b", 3)),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ExportWriter, WritesFilesFromTheirPartsForTheirOwnerOnly) {
  const TempFolder temp;
  absl::StatusOr<ExportWriter> writer = ExportWriter::Create(temp / "out");
  ASSERT_THAT(writer, IsOk());

  EXPECT_THAT(writer->Take(Part("events/00001.tlog-proof", "one ", false)), IsOk());
  EXPECT_THAT(writer->Take(Part("events/00001.tlog-proof", "two", true)), IsOk());
  EXPECT_THAT(writer->Take(Part("checkpoint", "c", true)), IsOk());

  EXPECT_THAT(writer->Complete(), IsOk());
  EXPECT_EQ(writer->files(), 2u);
  EXPECT_EQ(ReadFileText(temp / "out/events/00001.tlog-proof"), "one two");
  struct stat about {};
  ASSERT_EQ(stat((temp / "out/checkpoint").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
}

TEST(ExportWriter, RefusesAFolderThatHoldsSomething) {
  const TempFolder temp;
  WriteFile(temp / "old", "x");

  EXPECT_THAT(ExportWriter::Create(temp.path()),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("not empty")));
}

TEST(ExportWriter, WritesNoFileTwice) {
  const TempFolder temp;
  absl::StatusOr<ExportWriter> writer = ExportWriter::Create(temp / "out");
  ASSERT_THAT(writer->Take(Part("a", "1", true)), IsOk());

  EXPECT_THAT(writer->Take(Part("a", "2", true)), StatusIs(absl::StatusCode::kAlreadyExists));

  EXPECT_EQ(ReadFileText(temp / "out/a"), "1");
}

TEST(ExportWriter, NoticesAFileWithoutAnEnd) {
  const TempFolder temp;
  absl::StatusOr<ExportWriter> writer = ExportWriter::Create(temp / "out");
  EXPECT_THAT(writer->Complete(), StatusIs(absl::StatusCode::kDataLoss));
  ASSERT_THAT(writer->Take(Part("a", "1", false)), IsOk());

  EXPECT_THAT(writer->Complete(), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(writer->Take(Part("b", "1", true)), StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace cairn::cli
