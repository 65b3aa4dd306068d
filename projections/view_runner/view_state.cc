#include "projections/view_runner/view_state.h"

#include <set>
#include <utility>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "eventstore/base/encoding.h"

namespace cairn {
namespace {

using google::protobuf::FileDescriptor;

constexpr uint16_t kFormat = 1;

void AppendText(std::string& out, std::string_view text) {
  AppendU16(out, static_cast<uint16_t>(text.size()));
  out += text;
}

std::string ReadText(ByteReader& reader) { return std::string(reader.Bytes(reader.U16())); }

// The files that `file` stands on and then itself, each once.
void AppendSchema(const FileDescriptor& file, std::set<const FileDescriptor*>& seen,
                  std::string& out) {
  if (!seen.insert(&file).second) return;
  for (int i = 0; i < file.dependency_count(); ++i) AppendSchema(*file.dependency(i), seen, out);
  google::protobuf::FileDescriptorProto proto;
  file.CopyTo(&proto);
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    proto.SerializeToCodedStream(&coded);
  }
  AppendU32(out, static_cast<uint32_t>(bytes.size()));
  out += bytes;
}

}  // namespace

std::string EncodeLogRow(const LogOfViews& log) {
  std::string bytes;
  AppendU16(bytes, kFormat);
  bytes += log.ledger_id.bytes();
  AppendU32(bytes, log.generation);
  AppendU32(bytes, log.readers_version);
  return bytes;
}

std::optional<LogOfViews> DecodeLogRow(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.U16() != kFormat) return std::nullopt;
  LogOfViews log;
  log.ledger_id = LedgerId::FromBytes(reader.Bytes(LedgerId::kSize)).value_or(LedgerId());
  log.generation = reader.U32();
  log.readers_version = reader.U32();
  if (!reader.AtEnd()) return std::nullopt;
  return log;
}

std::string EncodeState(const ViewState& state) {
  std::string bytes;
  AppendU32(bytes, state.generation);
  AppendU32(bytes, state.last_generation);
  AppendU64(bytes, state.checkpoint);
  bytes += HashBytes(state.version);
  AppendU64(bytes, state.records);
  AppendU64(bytes, state.stopped_at);
  bytes += HashBytes(state.stopped_version);
  AppendText(bytes, state.stopped_because);
  return bytes;
}

std::optional<ViewState> DecodeState(std::string_view bytes) {
  ByteReader reader(bytes);
  ViewState state;
  state.generation = reader.U32();
  state.last_generation = reader.U32();
  state.checkpoint = reader.U64();
  state.version = ReadHash(reader);
  state.records = reader.U64();
  state.stopped_at = reader.U64();
  state.stopped_version = ReadHash(reader);
  state.stopped_because = ReadText(reader);
  if (!reader.AtEnd()) return std::nullopt;
  return state;
}

std::string EncodeJob(const RebuildJob& job) {
  std::string bytes;
  AppendU64(bytes, job.base);
  AppendU8(bytes, job.gathered ? 1 : 0);
  AppendU8(bytes, job.last ? 1 : 0);
  bytes += job.last.value_or(RecordId()).bytes();
  AppendU64(bytes, job.records);
  AppendU64(bytes, job.events);
  AppendU16(bytes, static_cast<uint16_t>(job.parts.size()));
  for (const RebuildJob::Part& part : job.parts) {
    AppendText(bytes, part.view);
    AppendU32(bytes, part.generation);
    bytes += HashBytes(part.version);
    AppendU64(bytes, part.records);
  }
  return bytes;
}

std::optional<RebuildJob> DecodeJob(std::string_view bytes) {
  ByteReader reader(bytes);
  RebuildJob job;
  job.base = reader.U64();
  job.gathered = reader.U8() != 0;
  const bool any = reader.U8() != 0;
  const std::optional<RecordId> last = RecordId::FromBytes(reader.Bytes(RecordId::kSize));
  if (any) job.last = last;
  job.records = reader.U64();
  job.events = reader.U64();
  const uint16_t parts = reader.U16();
  for (uint16_t i = 0; i < parts && reader.ok(); ++i) {
    RebuildJob::Part& part = job.parts.emplace_back();
    part.view = ReadText(reader);
    part.generation = reader.U32();
    part.version = ReadHash(reader);
    part.records = reader.U64();
  }
  if (!reader.AtEnd()) return std::nullopt;
  return job;
}

Hash VersionOf(const View& view) {
  std::string schema;
  std::set<const FileDescriptor*> seen;
  AppendSchema(*view.rows->file(), seen, schema);
  std::string facts;
  AppendText(facts, view.name);
  AppendU32(facts, view.code_version);
  AppendU8(facts, view.of_whole_record ? 1 : 0);
  AppendText(facts, view.rows->full_name());
  return Sha256({facts, schema});
}

}  // namespace cairn
