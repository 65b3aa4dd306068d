// How a rule is written down: one row with its id, its source, what breaking it means, and the
// sentence that people read. The stage files hold tables of such rows; rule_list.h lists them all.
// Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/descriptor.h>

#include "cairn/v1/entry.pb.h"

#include "projections/calendar/date.h"
#include "projections/record/record.h"
#include "services/rules/check_entry.h"

namespace cairn::rules {

enum class Effect {
  kRefuse,     // without it Cairn cannot tell who, what or when
  kGuidance,   // recorded; less than guidance, or a rule of our own, asks for
  kLegalDuty,  // recorded; less than the law asks for
};

struct Rule {
  std::string_view id;  // `plan.target_measurable`; never reused for something else
  Effect effect;
  std::string_view source;  // "Code of Practice 6.48"; "computed" for what follows from the record
  std::string_view sentence;
  std::string_view reason = "";       // machine name of the fault; refusals only
  std::string_view requirement = "";  // "R26", where the row keeps one of the requirements
  // The kind in whose table the row was found, "PlanIssued"; empty for rules of every kind. Set by
  // ListRules: a row of a table leaves it out.
  std::string_view kind = "";
};

// What a rule may look at besides the kind message.
struct Situation {
  const Record& before;
  const v1::Entry& entry;
  const Facts& facts;
  CivilDate day;  // first day of `occurred`; today if that cannot be told
};

// Where a rule is broken: field paths relative to the message that was looked at, "" for all of it.
using Places = std::vector<std::string>;

// {field} if `broken`, else nothing.
Places When(bool broken, std::string_view field = "");

// "targets[2].due"
std::string Item(std::string_view list, int index, std::string_view field = "");

// A rule with the test that finds where `Kind` breaks it. Tests are total: they are asked about
// entries whose shape was refused, too.
template <typename Kind>
struct KindRule {
  Rule rule;
  Places (*broken_at)(const Kind& kind, const Situation& at);
};

// Adds to `verdict` that `rule` is broken at `field`, a path relative to the entry.
void Report(const Rule& rule, std::string_view field, Verdict& verdict);

// The path of `place` in the kind message of `entry`, relative to the entry.
std::string KindPath(const v1::Entry& entry, std::string_view place);

// Asks every rule of a table about the kind message of `at.entry`.
template <typename Kind, size_t N>
void Judge(const KindRule<Kind> (&rules)[N], const Kind& kind, const Situation& at,
           Verdict& verdict) {
  for (const KindRule<Kind>& row : rules) {
    for (const std::string& place : row.broken_at(kind, at)) {
      Report(row.rule, KindPath(at.entry, place), verdict);
    }
  }
}

// Adds the rules of a table to a list of rules.
template <typename Kind, size_t N>
void ListRules(const KindRule<Kind> (&rules)[N], std::vector<Rule>& list) {
  for (const KindRule<Kind>& row : rules) {
    list.push_back(row.rule);
    list.back().kind = Kind::descriptor()->name();
  }
}

}  // namespace cairn::rules
