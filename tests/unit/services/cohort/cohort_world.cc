#include "tests/unit/services/cohort/cohort_world.h"

#include <algorithm>
#include <map>
#include <utility>

#include "projections/register/register_rows.pb.h"

#include "eventstore/base/check.h"
#include "eventstore/keys/fields.h"
#include "services/access/readerships.h"
#include "services/recording/draft.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

using NewIds = std::map<std::string, std::string>;

void Rename(const NewIds& ids, v1::EntryRef& ref) {
  const auto found = ids.find(ref.event_id());
  if (found != ids.end()) ref.set_event_id(found->second);
}

}  // namespace

CohortWorld::CohortWorld(Options options)
    : store_(ViewStore::Open(storage_, *log, CohortViews(), log.random).value()),
      runner_(std::make_unique<Runner>(
          *log, *store_,
          Runner::Options{.open = OpenEvent,
                          .load = [this](const RecordId& id) { return records.Load(id); },
                          .readings_of = ReadingsFor,
                          .rebuild_threads = 1})),
      reader(std::make_unique<CohortReader>(
          CohortReader::Sources{*log, *store_, records, *guard_, log.clock},
          std::move(options.views), options.table_bytes_max, options.folds_max)) {}

AppendedEvent CohortWorld::Add(const RecordId& record, const v1::Entry& entry,
                               const Caller& typed_by) {
  RecordAppend append{.record = record, .expected = log->HeadOf(record)->version};
  append.contents.push_back(Flatten(ToRecorded(entry, typed_by)).value());
  const auto appended = log->AppendAndWait(AppendOf(RequestNo(++requests_), {append}));
  CAIRN_CHECK(appended.ok());
  return appended->events.front();
}

AppendedEvent CohortWorld::Add(const RecordId& record, const std::string& text,
                               const Caller& typed_by) {
  return Add(record, EntryOf(text), typed_by);
}

AppendedEvent CohortWorld::Add(const RecordId& record, const std::string& text) {
  return Add(record, text, CallerOf(v1::ROLE_SENCO, "juniper.halloway"));
}

RecordId CohortWorld::Open(uint64_t number, const std::string& name) {
  const RecordId record = RecordNo(number);
  Add(record,
      "occurred { from { year: 2024 month: 9 day: 4 } precision: PRECISION_DAY } "
      "record_opened { subject: SUBJECT_KIND_CHILD fictional: true name: '" +
          name + "' }");
  Add(record, "sen_status_set { status: SEN_PROVISION_K }");
  return record;
}

void CohortWorld::Import(const RecordId& record, const std::vector<EventPtr>& events) {
  NewIds ids;
  for (const EventPtr& event : events) {
    if (!event->recorded) continue;
    const v1::Recorded& recorded = *event->recorded;
    v1::Entry entry = recorded.entry();
    if (entry.has_corrects()) Rename(ids, *entry.mutable_corrects()->mutable_target());
    for (v1::Link& link : *entry.mutable_links()) Rename(ids, *link.mutable_entry());
    Caller typed_by{.issuer = recorded.actor().issuer(),
                    .subject = recorded.actor().subject(),
                    .name = recorded.actor().name(),
                    .role = recorded.actor().role(),
                    .setting = RecordId::FromBytes(recorded.setting().id())};
    ids[event->event_id.ToBytes()] = Add(record, entry, typed_by).event_id.ToBytes();
  }
}

void CohortWorld::Erase(const RecordId& record) {
  const Version version = log->HeadOf(record)->version;
  CAIRN_CHECK(log->AppendAndWait(ErasureOf(RequestNo(++requests_), record, version)).ok());
  records.Forget(record);
  reader->Forget(record);
}

void CohortWorld::CatchUp() {
  CAIRN_CHECK(runner_->RebuildWhatMustBe().ok());
  for (;;) {
    const absl::StatusOr<bool> more = runner_->Step();
    CAIRN_CHECK(more.ok());
    if (!*more) return;
  }
}

absl::StatusOr<Cohort> CohortWorld::Read(const Caller& caller,
                                         std::vector<std::string_view> views) {
  return reader->Read(caller, {.views = std::move(views)});
}

std::vector<std::string> CohortWorld::NamesFor(const Caller& caller) {
  const Cohort cohort = Read(caller, {kRegisterView}).value();
  std::vector<std::string> names;
  for (const CohortChild& child : cohort.children) {
    names.push_back(static_cast<const rows::RegisterRows&>(*child.rows[0]).child().name());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace cairn
