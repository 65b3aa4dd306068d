#include "tests/support/spoilt_entries.h"

#include <string_view>
#include <utility>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "absl/strings/str_format.h"

#include "services/rules/shape/required_fields.h"
#include "tests/support/spoilt_values.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// From a message down to one that it holds.
struct Step {
  const FieldDescriptor* field;
  bool listed;  // the first item
};
using Steps = std::vector<Step>;

std::string PathOf(const Steps& steps) {
  std::string path;
  for (const Step& step : steps) {
    absl::StrAppendFormat(&path, "%s%s%s", path.empty() ? "" : ".", step.field->name(),
                          step.listed ? "[0]" : "");
  }
  return path;
}

std::string PathUnder(const Steps& steps, std::string_view field) {
  const std::string path = PathOf(steps);
  return path.empty() ? std::string(field) : absl::StrFormat("%s.%s", path, field);
}

Message& MessageAt(v1::Entry& entry, const Steps& steps) {
  Message* message = &entry;
  for (const Step& step : steps) {
    const auto& reflection = *message->GetReflection();
    message = step.listed ? reflection.MutableRepeatedMessage(message, step.field, 0)
                          : reflection.MutableMessage(message, step.field);
  }
  return *message;
}

// One thing that can be wrong in some ways.
struct Place {
  Steps at;  // the message that is handed to Way::spoil
  std::vector<Way> ways;
  bool alone = false;  // takes away what else could be spoilt
};

Way Absence(const FieldDescriptor& field, const std::string& path) {
  return {path + " REQUIRED",
          [&field](Message& holder) { holder.GetReflection()->ClearField(&holder, &field); }};
}

class Walk {
 public:
  std::vector<Place> Take() && { return std::move(places_); }

  // The fields of `message`, which is at `steps`.
  void Visit(const Message& message, const Steps& steps) {
    AddUnknownField(steps);
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) VisitField(message, *field, steps);
  }

 private:
  void AddUnknownField(const Steps& steps) {
    places_.push_back(
        {steps, {{PathOf(steps) + " UNKNOWN_FIELD", [](Message& message) {
                    message.GetReflection()->MutableUnknownFields(&message)->AddVarint(9999, 1);
                  }}}});
  }

  void VisitField(const Message& message, const FieldDescriptor& field, const Steps& steps) {
    Steps below = steps;
    below.push_back({&field, field.is_repeated()});
    const std::string path = PathUnder(steps, field.name());
    if (field.message_type() == nullptr) {
      Place place{steps, WaysOfScalar(field, PathOf(below))};
      if (rules::IsRequired(field)) place.ways.push_back(Absence(field, path));
      return places_.push_back(std::move(place));
    }
    if (rules::IsRequired(field)) places_.push_back({steps, {Absence(field, path)}, true});
    std::vector<Way> ways = WaysOfMessage(field, PathOf(below));
    if (!ways.empty()) {
      places_.push_back({below, std::move(ways)});
      return AddUnknownField(below);  // last: some ways replace the whole message
    }
    const auto& reflection = *message.GetReflection();
    Visit(field.is_repeated() ? reflection.GetRepeatedMessage(message, &field, 0)
                              : reflection.GetMessage(message, &field),
          below);
  }

  std::vector<Place> places_;
};

std::vector<Place> PlacesOf(const v1::Entry& entry) {
  Walk walk;
  walk.Visit(entry, {});
  return std::move(walk).Take();
}

}  // namespace

std::vector<SpoiltEntry> EachSpoiling(const v1::Entry& sound) {
  std::vector<SpoiltEntry> spoilt;
  for (const Place& place : PlacesOf(sound)) {
    for (const Way& way : place.ways) {
      SpoiltEntry& next = spoilt.emplace_back(SpoiltEntry{sound, {way.fault}});
      way.spoil(MessageAt(next.entry, place.at));
    }
  }
  return spoilt;
}

SpoiltEntry SpoiltThroughout(const v1::Entry& sound, size_t way) {
  SpoiltEntry spoilt{sound, {}};
  for (const Place& place : PlacesOf(sound)) {
    if (place.alone || place.ways.empty()) continue;
    const Way& chosen = place.ways[way % place.ways.size()];
    chosen.spoil(MessageAt(spoilt.entry, place.at));
    spoilt.faults.push_back(chosen.fault);
  }
  return spoilt;
}

}  // namespace cairn
