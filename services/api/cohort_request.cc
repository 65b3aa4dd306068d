#include "services/api/cohort_request.h"

#include <utility>

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"

namespace cairn {

absl::StatusOr<std::optional<RecordId>> SettingAsked(std::string_view setting_id) {
  if (setting_id.empty()) return std::optional<RecordId>();
  const std::optional<RecordId> id = RecordId::FromBytes(setting_id);
  if (id) return id;
  return InvalidRequest({ShapeFault("setting_id", "WRONG_LENGTH", "A record id is 16 bytes.")});
}

absl::StatusOr<CivilDate> DayAsked(bool present, const v1::Date& date, std::string_view field,
                                   CivilDate otherwise) {
  if (!present) return otherwise;
  const std::optional<CivilDate> day = LatestDay(date);
  if (day) return *day;
  return InvalidRequest({ShapeFault(field, "NO_SUCH_DATE", "This is not a day that exists.")});
}

absl::StatusOr<PageAsked> PageAsked::Make(int size, std::string_view token, std::string query) {
  CAIRN_ASSIGN_OR_RETURN(const int items, PageSize(size));
  CAIRN_ASSIGN_OR_RETURN(const uint64_t first, DecodePageToken(token, query));
  return PageAsked(first, items, std::move(query));
}

std::string PageAsked::NextToken(size_t count) const {
  const size_t next = end(count);
  return next < count ? EncodePageToken(next, query_) : std::string();
}

}  // namespace cairn
