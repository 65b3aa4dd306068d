#include "projections/plan/plan_words.h"

namespace cairn {
namespace {

v1::Capacity CapacityOf(v1::Role role) {
  switch (role) {
    case v1::ROLE_SENCO:
      return v1::CAPACITY_SENCO;
    case v1::ROLE_HEAD:
      return v1::CAPACITY_HEAD;
    case v1::ROLE_TEACHER:
      return v1::CAPACITY_SUBJECT_TEACHER;
    case v1::ROLE_TEACHING_ASSISTANT:
      return v1::CAPACITY_TEACHING_ASSISTANT;
    case v1::ROLE_PASTORAL:
      return v1::CAPACITY_ELSA;
    case v1::ROLE_OFFICE:
      return v1::CAPACITY_OFFICE;
    case v1::ROLE_DATA_PROTECTION_OFFICER:
      return v1::CAPACITY_DATA_PROTECTION_OFFICER;
    case v1::ROLE_PARENT:
      return v1::CAPACITY_PARENT;
    case v1::ROLE_YOUNG_PERSON:
      return v1::CAPACITY_YOUNG_PERSON;
    case v1::ROLE_LA_CASEWORKER:
      return v1::CAPACITY_LA_OFFICER;
    case v1::ROLE_EXTERNAL_PROFESSIONAL:
      return v1::CAPACITY_SPECIALIST;
    case v1::ROLE_SAFEGUARDING_LEAD:
    case v1::ROLE_AUDITOR:
    case v1::ROLE_INTEGRATION:
    case v1::ROLE_OPERATOR:
      return v1::CAPACITY_OTHER;
    case v1::ROLE_UNSPECIFIED:
    case v1::Role_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Role_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return v1::CAPACITY_UNSPECIFIED;
}

}  // namespace

std::string_view SenTypeWords(v1::SenType type) {
  switch (type) {
    case v1::SEN_TYPE_SPLD:
      return "Specific learning difficulty";
    case v1::SEN_TYPE_MLD:
      return "Moderate learning difficulty";
    case v1::SEN_TYPE_SLD:
      return "Severe learning difficulty";
    case v1::SEN_TYPE_PMLD:
      return "Profound and multiple learning difficulty";
    case v1::SEN_TYPE_SEMH:
      return "Social, emotional and mental health";
    case v1::SEN_TYPE_SLCN:
      return "Speech, language and communication";
    case v1::SEN_TYPE_HI:
      return "Hearing impairment";
    case v1::SEN_TYPE_VI:
      return "Vision impairment";
    case v1::SEN_TYPE_MSI:
      return "Multi-sensory impairment";
    case v1::SEN_TYPE_PD:
      return "Physical disability";
    case v1::SEN_TYPE_ASD:
      return "Autistic spectrum disorder";
    case v1::SEN_TYPE_DS:
      return "Down syndrome";
    case v1::SEN_TYPE_OTH:
      return "Other";
    case v1::SEN_TYPE_NSA:
      return "No specialist assessment of type of need yet";
    case v1::SEN_TYPE_BESD:
      return "Behaviour, emotional and social difficulties";
    case v1::SEN_TYPE_UNSPECIFIED:
    case v1::SenType_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::SenType_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "Type not recorded";
}

std::string Listed(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

v1::Capacity PartyCapacity(const EffectiveEntry& entry) {
  if (entry.entry().has_person()) return entry.entry().person().capacity();
  return CapacityOf(entry.current->recorded->actor().role());
}

std::string_view TypedForAnother(const EffectiveEntry& entry) {
  const std::string_view typist = entry.current->recorded->actor().name();
  return typist == entry.Party() ? std::string_view() : typist;
}

std::string PrintedLabel(const EffectiveEntry& entry) {
  const std::string label = entry.Label();
  return label.substr(0, label.find('.'));
}

bool IsOrdinary(const v1::Entry& entry) {
  const bool ordinary_label =
      entry.label() == v1::LABEL_UNSPECIFIED || entry.label() == v1::LABEL_ORDINARY;
  return ordinary_label && !entry.has_audience();
}

}  // namespace cairn
