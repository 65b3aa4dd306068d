#include "services/feed/feed_filter.h"

#include <vector>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "projections/record/removal.h"
#include "projections/wording/summary.h"

namespace cairn {
namespace {

using Faults = std::vector<v1::Fault>;

// The contract's, FeedFilter in feed_service.proto.
constexpr int kSettingsMax = 100;
constexpr int kKindsMax = 100;
constexpr int kRecordsMax = 1000;

// Every name that Event.kind_name can have.
const std::set<std::string>& KnownKinds() {
  static const auto* const kinds = [] {
    auto* known = new std::set<std::string>{"EntryCorrected", "ContentErased"};
    const auto* kind = v1::Entry::descriptor()->FindOneofByName("kind");
    for (int i = 0; i < kind->field_count(); ++i) {
      known->insert(kind->field(i)->message_type()->name());
    }
    return known;
  }();
  return *kinds;
}

void CheckCount(const char* field, int count, int count_max, Faults& faults) {
  if (count <= count_max) return;
  faults.push_back(ShapeFault(absl::StrFormat("filter.%s", field), "TOO_MANY",
                              absl::StrFormat("At most %d of them.", count_max)));
}

template <typename Ids>
std::set<RecordId> ToIds(const char* field, const Ids& asked, int count_max, Faults& faults) {
  CheckCount(field, asked.size(), count_max, faults);
  std::set<RecordId> ids;
  for (int i = 0; i < asked.size(); ++i) {
    if (const auto id = RecordId::FromBytes(asked.Get(i))) {
      ids.insert(*id);
    } else {
      faults.push_back(ShapeFault(absl::StrFormat("filter.%s[%d]", field, i), "WRONG_LENGTH",
                                  "An id is 16 bytes."));
    }
  }
  return ids;
}

std::set<std::string> ToKinds(const v1::FeedFilter& asked, Faults& faults) {
  CheckCount("kind_names", asked.kind_names_size(), kKindsMax, faults);
  for (int i = 0; i < asked.kind_names_size(); ++i) {
    if (KnownKinds().contains(asked.kind_names(i))) continue;
    faults.push_back(ShapeFault(absl::StrFormat("filter.kind_names[%d]", i), "NO_SUCH_KIND",
                                "This is no kind of event. Kinds are named as in Event.kind_name, "
                                "for example PlanIssued."));
  }
  return {asked.kind_names().begin(), asked.kind_names().end()};
}

std::set<v1::Label> ToLabels(const v1::FeedFilter& asked, Faults& faults) {
  std::set<v1::Label> labels;
  for (int i = 0; i < asked.labels_size(); ++i) {
    labels.insert(asked.labels(i));
    if (v1::Label_IsValid(asked.labels(i))) continue;
    faults.push_back(ShapeFault(absl::StrFormat("filter.labels[%d]", i), "NO_SUCH_LABEL",
                                "This version knows no such label."));
  }
  return labels;
}

}  // namespace

bool FeedFilter::Wants(const Record& record) const {
  if (settings.empty() || IsErased(record)) return true;
  const std::optional<RecordId> setting = SettingOf(record.people);
  return setting && settings.contains(*setting);
}

bool FeedFilter::Wants(const RecordedEvent& event) const {
  if (event.removal) return true;
  if (!event.recorded) return kinds.empty() && labels.empty();
  const v1::Entry& entry = event.recorded->entry();
  if (!labels.empty() && !labels.contains(entry.label())) return false;
  return kinds.empty() || kinds.contains(KindName(entry));
}

absl::StatusOr<FeedFilter> ToFeedFilter(const v1::FeedFilter& asked) {
  Faults faults;
  FeedFilter filter{.settings = ToIds("setting_ids", asked.setting_ids(), kSettingsMax, faults),
                    .kinds = ToKinds(asked, faults),
                    .labels = ToLabels(asked, faults),
                    .records = ToIds("record_ids", asked.record_ids(), kRecordsMax, faults)};
  if (!faults.empty()) return InvalidRequest(faults);
  return filter;
}

}  // namespace cairn
