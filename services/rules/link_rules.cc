#include "services/rules/link_rules.h"

#include <algorithm>
#include <string>

namespace cairn::rules {
namespace {

constexpr Rule kBegins = {"record.begins_with_its_opening", Effect::kRefuse, "",
                          "A record begins with who it is about. Open the record first.",
                          "RECORD_NOT_OPENED"};
constexpr Rule kOpenedOnce = {"record.opened_once", Effect::kRefuse, "",
                              "This record is open already. To change the name or the date of "
                              "birth, correct the first entry.",
                              "RECORD_ALREADY_OPENED"};
constexpr Rule kServerOnly = {"record.export_is_the_servers", Effect::kRefuse, "",
                              "Only the server records an export or a bundle, when it makes one.",
                              "SERVER_ONLY"};
constexpr Rule kLinkTarget = {"link.leads_somewhere", Effect::kRefuse, "",
                              "There is no such entry in this record.", "UNKNOWN_ENTRY"};
constexpr Rule kLinkItself = {"link.not_to_itself", Effect::kRefuse, "",
                              "An entry cannot refer to itself.", "LINKS_TO_ITSELF"};
constexpr Rule kVoidsSomething = {"void.names_an_entry", Effect::kRefuse, "",
                                  "Say which entry is void, with a link.", "VOIDS_NOTHING"};
constexpr Rule kVoidsOnly = {"void.only_by_a_void", Effect::kRefuse, "",
                             "Only an entry that declares another void can link to it so.",
                             "NOT_A_VOID"};
constexpr Rule kVoidedOnce = {"void.once", Effect::kRefuse, "", "That entry is void already.",
                              "ALREADY_VOID"};
constexpr Rule kVoidStays = {
    "void.not_the_opening_or_an_export", Effect::kRefuse, "",
    "The opening of a record and its exports cannot be made void. A record "
    "opened by mistake is erased instead.",
    "CANNOT_BE_VOID"};
constexpr Rule kCorrectTarget = {"correction.names_an_entry", Effect::kRefuse, "",
                                 "There is no such entry in this record to correct.",
                                 "UNKNOWN_ENTRY"};
constexpr Rule kCorrectVoid = {"correction.not_of_a_void_entry", Effect::kRefuse, "",
                               "That entry is void. Record what is right as a new entry.",
                               "ALREADY_VOID"};
constexpr Rule kCorrectErased = {"correction.not_of_an_erased_entry", Effect::kRefuse, "",
                                 "The content of that entry was removed. Record what is right as a "
                                 "new entry.",
                                 "ALREADY_ERASED"};
constexpr Rule kCorrectKind = {"correction.of_the_same_kind", Effect::kRefuse, "",
                               "A correction replaces an entry by one of the same kind. Declare it "
                               "void and record a new one instead.",
                               "OTHER_KIND"};

v1::EventState StateOf(const Record& record, const EventPtr& event) {
  const std::vector<v1::EventState> states = StatesOf(record.events);
  const auto found = std::find(record.events.begin(), record.events.end(), event);
  return states[static_cast<size_t>(found - record.events.begin())];
}

bool IsTheServers(const v1::Entry& entry) {
  return entry.has_record_exported() || entry.has_bundle_exported();
}

bool IsItself(const v1::Entry& entry, const v1::EntryRef& ref) {
  return ref.has_source_id() && entry.source().has_id() && ref.source_id() == entry.source().id();
}

void CheckPlace(const Situation& at, Verdict& verdict) {
  const bool opens = at.entry.has_record_opened() && !at.entry.has_corrects();
  if (!at.before.exists() && !opens) Report(kBegins, KindPath(at.entry, ""), verdict);
  if (at.before.exists() && opens) Report(kOpenedOnce, KindPath(at.entry, ""), verdict);
  if (IsTheServers(at.entry)) Report(kServerOnly, KindPath(at.entry, ""), verdict);
}

void CheckVoidTarget(const Situation& at, const EventPtr& target, const std::string& path,
                     Verdict& verdict) {
  const v1::EventState state = StateOf(at.before, target);
  if (state == v1::EVENT_STATE_VOIDED) Report(kVoidedOnce, path, verdict);
  if (!target->recorded) return;
  const v1::Entry& entry = target->recorded->entry();
  const bool is_opening = entry.has_record_opened() && !entry.has_corrects();
  if (is_opening || IsTheServers(entry)) Report(kVoidStays, path, verdict);
}

void CheckLink(const Situation& at, const v1::Link& link, const std::string& path,
               Verdict& verdict) {
  const bool voids = link.relation() == v1::RELATION_VOIDS;
  if (voids && !at.entry.has_entry_voided()) Report(kVoidsOnly, path + ".relation", verdict);
  if (IsItself(at.entry, link.entry())) return Report(kLinkItself, path + ".entry", verdict);
  const EventPtr target = FindEvent(at.before, link.entry());
  if (target && voids) return CheckVoidTarget(at, target, path + ".entry", verdict);
  // Nothing can be void before it is there.
  const bool may_follow = at.facts.bulk && link.entry().has_source_id() && !voids;
  if (!target && !may_follow) Report(kLinkTarget, path + ".entry", verdict);
}

void CheckCorrection(const Situation& at, Verdict& verdict) {
  if (!at.entry.corrects().has_target()) return;  // the shape says so
  const EventPtr target = FindEvent(at.before, at.entry.corrects().target());
  if (!target) return Report(kCorrectTarget, "corrects.target", verdict);
  if (!target->recorded) return Report(kCorrectErased, "corrects.target", verdict);
  if (StateOf(at.before, target) == v1::EVENT_STATE_VOIDED) {
    Report(kCorrectVoid, "corrects.target", verdict);
  }
  if (target->recorded->entry().kind_case() != at.entry.kind_case()) {
    Report(kCorrectKind, KindPath(at.entry, ""), verdict);
  }
}

}  // namespace

void CheckLinks(const Situation& at, Verdict& verdict) {
  CheckPlace(at, verdict);
  bool voids = false;
  for (int i = 0; i < at.entry.links_size(); ++i) {
    CheckLink(at, at.entry.links(i), Item("links", i), verdict);
    voids = voids || at.entry.links(i).relation() == v1::RELATION_VOIDS;
  }
  if (at.entry.has_entry_voided() && !voids) Report(kVoidsSomething, "links", verdict);
  if (at.entry.has_corrects()) CheckCorrection(at, verdict);
}

void ListLinkRules(std::vector<Rule>& list) {
  list.insert(list.end(), {kBegins, kOpenedOnce, kServerOnly, kLinkTarget, kLinkItself,
                           kVoidsSomething, kVoidsOnly, kVoidedOnce, kVoidStays, kCorrectTarget,
                           kCorrectVoid, kCorrectErased, kCorrectKind});
}

}  // namespace cairn::rules
