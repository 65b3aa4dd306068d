// What the requests of CohortService have in common: which setting, which day, which page. Pure.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

#include "cairn/v1/time.pb.h"

#include "eventstore/base/ids.h"
#include "projections/calendar/date.h"
#include "services/access/caller.h"
#include "services/api/page_token.h"

namespace cairn {

// Nothing for an empty id. INVALID_REQUEST for one that is not 16 bytes.
absl::StatusOr<std::optional<RecordId>> SettingAsked(std::string_view setting_id);

// The day in the field called `field`, or `otherwise` if it is absent; the last one of a month or a
// year. INVALID_REQUEST for a date that does not exist.
absl::StatusOr<CivilDate> DayAsked(bool present, const v1::Date& date, std::string_view field,
                                   CivilDate otherwise);

// Items [first, first + size) of a list.
class PageAsked final {
 public:
  // What a token is bound to: who asks, and the request without its page and position.
  template <typename Request>
  static absl::StatusOr<PageAsked> Of(const Request& request, const Caller& caller);

  // What of `all` is on the page.
  template <typename Item>
  std::span<const Item> Cut(const std::vector<Item>& all) const {
    return std::span(all).subspan(begin(all.size()), end(all.size()) - begin(all.size()));
  }
  // Empty when `count` items end on this page.
  std::string NextToken(size_t count) const;

 private:
  PageAsked(uint64_t first, int size, std::string query)
      : first_(first), size_(static_cast<size_t>(size)), query_(std::move(query)) {}
  size_t begin(size_t count) const { return std::min<size_t>(first_, count); }
  size_t end(size_t count) const { return std::min<size_t>(begin(count) + size_, count); }
  static absl::StatusOr<PageAsked> Make(int size, std::string_view token, std::string query);

  uint64_t first_;
  size_t size_;
  std::string query_;
};

template <typename Request>
absl::StatusOr<PageAsked> PageAsked::Of(const Request& request, const Caller& caller) {
  Request query = request;
  query.clear_page_size();
  query.clear_page_token();
  query.clear_min_position();
  return Make(request.page_size(), request.page_token(),
              query.GetDescriptor()->full_name() + caller.id.ToBytes() + query.SerializeAsString());
}

}  // namespace cairn
