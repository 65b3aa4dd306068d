#include "services/rules/claims.h"

#include <algorithm>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "services/rules/shape/identifiers.h"
#include "services/rules/shape/name_form.h"

namespace cairn {
namespace {

constexpr uint8_t kUpn = 1;
constexpr uint8_t kUln = 2;
constexpr uint8_t kSource = 3;
constexpr uint8_t kNameAndBirth = 4;

std::optional<Claim> IdentifierClaim(const RecordId& setting, v1::IdentifierType type,
                                     std::string_view value) {
  if (value.empty()) return std::nullopt;
  if (type == v1::IDENTIFIER_TYPE_UPN) return UpnClaim(setting, value);
  if (type == v1::IDENTIFIER_TYPE_ULN) return UlnClaim(value);
  return std::nullopt;
}

std::optional<Claim> ClaimOf(const v1::IdentifierRecorded& identifier, const RecordId& setting) {
  return IdentifierClaim(setting, identifier.type(), identifier.value());
}

// The setting in which the record was opened, whoever adds to it.
RecordId ScopeOf(const Record& before, const RecordId& setting) {
  const Fact<v1::RecordOpened>& opened = before.people.opened;
  if (!opened || !opened.entry->original->recorded) return setting;
  const std::string& id = opened.entry->original->recorded->setting().id();
  return RecordId::FromBytes(id).value_or(RecordId());
}

class Changes {
 public:
  Changes(const Record& before, const RecordId& setting) : before_(before), setting_(setting) {}

  void Identify(const v1::IdentifierRecorded& identifier) {
    Add(ClaimOf(identifier, setting_), changes_.taken);
    Add(IdentifierClaim(setting_, identifier.type(), identifier.replaces()), changes_.released);
  }

  void Open(const v1::Entry& entry) {
    const v1::Source& source = entry.source();
    if (source.has_system() && source.has_id()) {
      changes_.taken.push_back(SourceClaim(setting_, source.system(), source.id()));
    }
    Name(entry.record_opened());
  }

  // The fact that `ref` names no longer counts as it stands.
  void Release(const v1::EntryRef& ref) {
    const EntryPtr target = FindEntry(before_, ref);
    if (!target || !target->entry().has_identifier_recorded()) return;
    std::optional<Claim> claim = ClaimOf(target->entry().identifier_recorded(), setting_);
    if (claim && !IsSaidElsewhere(*claim, target)) Add(std::move(claim), changes_.released);
  }

  void Rename(const v1::RecordOpened& corrected) {
    const Fact<v1::RecordOpened>& opened = before_.people.opened;
    if (!opened || IsSameName(*opened, corrected)) return;
    for (int serial = 0; HasName(*opened) && serial < kNameSerials; ++serial) {
      changes_.released.push_back(
          NameAndBirthClaim(setting_, opened->name(), opened->born(), serial));
    }
    Name(corrected);
  }

  ClaimChanges Take() { return std::move(changes_); }

 private:
  static void Add(std::optional<Claim> claim, std::vector<Claim>& claims) {
    if (claim) claims.push_back(*std::move(claim));
  }

  static bool HasName(const v1::RecordOpened& opened) {
    return opened.subject() == v1::SUBJECT_KIND_CHILD && opened.has_name() && opened.has_born();
  }

  bool IsSameName(const v1::RecordOpened& a, const v1::RecordOpened& b) const {
    return HasName(a) && HasName(b) &&
           NameAndBirthClaim(setting_, a.name(), a.born(), 0) ==
               NameAndBirthClaim(setting_, b.name(), b.born(), 0);
  }

  void Name(const v1::RecordOpened& opened) {
    if (HasName(opened)) changes_.name_and_birth.emplace(opened.name(), opened.born());
  }

  bool IsSaidElsewhere(const Claim& claim, const EntryPtr& except) const {
    const auto& identifiers = before_.people.identifiers;
    return std::any_of(identifiers.begin(), identifiers.end(), [&](const auto& identifier) {
      return identifier.entry != except && ClaimOf(*identifier, setting_) == claim;
    });
  }

  const Record& before_;
  const RecordId setting_;
  ClaimChanges changes_;
};

}  // namespace

Claim UpnClaim(const RecordId& setting, std::string_view upn) {
  return {kUpn, setting.ToBytes() + rules::NormalUpn(upn)};
}

Claim UlnClaim(std::string_view uln) { return {kUln, rules::NormalUln(uln)}; }

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
  return {kNameAndBirth, value + rules::NormalName(name)};
}

ClaimChanges ClaimsOf(const Record& before, const v1::Entry& entry, const RecordId& setting) {
  Changes changes(before, ScopeOf(before, setting));
  if (entry.has_corrects()) changes.Release(entry.corrects().target());
  for (const v1::Link& link : entry.links()) {
    if (link.relation() == v1::RELATION_VOIDS) changes.Release(link.entry());
  }
  if (entry.has_identifier_recorded()) changes.Identify(entry.identifier_recorded());
  if (entry.has_record_opened()) {
    entry.has_corrects() ? changes.Rename(entry.record_opened()) : changes.Open(entry);
  }
  return changes.Take();
}

}  // namespace cairn
