// Records for tests of the services, written as entries in protobuf's text format. Not thread-safe.
//
//   RecordBuilder builder;
//   builder.Open().Add("person_linked { name: 'Ada' relationship: RELATIONSHIP_MOTHER }");
//   const Record record = builder.Build();
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/entry.pb.h"

#include "projections/record/event.h"
#include "projections/record/record.h"
#include "services/access/caller.h"

namespace cairn {

// Hollowtree and Fenmarch of the fictional cases.
RecordId Hollowtree();
RecordId Fenmarch();

// A caller of Hollowtree, or of nowhere for those who are outside every school.
Caller CallerOf(v1::Role role, std::string_view subject);

// The entry in `text`, with `occurred` on 5 January 2026 if it names no day. Stops the test if
// `text` is no entry.
v1::Entry EntryOf(const std::string& text);

class RecordBuilder final {
 public:
  // Begins the record with a child opened by the office of Hollowtree, or as given.
  RecordBuilder& Open();
  RecordBuilder& Open(const Caller& typed_by);
  // Adds an entry, typed by the SENCO or as given; it gets the next version.
  RecordBuilder& Add(const std::string& text);
  RecordBuilder& Add(const std::string& text, const Caller& typed_by);
  RecordBuilder& Add(const v1::Entry& entry, const Caller& typed_by);
  // Adds an event whose content was removed.
  RecordBuilder& AddErased();
  // Adds the removal of the whole record, or of one event.
  RecordBuilder& AddRemoval(v1::ErasureAuthority authority, std::optional<Version> of = {});

  const std::vector<EventPtr>& events() const { return events_; }
  Record Build() const;

 private:
  std::vector<EventPtr> events_;
};

}  // namespace cairn
