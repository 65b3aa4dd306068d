#include "projections/timeline/stage.h"

#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include "cairn/v1/options.pb.h"

namespace cairn {
namespace {

bool IsAboutPlan(v1::NoticeKind notice) {
  return notice == v1::NOTICE_KIND_PLAN_COPY || notice == v1::NOTICE_KIND_ADVICE_SIGNPOSTED;
}

// By the number of the kind; an entry without a kind stands with the record.
std::vector<v1::Stage> ReadStages() {
  std::vector<v1::Stage> stages = {v1::STAGE_RECORD};
  const auto& kinds = *v1::Entry::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds.field_count(); ++i) {
    const auto& kind = *kinds.field(i);
    const auto number = static_cast<size_t>(kind.number());
    if (stages.size() <= number) stages.resize(number + 1, v1::STAGE_UNSPECIFIED);
    stages[number] = kind.options().GetExtension(v1::stage);
  }
  return stages;
}

v1::Stage StageOfKind(v1::Entry::KindCase kind) {
  static const auto& stages = *new std::vector<v1::Stage>(ReadStages());  // never destroyed
  return stages[static_cast<size_t>(kind)];
}

}  // namespace

v1::Stage StageOf(const v1::Entry& entry) {
  const v1::NoticeKind notice = entry.notice_sent().notice();
  if (notice == v1::NOTICE_KIND_SEN_SUPPORT_STARTS) return v1::STAGE_ASSESS;
  if (IsAboutPlan(notice)) return v1::STAGE_PLAN;
  return StageOfKind(entry.kind_case());
}

}  // namespace cairn
