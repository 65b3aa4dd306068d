#include "tests/verifiers/mutations.h"

#include <algorithm>
#include <array>
#include <functional>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "eventstore/base/encoding.h"
#include "tests/verifiers/forgeries.h"

namespace cairn {
namespace {

using Files = std::map<std::string, std::string>;

uint64_t RollFor(Dice& dice, uint64_t sides) { return sides == 0 ? 0 : dice() % sides; }

// Any file, proofs more often than others.
std::string& AnyFile(Files& files, Dice& dice) {
  auto file = std::next(files.begin(), static_cast<ptrdiff_t>(RollFor(dice, files.size())));
  for (int i = 0; i < 2 && !file->first.starts_with("events/"); ++i) {
    file = std::next(files.begin(), static_cast<ptrdiff_t>(RollFor(dice, files.size())));
  }
  return file->second;
}
std::string* AnyProof(Files& files, Dice& dice) {
  std::vector<std::string*> proofs;
  for (auto& [path, content] : files) {
    if (path.starts_with("events/0")) proofs.push_back(&content);
  }
  return proofs.empty() ? nullptr : proofs[RollFor(dice, proofs.size())];
}

void DamageBytes(std::string& bytes, Dice& dice) {
  if (bytes.empty()) {
    bytes = "x";
    return;
  }
  const size_t at = RollFor(dice, bytes.size());
  switch (RollFor(dice, 6)) {
    case 0:
      bytes.resize(at);
      return;
    case 1:
      bytes.insert(at, 1, static_cast<char>(RollFor(dice, 256)));
      return;
    case 2:
      bytes.erase(at, 1);
      return;
    case 3:
      bytes += bytes.substr(at);
      return;
    case 4:
      bytes[at] = static_cast<char>(RollFor(dice, 256));
      return;
    default:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << RollFor(dice, 8)));
  }
}

// Swaps, doubles, drops or edits lines.
void DamageLines(std::string& text, Dice& dice) {
  std::vector<std::string> lines = absl::StrSplit(text, '\n');
  std::string& line = lines[RollFor(dice, lines.size())];
  switch (RollFor(dice, 6)) {
    case 0:
      std::swap(line, lines[RollFor(dice, lines.size())]);
      break;
    case 1:
      lines.insert(lines.begin() + static_cast<ptrdiff_t>(RollFor(dice, lines.size())), line);
      break;
    case 2:
      lines.erase(lines.begin() + static_cast<ptrdiff_t>(RollFor(dice, lines.size())));
      break;
    case 3:
      line += ' ';
      break;
    case 4:
      line += '\r';
      break;
    default:
      DamageBytes(line, dice);
  }
  text = absl::StrJoin(lines, "\n");
}

// Another number in a line of digits, or at the end of one.
void DamageNumber(std::string& text, Dice& dice) {
  constexpr std::array<std::string_view, 9> kNumbers = {
      "0", "1", "7", "00", "-1", "+1", "9223372036854775807", "9223372036854775808", ""};
  std::vector<size_t> digits;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] >= '0' && text[at] <= '9' &&
        (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n'))
      digits.push_back(at);
  }
  if (digits.empty()) return;
  const size_t at = digits[RollFor(dice, digits.size())];
  const size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
  text.replace(at, end - at, kNumbers[RollFor(dice, kNumbers.size())]);
}

// The bytes of a disclosure, changed below the base64.
void DamageDisclosure(std::string& proof, Dice& dice) {
  const size_t begin = proof.find("extra ");
  if (begin == proof.npos) return;
  const size_t end = proof.find('\n', begin);
  std::optional<std::string> bytes = FromBase64(proof.substr(begin + 6, end - begin - 6));
  if (!bytes) return;
  if (RollFor(dice, 3) == 0) {
    DamageBytes(*bytes, dice);
  } else {
    DamageFields(*bytes, dice());
  }
  proof.replace(begin + 6, end - begin - 6, ToBase64(*bytes));
}

// Other bits that base64 does not use, so that it decodes to the same bytes.
void DamagePadding(std::string& text, Dice& dice) {
  const size_t at = text.empty() ? text.npos : text.find("=\n", RollFor(dice, text.size()));
  if (at != text.npos && at > 0) ++text[at - 1];
}

void DamageFolder(Files& files, Dice& dice) {
  const auto any = [&] {
    return std::next(files.begin(), static_cast<ptrdiff_t>(RollFor(dice, files.size())));
  };
  constexpr std::array<std::string_view, 10> kNames = {"events/00099.tlog-proof",
                                                       "events/00000.tlog-proof",
                                                       "events/1.tlog-proof",
                                                       "events/00002.tlog-proof",
                                                       "addendum.txt",
                                                       ".DS_Store",
                                                       "events/._00001",
                                                       "timeline.txt",
                                                       "a\x01\xff.txt",
                                                       "events/000002.tlog-proof"};
  const std::string name(kNames[RollFor(dice, kNames.size())]);
  switch (RollFor(dice, 4)) {
    case 0:
      files.erase(any());
      return;
    case 1:
      files[name] = any()->second;
      return;
    case 2:
      std::swap(any()->second, any()->second);
      return;
    default: {
      const auto from = any();
      files[name] = from->second;
      if (name != from->first) files.erase(from);
    }
  }
}

