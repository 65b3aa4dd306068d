#include "services/rules/assess/measure_rules.h"

#include "services/rules/shape/score_scales.h"

namespace cairn::rules {

Places BeyondGreatest(const v1::Measurement& measured, std::string_view field) {
  return When(measured.has_value() && measured.has_out_of() &&
                  NumberOf(measured.value()) > NumberOf(measured.out_of()),
              std::string(field) + ".value");
}

Places OffScale(const v1::Measurement& measured, std::string_view field) {
  Places places;
  for (int i = 0; i < measured.scores_size(); ++i) {
    const v1::Score& score = measured.scores(i);
    if (score.has_value() && !IsOnScale(measured.instrument(), score)) {
      places.push_back(std::string(field) + "." + Item("scores", i, "value"));
    }
  }
  return places;
}

bool SaysHowMuch(const v1::Measurement& measured) {
  return measured.has_value() || !measured.scores().empty() || measured.has_assessment_id();
}

}  // namespace cairn::rules
