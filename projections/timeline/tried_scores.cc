#include "projections/timeline/tried_scores.h"

#include <map>
#include <string>
#include <utility>

#include "projections/record/provision_staff.h"
#include "projections/timeline/printed_impact.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

using Test = Fact<v1::AssessmentRecorded>;

// Scores of different instruments, measures or informants are never compared.
std::string KeyOf(const v1::AssessmentRecorded& test) {
  return test.instrument() + "/" + test.measure() + "/" + test.informant();
}

// The most telling score that both tests have; null when they share none.
const v1::Score* SharedScore(const v1::AssessmentRecorded& test,
                             const v1::AssessmentRecorded& other) {
  for (const v1::ScoreType type :
       {v1::SCORE_TYPE_STANDARD, v1::SCORE_TYPE_SCALED, v1::SCORE_TYPE_T, v1::SCORE_TYPE_STANINE,
        v1::SCORE_TYPE_RAW, v1::SCORE_TYPE_COUNT, v1::SCORE_TYPE_PERCENTILE}) {
    if (FindScore(other, type) == nullptr) continue;
    if (const v1::Score* score = FindScore(test, type)) return score;
  }
  return nullptr;
}

std::string RatioGainOf(const Test& first, const Test& last) {
  const v1::Score* before = FindScore(*first, v1::SCORE_TYPE_AGE_EQUIVALENT_MONTHS);
  const v1::Score* after = FindScore(*last, v1::SCORE_TYPE_AGE_EQUIVALENT_MONTHS);
  if (before == nullptr || after == nullptr) return "";
  return RatioGainWords(TestScoreOf(first, *before), TestScoreOf(last, *after));
}

std::string WhatOf(const Test& first, const Test& last) {
  std::string what = Spaced(first->instrument());
  if (first->has_form() && last->has_form()) {
    what += " form " + first->form() + " > " + last->form();
  }
  if (first->has_informant()) what += ", by " + first->informant();
  return Join({Capitalised(Spaced(first->measure())), what}, ", ");
}

// "85 (80-90)" of "SS 85 (80-90)".
std::string WithoutName(const v1::Score& score) {
  const std::string words = ScoreWords(score);
  return words.substr(words.find(' ') + 1);
}

void AddMeasure(const Test& test, const v1::Score& score, v1::TriedRow& row) {
  v1::MeasuredLine& line = *row.add_measures();
  *line.mutable_on() = ToProto(test.day());
  line.set_text(Join({Spaced(test->instrument()), ScoreWords(score)}, " "));
  line.set_tester(test->has_tester() ? test->tester() : DoneByName(*test.entry->current->recorded));
  line.set_label(test.label());
}

std::optional<TriedRowOf> RowOf(const Test& first, const Test& last) {
  const v1::Score* before = SharedScore(*first, *last);
  const v1::Score* after = SharedScore(*last, *first);
  if (before == nullptr || after == nullptr || before->type() != after->type()) {
    return std::nullopt;
  }
  v1::TriedRow row;
  row.set_what(WhatOf(first, last));
  *row.mutable_from() = ToProto(first.day());
  *row.mutable_to() = ToProto(last.day());
  row.set_delivered_sessions(-1);
  row.set_planned_sessions(-1);
  row.set_before_after(
      Join({ScoreWords(*before) + " > " + WithoutName(*after), RatioGainOf(first, last)}, ", "));
  row.set_formula_version(kImpactFormulaVersion);
  const Shown shown = ShownByScores(TestScoreOf(first, *before), TestScoreOf(last, *after));
  row.set_verdict(shown.verdict);
  row.set_shows(shown.words);
  AddMeasure(first, *before, row);
  AddMeasure(last, *after, row);
  return TriedRowOf{.row = std::move(row), .sources = {first.entry, last.entry}, .of_tests = true};
}

}  // namespace

std::vector<TriedRowOf> RowsOfRepeatedTests(const Record& record) {
  std::map<std::string, std::pair<Test, Test>> first_and_last;
  for (const Test& test : record.assessments.assessments) {
    auto [found, added] = first_and_last.try_emplace(KeyOf(*test), test, test);
    if (!added) found->second.second = test;
  }
  std::vector<TriedRowOf> rows;
  for (const auto& [key, tests] : first_and_last) {
    if (tests.first.day() == tests.second.day()) continue;
    if (std::optional<TriedRowOf> row = RowOf(tests.first, tests.second)) {
      rows.push_back(*std::move(row));
    }
  }
  return rows;
}

}  // namespace cairn
