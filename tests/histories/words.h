// What people say and write, by broad area. In the texts `$` stands for the child's first name, so
// that no sentence needs to know whether the child is a boy or a girl.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cairn/v1/codes.pb.h"

namespace cairn::histories {

struct Words {
  std::span<const std::string_view> worries;       // of parents and staff
  std::span<const std::string_view> observations;  // of staff
  std::span<const std::string_view> needs;
  std::span<const std::string_view> outcomes;
  std::span<const std::string_view> strategies;  // in class, universal ones too
};

const Words& WordsOf(v1::BroadArea area);

// Of any area.
extern const std::span<const std::string_view> kChildsViews;
extern const std::span<const std::string_view> kParentsViews;
extern const std::span<const std::string_view> kStrengths;
extern const std::span<const std::string_view> kAspirations;
extern const std::span<const std::string_view> kAnswers;
extern const std::span<const std::string_view> kMeetingNotes;
extern const std::span<const std::string_view> kDisagreements;
extern const std::span<const std::string_view> kWishes;
extern const std::span<const std::string_view> kAdjustments;
extern const std::span<const std::string_view> kFindings;
extern const std::span<const std::string_view> kRecommendations;
extern const std::span<const std::string_view> kLateReasons;
extern const std::span<const std::string_view> kComplaints;

// `text` with the name in it.
std::string Say(std::string_view text, std::string_view first_name);

}  // namespace cairn::histories
