// Which ends of a record end which of its links, as IsUnlinked (people.h) says, for all links of a
// record: each is looked up, however many there are. Pure; must not outlive the record.
#pragma once

#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"

#include "projections/record/people.h"

namespace cairn {

class LinkEnds final {
 public:
  // The first day on which a link that `end` ends is over.
  using OverFrom = CivilDate (*)(const Fact<v1::PersonUnlinked>& end);

  LinkEnds(const People& people, OverFrom over_from);

  // The first day on which `link` is over, by its own last day or by an end; nothing while it
  // lasts.
  std::optional<CivilDate> Of(const Fact<v1::PersonLinked>& link) const;

 private:
  // Of all ends from `version` on, the earliest.
  struct Earliest {
    Version version;
    CivilDate over;
  };
  using ByVersion = std::vector<Earliest>;
  // What was ended, and of whom.
  using Key = std::tuple<v1::Relationship, std::string_view>;
  using Index = absl::flat_hash_map<Key, ByVersion>;

  static void Earlier(const Index& index, const Key& key, Version link,
                      std::optional<CivilDate>& over);

  Index by_sign_in_;     // of ends that name a sign-in
  Index by_name_alone_;  // of those that do not
  Index by_name_;        // of all
};

}  // namespace cairn
