#include "eventstore/storage/rocksdb_files.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "eventstore/storage/rocksdb_failure.h"
#include "eventstore/storage/rocksdb_settings.h"
#include "rocksdb/env.h"
#include "rocksdb/file_checksum.h"
#include "rocksdb/metadata.h"

namespace cairn {
namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;

enum class Read { kWhole, kGone, kStopped };

// Reads the file into `generator`. What the system refuses to read is damage too.
rocksdb::Status ReadFile(rocksdb::Env& env, const std::string& path,
                         rocksdb::FileChecksumGenerator& generator, const MediumCheck& check,
                         Read& read) {
  std::unique_ptr<rocksdb::SequentialFile> file;
  const rocksdb::Status opened = env.NewSequentialFile(path, &file, rocksdb::EnvOptions());
  if (opened.IsNotFound() || opened.IsPathNotFound()) {
    read = Read::kGone;
    return rocksdb::Status::OK();
  }
  if (!opened.ok()) return opened;
  std::string scratch(kChunkBytes, '\0');
  for (;;) {
    rocksdb::Slice chunk;
    const rocksdb::Status status = file->Read(kChunkBytes, &chunk, scratch.data());
    if (!status.ok()) return status;
    if (chunk.empty()) break;
    generator.Update(chunk.data(), chunk.size());
    if (!check.read(chunk.size())) {
      read = Read::kStopped;
      return rocksdb::Status::OK();
    }
  }
  generator.Finalize();
  read = Read::kWhole;
  return rocksdb::Status::OK();
}

// False: the check was stopped.
bool VerifyTable(rocksdb::Env& env, const rocksdb::LiveFileStorageInfo& file,
                 const MediumCheck& check) {
  rocksdb::FileChecksumGenContext context;
  context.file_name = file.relative_filename;
  context.requested_checksum_func_name = file.file_checksum_func_name;
  const std::unique_ptr<rocksdb::FileChecksumGenerator> generator =
      rocksdb::GetFileChecksumGenCrc32cFactory()->CreateFileChecksumGenerator(context);
  if (!generator) {
    check.damaged(file.relative_filename,
                  "Its checksum is of a kind that this server cannot make.");
    return true;
  }
  Read read = Read::kWhole;
  const rocksdb::Status status =
      ReadFile(env, file.directory + "/" + file.relative_filename, *generator, check, read);
  if (!status.ok()) {
    check.damaged(file.relative_filename, "It cannot be read: " + status.ToString());
  } else if (read == Read::kWhole && generator->GetChecksum() != file.file_checksum) {
    check.damaged(file.relative_filename, "It does not have the checksum it was written with.");
  }
  return read != Read::kStopped;
}

// In the order of their numbers, which is that of their writing: 999999.sst before 1000000.sst.
bool IsBefore(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

// Whether the folder could be opened again as it is: this reads CURRENT and the whole manifest.
void VerifyOpening(rocksdb::DB& database, const std::string& folder, const MediumCheck& check) {
  RocksDbOptions options{.folder = folder};
  options.env = database.GetEnv();
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::OpenForReadOnly(DatabaseSettings(options, std::make_shared<FailureLatch>()),
                                   folder, FamilySettings(), &families, &opened);
  const std::unique_ptr<rocksdb::DB> closing(opened);
  for (rocksdb::ColumnFamilyHandle* family : families) {
    closing->DestroyColumnFamilyHandle(family);
  }
  if (!status.ok()) {
    check.damaged("MANIFEST", "The folder could not be opened again: " + status.ToString());
  }
}

}  // namespace

rocksdb::Status VerifyFiles(rocksdb::DB& database, const std::string& folder,
                            const MediumCheck& check) {
  rocksdb::LiveFilesStorageInfoOptions wanted;
  wanted.include_checksum_info = true;
  wanted.wal_size_for_flush = 0;  // always flush
  std::vector<rocksdb::LiveFileStorageInfo> files;
  const rocksdb::Status listed = database.GetLiveFilesStorageInfo(wanted, &files);
  if (listed.IsNotSupported()) return rocksdb::Status::OK();
  if (!listed.ok()) return listed;
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) {
    return IsBefore(a.relative_filename, b.relative_filename);
  });
  for (const rocksdb::LiveFileStorageInfo& file : files) {
    if (file.file_type != rocksdb::kTableFile) continue;
    if (!check.after.empty() && !IsBefore(check.after, file.relative_filename)) continue;
    if (!VerifyTable(*database.GetEnv(), file, check)) return rocksdb::Status::OK();
    check.passed(file.relative_filename);
  }
  // Otherwise a compaction could remove a file between the manifest and its opening.
  const rocksdb::Status held = database.DisableFileDeletions();
  if (!held.ok()) return held;
  VerifyOpening(database, folder, check);
  return database.EnableFileDeletions(/*force=*/false);
}

}  // namespace cairn
