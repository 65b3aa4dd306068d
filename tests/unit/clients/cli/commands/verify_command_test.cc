#include "clients/cli/commands/verify_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/temp_folder.h"
#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/verify/export_pack.h"

namespace cairn::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr char kNoServer[] = "127.0.0.1:1";

Ran RunVerifyOf(const ExportPack& pack, std::vector<std::string> flags) {
  const TempFolder folder;
  WriteFiles(pack.files, folder.path());
  flags.insert(flags.begin(), {"verify", folder.path()});
  return RunCliAt(kNoServer, flags);
}

TEST(VerifyCommand, EndsWithZeroWhenAllIsProved) {
  const ExportPack pack = MakeExport();

  const Ran ran = RunVerifyOf(pack, {"--vkey", pack.vkey});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, StartsWith("GREEN: proved.\n"));
  EXPECT_THAT(ran.err, IsEmpty());
}

TEST(VerifyCommand, EndsWithZeroAndARemarkWhenTheKeyCameAlong) {
  const Ran ran = RunVerifyOf(MakeExport(), {});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, StartsWith("AMBER: "));
  EXPECT_THAT(ran.out, HasSubstr("the key came with the folder"));
}

TEST(VerifyCommand, EndsWithFourAndNamesTheDamagedEvent) {
  ExportPack pack = MakeExport();
  pack.proof(2) += "x";

  const Ran ran = RunVerifyOf(pack, {"--vkey", pack.vkey});

  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(ran.out, StartsWith("RED: refused. 1 of 6 events are damaged.\n"));
  EXPECT_THAT(ran.out, HasSubstr("events/00002.tlog-proof: version 2"));
}

TEST(VerifyCommand, WritesJsonWhenAskedTo) {
  ExportPack pack = MakeExport();
  pack.proof(2) += "x";

  const Ran ran = RunVerifyOf(pack, {"--vkey", pack.vkey, "--json"});

  EXPECT_EQ(ran.code, 4);
  EXPECT_EQ(nlohmann::json::parse(ran.out)["verdict"], "RED");
}

TEST(VerifyCommand, EndsWithTwoWhenThereIsNothingToCheckOrNoProperKey) {
  const TempFolder folder;

  EXPECT_EQ(RunCliAt(kNoServer, {"verify", folder / "nowhere"}).code, 2);
  EXPECT_EQ(RunCliAt(kNoServer, {"verify", folder.path(), "--vkey", "trust+me"}).code, 2);
}

}  // namespace
}  // namespace cairn::cli