void DamagePolicy(Files& files, Dice& dice) {
  std::string& policy = files["trust/policy.txt"];
  const std::string witness = CorpusWitnessVkey();
  const std::array<std::string, 12> lines = {
      "witness la2 " + witness + " https://la.example\n",
      "group g all la2\n",
      "group g 2 la2 la2\n",
      "group h 0 la2\n",
      "quorum g\n",
      "quorum none\n",
      "log " + OtherVkey() + "\n",
      "# a remark \xff\n",
      "\t \n",
      "log " + witness + "\n",
      "witness none " + witness + "\n",
      "log " + LogSigner(kOrigin).vkey() + " https://log.example\n"};
  if (RollFor(dice, 3) == 0) policy.clear();
  for (uint64_t i = RollFor(dice, 4) + 1; i > 0; --i) {
    const size_t line = policy.empty() ? 0 : policy.find('\n', RollFor(dice, policy.size()));
    policy.insert(line == policy.npos ? policy.size() : std::min(line + 1, policy.size()),
                  lines[RollFor(dice, lines.size())]);
  }
}

// Another checkpoint, in one file or in all: an older one, one under another key, or with more
// lines.
void DamageNote(const CorpusPack& base, Files& files, Dice& dice) {
  const std::string old = files["checkpoint"];
  const std::string note = OtherNote(base.log, old, dice());
  const bool everywhere = RollFor(dice, 2) == 0;
  for (auto& [path, content] : files) {
    if (!everywhere && RollFor(dice, 3) != 0) continue;
    const size_t at = old.empty() ? content.npos : content.find(old);
    if (at != content.npos) content.replace(at, old.size(), note);
  }
}

std::string OtherKey(const std::string& key, Dice& dice) {
  switch (RollFor(dice, 6)) {
    case 0:
      return "";
    case 1:
      return OtherVkey();
    case 2:
      return CorpusWitnessVkey();
    case 3:
      return LogSigner("cairn.example/log/urn-2/1").vkey();
    case 4:
      return "trust+me";
    default:
      return key.empty() ? LogSigner(kOrigin).vkey() : key.substr(0, key.size() - 1);
  }
}

// One fault; its name.
std::string MutateOnce(const CorpusPack& base, MutatedPack& pack, Dice& dice) {
  const auto proof = AnyProof(pack.files, dice);
  switch (RollFor(dice, 13)) {
    case 12:
      DamagePadding(AnyFile(pack.files, dice), dice);
      return "padding";
    case 0:
    case 1:
      DamageBytes(AnyFile(pack.files, dice), dice);
      return "bytes";
    case 2:
      DamageLines(AnyFile(pack.files, dice), dice);
      return "lines";
    case 3:
      DamageNumber(AnyFile(pack.files, dice), dice);
      return "number";
    case 4:
    case 5:
    case 6:
      if (proof != nullptr) DamageDisclosure(*proof, dice);
      return "disclosure";
    case 7:
      DamageFolder(pack.files, dice);
      return "folder";
    case 8:
      DamagePolicy(pack.files, dice);
      return "policy";
    case 9:
      DamageNote(base, pack.files, dice);
      return "note";
    case 10:
      pack.vkey = OtherKey(pack.vkey, dice);
      return "key";
    default:
      DamageLines(pack.files["SHA256SUMS"], dice);
      return "sums";
  }
}

}  // namespace

MutatedPack Mutate(const CorpusPack& base, Dice& dice) {
  // A third is changed below the signatures, which then hold.
  const bool forged = RollFor(dice, 3) == 0;
  const ExportPack from = forged ? Forge(dice()) : base.pack;
  MutatedPack pack{.what = forged ? "forged" : base.name, .files = from.files, .vkey = from.vkey};
  if (forged && RollFor(dice, 2) == 0) return pack;
  for (uint64_t faults = std::max<uint64_t>(1, RollFor(dice, 4)); faults > 0; --faults) {
    if (pack.files.empty()) break;
    pack.what += ", " + MutateOnce(base, pack, dice);
  }
  // Mostly the forger writes the sums anew, so that deeper checks are reached.
  if (RollFor(dice, 4) != 0) {
    ExportPack summed{.files = pack.files};
    summed.Sum();
    pack.files = summed.files;
    pack.what += ", summed";
  }
  return pack;
}

}  // namespace cairn
