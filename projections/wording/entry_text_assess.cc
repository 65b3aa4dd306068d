#include "absl/strings/str_format.h"

#include "projections/record/advice.h"
#include "projections/wording/entry_teller.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

std::string_view MediumWords(v1::Medium medium) {
  switch (medium) {
    case v1::MEDIUM_WRITING:
      return "in writing";
    case v1::MEDIUM_PICTURE:
      return "drawing";
    case v1::MEDIUM_FILM:
      return "film";
    case v1::MEDIUM_SYMBOLS:
      return "with symbols";
    case v1::MEDIUM_SPEECH:
    case v1::MEDIUM_UNSPECIFIED:
    case v1::Medium_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Medium_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "";
}

std::string NeedWords(const v1::Need& need) {
  return Join({Code(need.type()), Join(need.text(), " ")}, " ");
}

}  // namespace

EntryText EntryTeller::operator()(const v1::ConcernRaised& kind) const {
  return {.lead = Speaker(),
          .facts = {Join(kind.text(), " "),
                    kind.wants().empty() ? "" : "wants: " + Join(kind.wants(), ", ")}};
}

EntryText EntryTeller::operator()(const v1::ConcernAnswered& kind) const {
  return {.lead = "Answered", .facts = {Join(kind.text(), " ")}};
}

EntryText EntryTeller::operator()(const v1::VoiceCaptured& kind) const {
  const std::string title = kind.title().empty() ? "" : "\"" + kind.title() + "\"";
  EntryText text{.lead = Join({Speaker(), std::string(MediumWords(kind.medium())), title}, ", ")};
  if (kind.has_seconds()) text.lead += absl::StrFormat(", %d seconds", kind.seconds());
  text.facts = {Join(kind.text(), " ")};
  if (!kind.confidential_to().empty()) {
    text.facts.push_back("for " + Join(kind.confidential_to(), ", ") + " alone");
  }
  if (kind.has_present() && !kind.present()) text.facts.push_back("not there in person");
  return text;
}

EntryText EntryTeller::operator()(const v1::ObservationRecorded& kind) const {
  EntryText text{.lead = Speaker()};
  if (kind.has_lessons_observed()) text.lead += ", " + Counted(kind.lessons_observed(), "lesson");
  text.facts = {Join(kind.text(), " ")};
  if (!kind.universal_strategies().empty()) {
    text.facts.push_back("already tried: " + Join(kind.universal_strategies(), ", "));
  }
  return text;
}

EntryText EntryTeller::operator()(const v1::AssessmentRecorded& kind) const {
  EntryText text{.lead = Spaced(kind.instrument())};
  if (kind.has_form()) text.lead += " form " + kind.form();
  if (kind.has_measure()) text.lead += ", " + Spaced(kind.measure());
  if (kind.has_informant()) text.lead += ", by " + kind.informant();
  for (const v1::Score& score : kind.scores()) text.facts.push_back(ScoreWords(score));
  if (kind.has_band()) text.facts.push_back(Spaced(kind.band()));
  if (kind.has_tester()) text.facts.push_back("tested by " + kind.tester());
  return text;
}

EntryText EntryTeller::operator()(const v1::NeedsIdentified& kind) const {
  std::vector<std::string> needs;
  for (const v1::Need& need : kind.needs()) needs.push_back(NeedWords(need));
  const std::string evidence = LinkedLabels(v1::RELATION_EVIDENCE);
  return {.lead = "Needs",
          .facts = {Join(needs, ", "), evidence.empty() ? "" : "evidence " + evidence}};
}

EntryText EntryTeller::operator()(const v1::SpecialistReported& kind) const {
  EntryText text{.lead = std::string(ShortName(kind.profession())) + " report"};
  if (entry().has_person()) text.lead += " (" + entry().person().name() + ")";
  text.facts = {Join(kind.findings(), ", ")};
  std::vector<std::string> advice;
  for (const v1::Recommendation& item : kind.recommendations()) advice.push_back(item.text());
  if (!advice.empty()) text.facts.push_back("advises: " + Join(advice, "; "));
  return text;
}

EntryText EntryTeller::operator()(const v1::ContactLogged& kind) const {
  EntryText text{.lead = kind.not_reached() ? "Tried to reach " : "Contact with "};
  text.lead += Called(kind.with());
  if (kind.has_channel()) text.lead += ", " + Spaced(kind.channel());
  text.facts = {Join(kind.text(), " "),
                kind.agreed().empty() ? "" : "agreed: " + Join(kind.agreed(), ", ")};
  return text;
}

EntryText EntryTeller::operator()(const v1::DocumentFiled& kind) const {
  const bool named = kind.document() != v1::DOCUMENT_KIND_UNSPECIFIED &&
                     kind.document() != v1::DOCUMENT_KIND_OTHER;
  EntryText text{.lead = named ? Capitalised(Words(kind.document())) + " filed" : "Document filed"};
  text.facts = {"\"" + kind.title() + "\"", kind.has_author() ? "by " + kind.author() : "",
                Dated("dated", kind.has_dated(), kind.dated()),
                kind.has_received_from() ? "from " + Called(kind.received_from()) : "",
                kind.has_pages() ? Counted(kind.pages(), "page") : ""};
  return text;
}

EntryText EntryTeller::operator()(const v1::BarrierRecorded& kind) const {
  return {.lead = "Barrier " + kind.barrier_id() + " " + Words(kind.status()),
          .facts = {Join(kind.text(), " "),
                    kind.actions().empty() ? "" : "done about it: " + Join(kind.actions(), ", ")}};
}

EntryText EntryTeller::operator()(const v1::SpecialistReferred& kind) const {
  EntryText text{.lead = "Referred to " + Words(kind.service())};
  if (kind.has_referred_to()) text.lead += " (" + kind.referred_to() + ")";
  text.facts = {Join(kind.reason(), " "), OverrideWords(kind)};
  if (kind.has_commissioned_by()) text.facts.push_back("paid by " + kind.commissioned_by());
  return text;
}

EntryText EntryTeller::operator()(const v1::RecommendationAnswered& kind) const {
  return {.lead = absl::StrFormat("Recommendation %s of %s %s", kind.item_id(), kind.report_id(),
                                  Words(kind.answer())),
          .facts = {Join(kind.reason(), " "),
                    kind.has_provision_id() ? "carried out as " + ProvisionName(kind.provision_id())
                                            : ""}};
}

}  // namespace cairn
