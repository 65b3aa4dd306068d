// Who spoke of something that was tried, and what they said. Pure.
#pragma once

#include <string>
#include <vector>

#include "cairn/v1/timeline_service.pb.h"

#include "projections/timeline/context.h"

namespace cairn {

// What is known of a support by name: its plan lines, and the entries that it is made of.
struct SupportRef {
  std::string provision_id;        // empty for a plan line that nobody started
  std::string plan_id;             // the plan that has its lines; empty where none has
  std::vector<std::string> lines;  // item ids of plan lines
  std::vector<const v1::ProvisionLine*> planned;  // those lines, as they stood when it began
  std::vector<EntryPtr> entries;
};

// Whether `content` has a line of the support that says the same as when it began: an id may stay
// while another support takes its place.
bool HasItsLine(const SupportRef& support, const v1::PlanContent& content);

// Whether a review's finding of that id is about the support.
bool IsAbout(const SupportRef& support, const std::string& provision_or_line);

struct Said {
  std::vector<v1::SaidLine> child;
  std::vector<v1::SaidLine> parents;
  std::vector<EntryPtr> entries;
};

// By day. See tried_details.h.
Said SaidAbout(const TimelineContext& context, const SupportRef& support);

}  // namespace cairn
