#include "services/rules/people/permissions.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace cairn::rules {
namespace {

struct Name {
  std::string_view part;  // in lower case
  v1::OutsideService service;
};
constexpr Name kNames[] = {
    {"camhs", v1::OUTSIDE_SERVICE_CAMHS},
    {"mental health", v1::OUTSIDE_SERVICE_CAMHS},
    {"speech", v1::OUTSIDE_SERVICE_SPEECH_AND_LANGUAGE_THERAPY},
    {"educational psycholog", v1::OUTSIDE_SERVICE_EDUCATIONAL_PSYCHOLOGY},
    {"occupational therap", v1::OUTSIDE_SERVICE_OCCUPATIONAL_THERAPY},
    {"physiotherap", v1::OUTSIDE_SERVICE_PHYSIOTHERAPY},
    {"specialist teach", v1::OUTSIDE_SERVICE_SPECIALIST_TEACHING},
    {"paediatric", v1::OUTSIDE_SERVICE_HEALTH},
    {"school nurs", v1::OUTSIDE_SERVICE_HEALTH},
    {"social care", v1::OUTSIDE_SERVICE_SOCIAL_CARE},
    {"social work", v1::OUTSIDE_SERVICE_SOCIAL_CARE},
    {"early help", v1::OUTSIDE_SERVICE_EARLY_HELP},
};

}  // namespace

std::optional<v1::OutsideService> ServiceOf(v1::Profession profession) {
  switch (profession) {
    case v1::PROFESSION_SPEECH_AND_LANGUAGE_THERAPIST:
      return v1::OUTSIDE_SERVICE_SPEECH_AND_LANGUAGE_THERAPY;
    case v1::PROFESSION_EDUCATIONAL_PSYCHOLOGIST:
      return v1::OUTSIDE_SERVICE_EDUCATIONAL_PSYCHOLOGY;
    case v1::PROFESSION_OCCUPATIONAL_THERAPIST:
      return v1::OUTSIDE_SERVICE_OCCUPATIONAL_THERAPY;
    case v1::PROFESSION_PHYSIOTHERAPIST:
      return v1::OUTSIDE_SERVICE_PHYSIOTHERAPY;
    case v1::PROFESSION_SPECIALIST_TEACHER:
      return v1::OUTSIDE_SERVICE_SPECIALIST_TEACHING;
    case v1::PROFESSION_MENTAL_HEALTH_PRACTITIONER:
      return v1::OUTSIDE_SERVICE_CAMHS;
    case v1::PROFESSION_HEALTH_PROFESSIONAL:
      return v1::OUTSIDE_SERVICE_HEALTH;
    case v1::PROFESSION_SOCIAL_WORKER:
      return v1::OUTSIDE_SERVICE_SOCIAL_CARE;
    case v1::PROFESSION_UNSPECIFIED:
    case v1::Profession_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Profession_INT_MAX_SENTINEL_DO_NOT_USE_:
      return std::nullopt;
  }
  return std::nullopt;  // refused as an unknown code
}

std::vector<v1::OutsideService> ServicesNamedIn(std::string_view recipient) {
  std::string text(recipient);
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  std::vector<v1::OutsideService> services;
  for (const Name& name : kNames) {
    if (text.find(name.part) != std::string::npos) services.push_back(name.service);
  }
  return services;
}

bool IsStopped(const Record& record, v1::OutsideService service, CivilDate day) {
  const Fact<v1::PermissionRecorded> word = PermissionOn(record.people, service, day);
  return word &&
         (word->act() == v1::PERMISSION_ACT_REFUSED || word->act() == v1::PERMISSION_ACT_WITHDRAWN);
}

bool IsUnasked(const Record& record, v1::OutsideService service, CivilDate day) {
  return !IsStopped(record, service, day) && !IsPermitted(record.people, service, day);
}

bool HasPermission(const Record& record, std::string_view permission_id) {
  const auto& words = record.people.permissions;
  return std::any_of(words.begin(), words.end(),
                     [&](const auto& word) { return word->permission_id() == permission_id; });
}

}  // namespace cairn::rules
