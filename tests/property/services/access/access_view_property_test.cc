// The view `access` answers what the record would: for every caller on every day.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "projections/record/fold.h"
#include "services/access/access_view.h"
#include "services/access/relations.h"
#include "tests/property/services/access/random_record.h"

namespace cairn {
namespace {

RC_GTEST_PROP(AccessViewProperty, DecidesEveryRelationAsTheRecordDoes, ()) {
  const Record whole = Fold(RecordId(), RandomEvents());
  const Record reduced = AccessRecord(AccessRowsOf(whole));

  for (int i = 0; i < 40; ++i) {
    const Caller caller = RandomCaller();
    const CivilDate day = RandomDay();
    RC_ASSERT(RelationTo(caller, reduced, day) == RelationTo(caller, whole, day));
  }
}

RC_GTEST_PROP(AccessViewProperty, FindsTheRecordForWhoeverIsSomethingToTheChild, ()) {
  const Record record = Fold(RecordId(), RandomEvents());
  const ViewRows rows = AccessView().rows_of(record).value();
  const auto has = [&](const std::string& key) {
    return std::ranges::find(rows.keys, key) != rows.keys.end();
  };

  for (int i = 0; i < 40; ++i) {
    const Caller caller = RandomCaller();
    const Relation relation = RelationTo(caller, record, RandomDay());
    if (relation == Relation::kNone) continue;
    const bool by_setting = relation == Relation::kSameSetting || relation == Relation::kWorksThere;
    const std::string key = by_setting ? SettingKey(*caller.setting) : PersonKey(caller.subject);
    RC_ASSERT(has(key));
  }
}

RC_GTEST_PROP(AccessViewProperty, HoldsNoTextOfTheRecord, ()) {
  const Record record = Fold(RecordId(), RandomEvents());
  const std::string bytes = AccessView().rows_of(record).value().bytes;

  for (const char* text : {"seen", "a worry", "I like art", "flat above the shop", "Pip"}) {
    RC_ASSERT(bytes.find(text) == std::string::npos);
  }
}

}  // namespace
}  // namespace cairn
