#include "clients/cli/commands/child_name.h"

#include <istream>
#include <ostream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

#include "clients/cli/commands/list_request.h"
#include "clients/cli/names/record_name.h"
#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

// A name that more children than this share says too little; nobody reads such a list.
constexpr size_t kChoicesMax = 20;

bool NamesARecord(const std::string& name) {
  return name.rfind("source:", 0) == 0 || IdFromHex(name).ok();
}

absl::StatusOr<v1::ChildRef> ChildOfRecord(client::Client& client, const std::string& name) {
  v1::GetRecordRequest request;
  CLIENT_ASSIGN_OR_RETURN(const std::string id, FindRecord(client, name));
  request.set_record_id(id);
  CLIENT_ASSIGN_OR_RETURN(const v1::GetRecordResponse found, client.GetRecord(request));
  v1::ChildRef child;
  child.set_record_id(id);
  child.set_name(found.record().name());
  child.set_nc_year(found.record().nc_year());
  child.set_school(found.record().school());
  child.set_fictional(found.record().fictional());
  return child;
}

// Names are compared without the case of plain letters and without double spaces.
std::string Compared(std::string name) {
  absl::RemoveExtraAsciiWhitespace(&name);
  return absl::AsciiStrToLower(name);
}

// Those whose whole name it is, if there are any; else all.
std::vector<v1::ChildRef> Nearest(std::vector<v1::ChildRef> children, const std::string& name) {
  std::vector<v1::ChildRef> exact;
  for (const v1::ChildRef& child : children) {
    if (Compared(child.name()) == Compared(name)) exact.push_back(child);
  }
  if (exact.empty()) return children;
  return exact;
}

absl::StatusOr<std::vector<v1::ChildRef>> ChildrenCalled(client::Client& client,
                                                         const std::string& name,
                                                         const IsMeant& is_meant) {
  v1::ListRegisterRequest request;
  request.set_search(name);
  request.set_include_all(true);
  CLIENT_ASSIGN_OR_RETURN(const v1::ListRegisterResponse found,
                          WholeList(client, &client::Client::ListRegister, request, 0));
  std::vector<v1::ChildRef> children;
  for (const v1::RegisterRow& row : found.rows()) {
    if (!is_meant || is_meant(row.child())) children.push_back(row.child());
  }
  return Nearest(std::move(children), name);
}

absl::Status SeveralAreMeant(std::string_view name, const std::vector<std::string>& choices) {
  return absl::FailedPreconditionError(
      absl::StrFormat("\"%s\" may be %s. Say which: the whole name, or the record.", name,
                      absl::StrJoin(choices, "; ")));
}

}  // namespace

absl::StatusOr<size_t> Choose(std::string_view name, const std::vector<std::string>& choices,
                              std::string_view none, const Asking& asking) {
  if (choices.empty()) return absl::NotFoundError(absl::string_view(none.data(), none.size()));
  if (choices.size() == 1) return size_t{0};
  if (choices.size() > kChoicesMax) {
    return absl::FailedPreconditionError(
        absl::StrFormat("\"%s\" may be any of %d. Say more of it.", name, choices.size()));
  }
  if (!asking.possible) return SeveralAreMeant(name, choices);
  asking.err << "\"" << Plain(name) << "\" may be\n";
  for (size_t i = 0; i < choices.size(); ++i) {
    asking.err << absl::StrFormat("%4d  %s\n", i + 1, choices[i]);
  }
  asking.err << "Which one? " << std::flush;
  std::string typed;
  std::getline(asking.in, typed);
  size_t number = 0;
  if (!absl::SimpleAtoi(typed, &number) || number < 1 || number > choices.size()) {
    return absl::InvalidArgumentError("That is none of them. Nothing was done.");
  }
  return number - 1;
}

std::string WhoWords(const v1::ChildRef& child) {
  std::string words = ChildWords(child.name(), child.nc_year(), {});
  if (!child.school().empty()) words += ", " + Plain(child.school());
  return words;
}

absl::StatusOr<v1::ChildRef> FindChild(client::Client& client, const std::string& name,
                                       const Asking& asking, const IsMeant& is_meant) {
  if (Compared(name).empty()) return absl::InvalidArgumentError("say who is meant");
  if (NamesARecord(name)) return ChildOfRecord(client, name);
  CLIENT_ASSIGN_OR_RETURN(std::vector<v1::ChildRef> children,
                          ChildrenCalled(client, name, is_meant));
  std::vector<std::string> choices;
  for (const v1::ChildRef& child : children) {
    choices.push_back(WhoWords(child) + ", record " + HexOf(child.record_id()));
  }
  const std::string none =
      absl::StrFormat("There is nobody called \"%s\", or you may not see them.", name);
  CLIENT_ASSIGN_OR_RETURN(const size_t chosen, Choose(name, choices, none, asking));
  return std::move(children[chosen]);
}

absl::StatusOr<std::string> FindRecordOfChild(client::Client& client, const std::string& name,
                                              const Asking& asking) {
  if (NamesARecord(name)) return FindRecord(client, name);
  CLIENT_ASSIGN_OR_RETURN(const v1::ChildRef child, FindChild(client, name, asking));
  return child.record_id();
}

}  // namespace cairn::cli
