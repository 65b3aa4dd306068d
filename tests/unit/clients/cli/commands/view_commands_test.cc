// The commands that read: what they ask the server for, and what they print.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/errors.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/fake_server.h"

namespace cairn::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr char kPipsRecordId[] = "0123456789abcdef";
constexpr char kPipsRecordHex[] = "30313233343536373839616263646566";

// Resolves every source to the same record.
void ResolveEverything(FakeServer& server) {
  server.resolve_records = [](const auto& request, auto& response) {
    for (int i = 0; i < request.queries_size(); ++i) {
      v1::Resolution& found = *response.add_resolutions();
      found.set_state(v1::RESOLUTION_STATE_MATCHED);
      found.set_record_id(kPipsRecordId);
    }
    return grpc::Status::OK;
  };
}

TEST(PlanCommand, AsksForTheDayAndTheTimeOfKnowledge) {
  FakeServer server;
  v1::GetPlanRequest asked;
  server.get_plan = [&](const v1::GetPlanRequest& request, auto& response) {
    asked = request;
    response.mutable_plan()->set_plan_version(4);
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"plan", kPipsRecordHex, "--as-of", "2025-12-19", "--as-known-at",
                                  "2025-12-19", "--plan", "PA", "--plan-version", "4"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("VERSION 4"));
  EXPECT_EQ(asked.record_id(), kPipsRecordId);
  EXPECT_EQ(asked.as_of().day(), 19);
  EXPECT_EQ(asked.as_known_at().seconds(), 1'766'188'799);
  EXPECT_EQ(asked.plan_id(), "PA");
  EXPECT_EQ(asked.plan_version(), 4);
}

TEST(PlanCommand, FindsARecordByTheSourceThatOpenedIt) {
  FakeServer server;
  ResolveEverything(server);
  server.get_plan = [](const v1::GetPlanRequest& request, auto&) {
    EXPECT_EQ(request.record_id(), kPipsRecordId);
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"plan", "source:case-a/A01"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "No plan was in use.\n");
}

TEST(PlanCommand, KeepsWrongArgumentsApartFromRefusals) {
  FakeServer server;
  server.resolve_records = [](const auto&, auto& response) {
    response.add_resolutions()->set_state(v1::RESOLUTION_STATE_UNRESOLVED);
    return grpc::Status::OK;
  };

  EXPECT_EQ(RunCli(server, {"plan", "source:case-a"}).code, 2);
  EXPECT_EQ(RunCli(server, {"plan", kPipsRecordHex, "--as-of", "yesterday"}).code, 2);
  EXPECT_EQ(RunCli(server, {"plan", "source:case-a/A01"}).code, 1);
}

TEST(PlanCommand, WritesJsonWithTheNamesOfTheContract) {
  FakeServer server;
  server.get_plan = [](const auto&, auto& response) {
    response.mutable_plan()->set_child_name("Pip Larkwhistle");
    return grpc::Status::OK;
  };

  EXPECT_EQ(RunCli(server, {"--json", "plan", kPipsRecordHex}).out,
            "{\"plan\":{\"child_name\":\"Pip Larkwhistle\"}}\n");
}

TEST(TimelineCommand, AsksForStagesAndOrder) {
  FakeServer server;
  v1::GetTimelineRequest asked;
  server.get_timeline = [&](const v1::GetTimelineRequest& request, auto&) {
    asked = request;
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"timeline", kPipsRecordHex, "--stage", "plan", "--stage",
                                  "review", "--by-date", "--from", "2025-01-01"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(asked.stages(), ElementsAre(v1::STAGE_PLAN, v1::STAGE_REVIEW));
  EXPECT_TRUE(asked.by_date());
  EXPECT_EQ(asked.from().year(), 2025);
}

TEST(TimelineCommand, RefusesAStageThatThereIsNot) {
  FakeServer server;

  const Ran ran = RunCli(server, {"timeline", kPipsRecordHex, "--stage", "dream"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("assess, plan, do"));
}

TEST(TimelineCommand, AsksForWhatItIsToLeave) {
  FakeServer server;
  v1::GetTimelineRequest asked;
  server.get_timeline = [&](const v1::GetTimelineRequest& request, auto&) {
    asked = request;
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(
      server, {"timeline", kPipsRecordHex, "--to", "2025-01-31", "--kind", "PlanIssued", "--area",
               "cognition_and_learning", "--person", "Pip", "--mark", "late", "--newest-first"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(asked.to().day(), 31);
  EXPECT_THAT(asked.kind_names(), ElementsAre("PlanIssued"));
  EXPECT_THAT(asked.areas(), ElementsAre(v1::BROAD_AREA_COGNITION_AND_LEARNING));
  EXPECT_THAT(asked.people(), ElementsAre("Pip"));
  EXPECT_THAT(asked.marks(), ElementsAre(v1::TIMELINE_MARK_LATE));
  EXPECT_TRUE(asked.newest_first());
  EXPECT_TRUE(asked.by_date());
}

TEST(TimelineCommand, NamesTheMarksThatThereAre) {
  FakeServer server;

  const Ran ran = RunCli(server, {"timeline", kPipsRecordHex, "--mark", "odd"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("late, after_dispute, corrected"));
}

TEST(TimelineCommand, PrintsWhatStandsBehindARowWhenAsked) {
  FakeServer server;
  server.get_timeline = [](const auto&, v1::GetTimelineResponse& response) {
    v1::TriedRow& row = *response.add_tried();
    row.set_what("Phonics");
    row.set_why("for t1 Read 50 words");
    row.set_by_whom("Ida Helper");
    row.set_training("trained, 21 Jun 2024");
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"timeline", kPipsRecordHex, "--detail"});

  EXPECT_THAT(ran.out, HasSubstr("  Why         for t1 Read 50 words\n"
                                 "  Given by    Ida Helper; trained, 21 Jun 2024\n"));
  EXPECT_THAT(RunCli(server, {"timeline", kPipsRecordHex}).out, Not(HasSubstr("Why")));
}

TEST(CompareCommand, AsksForTwoVersionsAndPrintsWhatIsDifferent) {
  FakeServer server;
  v1::ComparePlansRequest asked;
  server.compare_plans = [&](const v1::ComparePlansRequest& request,
                             v1::ComparePlansResponse& response) {
    asked = request;
    response.set_plan_id("PA");
    response.mutable_to()->set_plan_version(4);
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"compare", kPipsRecordHex, "--plan", "PA", "--from", "2", "--to",
                                  "4", "--as-of", "2025-12-19"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("PLAN PA"));
  EXPECT_EQ(asked.from_version(), 2);
  EXPECT_EQ(asked.to_version(), 4);
  EXPECT_EQ(asked.as_of().day(), 19);
  EXPECT_EQ(RunCli(server, {"--json", "compare", kPipsRecordHex}).out,
            "{\"plan_id\":\"PA\",\"to\":{\"plan_version\":4}}\n");
}

TEST(WatchCommand, PrintsWhatChangesUntilTheRecordMayNoLongerBeSeen) {
  FakeServer server;
  v1::WatchTimelineRequest asked;
  server.watch_timeline = [&](const v1::WatchTimelineRequest& request, auto& writer) {
    asked = request;
    v1::WatchTimelineResponse message;
    message.set_caught_up(true);
    message.mutable_position()->set_value(7);
    writer.Write(message);
    message.add_changed()->set_text("Guesses");
    message.mutable_position()->set_value(8);
    writer.Write(message);
    return OnTheWire(Refusal(v1::ERROR_REASON_RECORD_NOT_FOUND, "There is no such record."));
  };

  const Ran ran = RunCli(server, {"watch", kPipsRecordHex, "--after", "5", "--generation", "2"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("Up to date at position 7; watching.\n"));
  EXPECT_THAT(ran.out, HasSubstr("Guesses"));
  EXPECT_EQ(asked.after().value(), 5u);
  EXPECT_EQ(asked.after().generation(), 2u);
}

TEST(WatchCommand, GoesOnAfterWhatItHasWhenItIsCutOff) {
  FakeServer server;
  std::vector<uint64_t> after;
  server.watch_timeline = [&](const v1::WatchTimelineRequest& request, auto& writer) {
    after.push_back(request.after().value());
    v1::WatchTimelineResponse message;
    message.mutable_position()->set_value(10 * after.size());
    writer.Write(message);
    return OnTheWire(Refusal(
        after.size() == 2 ? v1::ERROR_REASON_RECORD_NOT_FOUND : v1::ERROR_REASON_NOT_SERVING,
        "Not now."));
  };

  EXPECT_EQ(RunCli(server, {"watch", kPipsRecordHex}).code, 1);
  EXPECT_THAT(after, ElementsAre(0, 10));
}

// It ended with the first silence that was too long for what stood between.
TEST(WatchCommand, GoesOnWhenAProxyResetsIt) {
  FakeServer server;
  std::vector<uint64_t> after;
  server.watch_timeline = [&](const v1::WatchTimelineRequest& request, auto& writer) {
    after.push_back(request.after().value());
    v1::WatchTimelineResponse message;
    message.mutable_position()->set_value(10 * after.size());
    writer.Write(message);
    if (after.size() == 1) return grpc::Status(grpc::StatusCode::INTERNAL, "RST_STREAM");
    return OnTheWire(Refusal(v1::ERROR_REASON_RECORD_NOT_FOUND, "There is no such record."));
  };

  EXPECT_EQ(RunCli(server, {"watch", kPipsRecordHex}).code, 1);
  EXPECT_THAT(after, ElementsAre(0, 10));
}

// Five events, two a page.
void ServeFiveEvents(FakeServer& server) {
  server.list_events = [](const v1::ListEventsRequest& request, v1::ListEventsResponse& response) {
    const int begun = request.page_token().empty() ? 0 : std::stoi(request.page_token());
    for (int i = begun; i < begun + 2 && i < 5; ++i) {
      response.add_events()->set_version(
          static_cast<uint64_t>(request.newest_first() ? 5 - i : 1 + i));
    }
    if (begun + 2 < 5) response.set_next_page_token(std::to_string(begun + 2));
    return grpc::Status::OK;
  };
}

std::vector<uint64_t> VersionsOf(const std::string& json) {
  std::vector<uint64_t> versions;
  for (size_t at = json.find("\"version\":\""); at != json.npos;
       at = json.find("\"version\":\"", at + 1)) {
    versions.push_back(std::stoull(json.substr(at + 11)));
  }
  return versions;
}

TEST(EventsCommand, ReadsEveryPage) {
  FakeServer server;
  ServeFiveEvents(server);

  const Ran ran = RunCli(server, {"--json", "events", kPipsRecordHex});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(VersionsOf(ran.out), ElementsAre(1, 2, 3, 4, 5));
}

TEST(EventsCommand, ShowsTheLastOnesInTheOrderInWhichTheyWereRecorded) {
  FakeServer server;
  ServeFiveEvents(server);

  const Ran ran = RunCli(server, {"--json", "events", kPipsRecordHex, "--last", "3"});

  EXPECT_THAT(VersionsOf(ran.out), ElementsAre(3, 4, 5));
}

TEST(EventsCommand, PrintsBothTimesWhoTypedAndWhoSaid) {
  FakeServer server;
  server.list_events = [](const auto&, v1::ListEventsResponse& response) {
    v1::Event& event = *response.add_events();
    event.mutable_position()->set_value(1042);
    event.set_version(4);
    event.set_event_id(std::string(16, '\x3f'));
    event.set_leaf_hash(std::string(32, '\x77'));
    event.mutable_recorded_time()->set_seconds(1'728'489'900);
    event.set_state(v1::EVENT_STATE_CORRECTED);
    event.set_kind_name("ConcernRaised");
    event.set_summary("Concern raised: hides book, cries at homework.");
    v1::Recorded& recorded = *event.mutable_recorded();
    recorded.mutable_actor()->set_name("Juniper Halloway");
    recorded.mutable_entry()->mutable_person()->set_name("Delphine Larkwhistle");
    v1::Date& from = *recorded.mutable_entry()->mutable_occurred()->mutable_from();
    from.set_year(2024);
    from.set_month(9);
    from.set_day(27);
    return grpc::Status::OK;
  };

  EXPECT_EQ(
      RunCli(server, {"events", kPipsRecordHex}).out,
      "POSITION VER   RECORDED          OCCURRED          KIND                   EVENT    LEAF\n"
      "1042     4     9 Oct 2024 17:05  27 Sep 2024       ConcernRaised          3f3f3f3f "
      "77777777\n"
      "               [CORRECTED] Juniper Halloway (for Delphine Larkwhistle): Concern raised: "
      "hides "
      "book,\n"
      "               cries at homework.\n");
}

TEST(EventsCommand, DoesNotNameTwiceWhoTypedWhatTheySaid) {
  FakeServer server;
  server.list_events = [](const auto&, v1::ListEventsResponse& response) {
    v1::Event& event = *response.add_events();
    event.set_summary("Juniper Halloway, SENCO: reads aloud.");
    event.mutable_recorded()->mutable_actor()->set_name("Juniper Halloway");
    return grpc::Status::OK;
  };

  EXPECT_THAT(RunCli(server, {"events", kPipsRecordHex}).out,
              HasSubstr("\n               Juniper Halloway, SENCO: reads aloud.\n"));
}

TEST(RecordCommand, PrintsWhoTheRecordIsAbout) {
  FakeServer server;
  server.get_record = [](const auto&, v1::GetRecordResponse& response) {
    v1::Record& record = *response.mutable_record();
    record.set_record_id(kPipsRecordId);
    record.set_version(40);
    record.set_name("Pip Larkwhistle");
    record.set_sen_provision(v1::SEN_PROVISION_K);
    v1::RecordIdentifier& upn = *record.add_identifiers();
    upn.set_type(v1::IDENTIFIER_TYPE_UPN);
    upn.set_value("A909298721014");
    v1::RecordPerson& mother = *record.add_people();
    mother.set_name("Delphine Larkwhistle");
    mother.set_relationship(v1::RELATIONSHIP_MOTHER);
    mother.set_parental_responsibility(true);
    return grpc::Status::OK;
  };

  EXPECT_EQ(RunCli(server, {"record", kPipsRecordHex}).out,
            "RECORD       30313233343536373839616263646566\n"
            "Child        Pip Larkwhistle\n"
            "SEN          K\n"
            "Identifiers  UPN A909298721014\n"
            "People       Delphine Larkwhistle, mother, parental responsibility\n"
            "Version      40\n");
}

TEST(ResolveCommand, SaysOfEveryQueryHowItEnded) {
  FakeServer server;
  server.resolve_records = [](const v1::ResolveRecordsRequest& request, auto& response) {
    EXPECT_EQ(request.queries(0).upn(), "A909298721014");
    EXPECT_EQ(request.queries(1).source().system(), "case-a");
    EXPECT_EQ(request.queries(2).name_and_birth().born().year(), 2017);
    v1::Resolution& found = *response.add_resolutions();
    found.set_state(v1::RESOLUTION_STATE_MATCHED);
    found.set_record_id(kPipsRecordId);
    response.add_resolutions()->set_state(v1::RESOLUTION_STATE_UNRESOLVED);
    response.add_resolutions()->set_state(v1::RESOLUTION_STATE_AMBIGUOUS);
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server, {"resolve", "--upn", "A909298721014", "--source", "case-a/A01",
                                  "--name", "Pip Larkwhistle", "--born", "2017-02-11"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out, std::string(kPipsRecordHex) +
                         "  upn A909298721014\n"
                         "none  source case-a/A01\n"
                         "more than one  name Pip Larkwhistle\n");
}

TEST(ResolveCommand, WantsSomethingToLookFor) {
  FakeServer server;

  EXPECT_EQ(RunCli(server, {"resolve"}).code, 2);
  EXPECT_EQ(RunCli(server, {"resolve", "--name", "Pip"}).code, 2);
}

TEST(ExportCommand, WritesTheFilesAndSaysHowToCheckThem) {
  FakeServer server;
  server.export_record = [](const v1::ExportRecordRequest& request,
                            FakeServer::ExportWriter& writer) {
    EXPECT_EQ(request.record_id(), kPipsRecordId);
    EXPECT_EQ(request.purpose(), "tribunal");
    EXPECT_THAT(request.request_id(), SizeIs(16));
    v1::ExportRecordResponse part;
    part.set_path("events/00001.tlog-proof");
    part.set_content("proof");
    part.set_end_of_file(true);
    writer.Write(part);
    return grpc::Status::OK;
  };
  const TempFolder folder;

  const Ran ran =
      RunCli(server, {"export", kPipsRecordHex, folder / "out", "--purpose", "tribunal"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "1 file written. Check with: cairn verify " + (folder / "out") + "\n");
  EXPECT_EQ(ReadFileText(folder / "out/events/00001.tlog-proof"), "proof");
}

TEST(ExportCommand, RefusesAPathOutOfTheFolder) {
  FakeServer server;
  server.export_record = [](const auto&, FakeServer::ExportWriter& writer) {
    v1::ExportRecordResponse part;
    part.set_path("../escaped");
    part.set_end_of_file(true);
    writer.Write(part);
    return grpc::Status::OK;
  };
  const TempFolder folder;

  const Ran ran = RunCli(server, {"export", kPipsRecordHex, folder / "out"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("no path within an export"));
  EXPECT_FALSE(std::filesystem::exists(folder / "escaped"));
}

TEST(ExportCommand, TouchesNoFolderThatHoldsSomething) {
  FakeServer server;
  const TempFolder folder;
  WriteFile(folder / "old", "x");

  const Ran ran = RunCli(server, {"export", kPipsRecordHex, folder.path()});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(server.seen(), SizeIs(0));
}

}  // namespace
}  // namespace cairn::cli
