#include "services/rules/claims.h"

#include <cctype>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"

namespace cairn {
namespace {

constexpr uint8_t kUpn = 1;
constexpr uint8_t kUln = 2;
constexpr uint8_t kSource = 3;
constexpr uint8_t kNameAndBirth = 4;

std::string WithoutSpaces(std::string_view text, int (*change)(int)) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (!std::isspace(byte)) result.push_back(static_cast<char>(change(byte)));
  }
  return result;
}

// Lower case (ASCII; other letters stay as they are), words parted by one space.
std::string NormalName(std::string_view name) {
  std::string result;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (!std::isspace(byte)) {
      result.push_back(static_cast<char>(std::tolower(byte)));
    } else if (!result.empty() && result.back() != ' ') {
      result.push_back(' ');
    }
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

std::optional<Claim> IdentifierClaim(const RecordId& setting, v1::IdentifierType type,
                                     std::string_view value) {
  if (value.empty()) return std::nullopt;
  if (type == v1::IDENTIFIER_TYPE_UPN) return UpnClaim(setting, value);
  if (type == v1::IDENTIFIER_TYPE_ULN) return UlnClaim(value);
  return std::nullopt;
}

void Add(std::optional<Claim> claim, std::vector<Claim>& claims) {
  if (claim) claims.push_back(*std::move(claim));
}

void IdentifierChanges(const v1::IdentifierRecorded& identifier, const RecordId& setting,
                       ClaimChanges& changes) {
  Add(IdentifierClaim(setting, identifier.type(), identifier.value()), changes.taken);
  Add(IdentifierClaim(setting, identifier.type(), identifier.replaces()), changes.released);
}

// What the fact that `ref` names held is set free, when it was an identifier.
void Release(const Record& before, const v1::EntryRef& ref, const RecordId& setting,
             ClaimChanges& changes) {
  const EntryPtr target = FindEntry(before, ref);
  if (!target || !target->entry().has_identifier_recorded()) return;
  const v1::IdentifierRecorded& old = target->entry().identifier_recorded();
  Add(IdentifierClaim(setting, old.type(), old.value()), changes.released);
}

void OpeningChanges(const v1::Entry& entry, const RecordId& setting, ClaimChanges& changes) {
  const v1::Source& source = entry.source();
  if (source.has_system() && source.has_id()) {
    changes.taken.push_back(SourceClaim(setting, source.system(), source.id()));
  }
  const v1::RecordOpened& opened = entry.record_opened();
  if (opened.subject() == v1::SUBJECT_KIND_CHILD && opened.has_name() && opened.has_born()) {
    changes.name_and_birth.emplace(opened.name(), opened.born());
  }
}

}  // namespace

Claim UpnClaim(const RecordId& setting, std::string_view upn) {
  return {kUpn, setting.ToBytes() + WithoutSpaces(upn, std::toupper)};
}

Claim UlnClaim(std::string_view uln) { return {kUln, WithoutSpaces(uln, std::toupper)}; }

Claim SourceClaim(const RecordId& setting, std::string_view system, std::string_view id) {
  std::string value = setting.ToBytes();
  value += system;
  value.push_back('\0');
  value += id;
  return {kSource, std::move(value)};
}

Claim NameAndBirthClaim(const RecordId& setting, std::string_view name, const v1::Date& born,
                        int serial) {
  std::string value = setting.ToBytes();
  AppendU8(value, static_cast<uint8_t>(serial));
  value += absl::StrFormat("%04d%02d%02d", born.year(), born.month(), born.day());
  return {kNameAndBirth, value + NormalName(name)};
}

ClaimChanges ClaimsOf(const Record& before, const v1::Entry& entry, const RecordId& setting) {
  ClaimChanges changes;
  if (entry.has_corrects()) Release(before, entry.corrects().target(), setting, changes);
  if (entry.has_entry_voided()) {
    for (const v1::Link& link : entry.links()) {
      if (link.relation() == v1::RELATION_VOIDS) Release(before, link.entry(), setting, changes);
    }
  }
  if (entry.has_identifier_recorded()) {
    IdentifierChanges(entry.identifier_recorded(), setting, changes);
  }
  if (entry.has_record_opened() && !entry.has_corrects()) OpeningChanges(entry, setting, changes);
  return changes;
}

}  // namespace cairn
