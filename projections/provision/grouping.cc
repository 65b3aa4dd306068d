#include "projections/provision/grouping.h"

#include "projections/codes/sen_codes.h"
#include "projections/cohort/name_words.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

SumGroup None(std::string_view label) { return {std::string(kNoKey), std::string(label)}; }

template <typename Enum>
SumGroup ByCode(Enum value) {
  std::string code = Code(value);
  return code.empty() ? None("not recorded") : SumGroup{std::move(code), Words(value)};
}

}  // namespace

SumGroup GroupByNeed(const rows::NeedsRow* needs) {
  if (needs == nullptr || needs->types().empty()) return None("no need recorded");
  const codes::SenTypeCode* code = codes::FindSenType(needs->types(0));
  return code == nullptr ? None("no need recorded")
                         : SumGroup{std::string(code->code), std::string(code->meaning)};
}

SumGroup GroupByTier(v1::Tier tier) { return ByCode(tier); }

SumGroup GroupByType(v1::ProvisionType type) { return ByCode(type); }

SumGroup GroupByWords(std::string_view words, std::string_view label_of_none) {
  std::string key = FoldedWords(words);
  return key.empty() ? None(label_of_none) : SumGroup{std::move(key), std::string(words)};
}

}  // namespace cairn
