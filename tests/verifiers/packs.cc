#include "tests/verifiers/packs.h"

#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/ledger/ed25519.h"

namespace cairn {
namespace {

constexpr char kWitness[] = "witness.example/la-1";
constexpr char kWitnessSeed[] = "the seed of an invented witness.";
constexpr uint8_t kCosignature = 4;

std::string TypedKey() {
  return static_cast<char>(kCosignature) + Ed25519Key::FromSeed(kWitnessSeed)->PublicKey();
}

std::string KeyId() {
  return std::string(HashBytes(Sha256({kWitness, "\n", TypedKey()})).substr(0, 4));
}

CorpusPack Of(std::string name, ForgedLog log) {
  ExportPack pack = log.Export();
  return {std::move(name), std::move(log), std::move(pack)};
}

ForgedLog Corrected(std::string origin = kOrigin) {
  ForgedLog log(std::move(origin));
  log.AddEntry(kOpened).AddEntry(kConcern).AddStranger().AddEntry(kObservation);
  log.AddEntry(kCorrection).AddEntry(kUnlabelled).AddExported();
  return log;
}

CorpusPack Redacted() {
  ForgedLog log = Corrected();
  log.Show(2, [](std::string_view path) { return !path.starts_with("1.120"); });
  log.Show(3, [](std::string_view) { return false; });
  log.Show(4, [](std::string_view path) { return path != "1.11.2"; });
  return Of("redacted", std::move(log));
}

CorpusPack Removed() {
  ForgedLog log;
  log.AddHonest(3).AddStranger().Remove(2, 7).AddHonest(1).Remove(3, 1).AddExported();
  return Of("with removed entries", std::move(log));
}

CorpusPack Partial() {
  CorpusPack partial = Of("partial", Corrected());
  partial.pack.files.erase(ProofPathOf(1));
  partial.pack.files.erase(ProofPathOf(4));
  partial.pack.Sum();
  return partial;
}

CorpusPack Unexplained() {
  ForgedLog log = Corrected();
  log.ShowLeafAlone(3);
  return Of("content missing", std::move(log));
}

CorpusPack Witnessed() {
  CorpusPack witnessed = Of("witnessed", Corrected());
  ExportPack& pack = witnessed.pack;
  const std::string note = pack.files["checkpoint"];
  for (auto& [path, content] : pack.files) {
    const size_t at = content.find(note);
    if (at != content.npos) content.replace(at, note.size(), Cosigned(note, 1'767'778'260));
  }
  pack.files["trust/policy.txt"] = absl::StrFormat(
      "log %s\nwitness la %s\ngroup some any la\nquorum some\n", pack.vkey, CorpusWitnessVkey());
  pack.Sum();
  pack.vkey.clear();  // the policy in the folder is what is trusted
  return witnessed;
}

CorpusPack OfTwoLengths() {
  CorpusPack pack = Of("of two lengths", Corrected());
  pack.pack.proof(2) = pack.log.Proof(1, 4);
  pack.pack.Sum();
  return pack;
}

CorpusPack SecondGeneration() {
  ForgedLog log;
  log.AddHonest(3).Succeed(2, "cairn.example/log/urn-100000/2").AddHonest(1).AddExported();
  return Of("second generation", std::move(log));
}

}  // namespace

std::vector<CorpusPack> CorpusPacks() {
  std::vector<CorpusPack> packs;
  packs.push_back(Of("plain", ForgedLog().AddHonest(3).AddExported()));
  packs.push_back(Of("corrected", Corrected()));
  packs.push_back(Redacted());
  packs.push_back(Removed());
  packs.push_back(Of("erased", ForgedLog().AddHonest(4).AddStranger().Erase(2)));
  packs.push_back(Partial());
  packs.push_back(Of("demonstration", Corrected("demo.cairn.example/log/1")));
  packs.push_back(SecondGeneration());
  packs.push_back(Unexplained());
  packs.push_back(Witnessed());
  packs.push_back(OfTwoLengths());
  return packs;
}

std::string CorpusWitnessVkey() {
  return absl::StrFormat("%s+%s+%s", kWitness, ToHex(KeyId()), ToBase64(TypedKey()));
}

std::string Cosigned(const std::string& note, uint64_t time) {
  const std::string text = note.substr(0, note.find("\n\n") + 1);
  const std::string signature =
      Ed25519Key::FromSeed(kWitnessSeed)
          ->Sign(absl::StrFormat("cosignature/v1\ntime %d\n%s", time, text));
  return note +
         absl::StrFormat("\u2014 %s %s\n", kWitness, ToBase64(KeyId() + U64Key(time) + signature));
}

}  // namespace cairn
