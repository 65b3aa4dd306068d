// The sheet that a plan is printed on: labelled sections, and the findings that go with each. Not
// thread-safe; lives as long as the plan it prints.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/plan_view.pb.h"

namespace cairn::cli {

class PlanSheet {
 public:
  static constexpr size_t kWidth = 88;
  // Where the text of a section begins.
  static constexpr size_t kIndent = 13;

  explicit PlanSheet(const v1::Plan& plan);

  const v1::Plan& plan() const { return plan_; }
  // The child's first name; `the child` when there is none.
  const std::string& child() const { return child_; }

  // An empty line, unless there is one already.
  void Blank();
  void Line(std::string_view line);
  // `head` at the margin and `text` from `indent` on, wrapped under itself.
  void Block(std::string_view head, std::string_view text, size_t indent = kIndent);
  // A heading alone on its line.
  void Heading(std::string_view heading) { Line(heading); }
  // The findings about `field`, each on its own lines from `indent` on. `subject` says what they
  // are about where the place does not.
  void Findings(std::string_view field, size_t indent = kIndent, std::string_view subject = "");
  // Whether there is any finding about `field` that has not been printed.
  bool HasFindings(std::string_view field) const;
  // Every finding that no section has taken.
  void RemainingFindings(std::string_view heading);

  std::string Take() { return std::move(text_); }

 private:
  const v1::Plan& plan_;
  const std::string child_;
  std::vector<bool> printed_;  // by index of the finding
  std::string text_;
};

// The sections of the sheet, in print_plan.cc, plan_items.cc and plan_people.cc.
void PrintOutcomes(PlanSheet& sheet);
void PrintProvisions(PlanSheet& sheet);
void PrintPositions(PlanSheet& sheet);
void PrintCirculation(PlanSheet& sheet);

}  // namespace cairn::cli
