#include "projections/plan_difference.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "projections/plan/field_words.h"
#include "projections/plan/plan_words.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

struct ContentPart {
  std::string_view field;
  v1::PlanSection section;
  bool says_what = false;  // its texts stand among others of the section and say what they are
};

// Every field of PlanContent.
constexpr ContentPart kParts[] = {
    {"aspirations", v1::PLAN_SECTION_ASPIRATIONS},
    {"strengths", v1::PLAN_SECTION_STRENGTHS},
    {"needs", v1::PLAN_SECTION_NEEDS},
    {"outcomes", v1::PLAN_SECTION_OUTCOMES},
    {"targets", v1::PLAN_SECTION_TARGETS},
    {"provisions", v1::PLAN_SECTION_PROVISION},
    {"strategies", v1::PLAN_SECTION_STRATEGIES},
    {"adjustments", v1::PLAN_SECTION_STRATEGIES, true},
    {"home_strategies", v1::PLAN_SECTION_STRATEGIES, true},
    {"transition", v1::PLAN_SECTION_STRATEGIES, true},
    {"responsibilities", v1::PLAN_SECTION_RESPONSIBILITIES},
    {"specialists", v1::PLAN_SECTION_RESPONSIBILITIES, true},
    {"relational", v1::PLAN_SECTION_RELATIONAL},
};

const ContentPart* FindPart(std::string_view field) {
  const auto* part =
      std::ranges::find_if(kParts, [&](const ContentPart& row) { return row.field == field; });
  return part == std::end(kParts) ? nullptr : part;
}

// Fields of PlanIssued that are not the plan's own: what it is the version of, and what stands
// beside the comparison.
constexpr std::string_view kNotOfThePlan[] = {"plan_id", "content", "plan_version",
                                              "replaced_because"};

// One item of one version. Fields can be told apart only for items that are messages.
struct Item {
  std::string id;  // its stable id, or whose it is; empty when it has neither
  bool stable = false;
  std::string line;
  const Message* message = nullptr;
};

std::string TextOfField(const Message& message, std::string_view name) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(std::string(name));
  return field == nullptr ? "" : FieldWords(message, *field);
}

Item ItemOf(const Message& message) {
  Item item{.line = ItemLine(message), .message = &message};
  item.id = TextOfField(message, "item_id");
  item.stable = !item.id.empty();
  if (!item.stable) item.id = TextOfField(message, "whose");
  return item;
}

Item ItemOf(const std::string& text, const FieldDescriptor& field) {
  const ContentPart* part = FindPart(std::string_view(field.name()));
  const bool says_what = part != nullptr && part->says_what;
  return {.line = says_what ? LabelOfField(field) + ": " + text : text};
}

std::vector<Item> ItemsOf(const v1::PlanContent& content, const FieldDescriptor& field) {
  const google::protobuf::Reflection& values = *content.GetReflection();
  std::vector<Item> items;
  if (!field.is_repeated()) {
    if (values.HasField(content, &field)) {
      items.push_back({.line = ItemLine(values.GetMessage(content, &field)),
                       .message = &values.GetMessage(content, &field)});
    }
    return items;
  }
  for (int i = 0; i < values.FieldSize(content, &field); ++i) {
    items.push_back(field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE
                        ? ItemOf(values.GetRepeatedMessage(content, &field, i))
                        : ItemOf(values.GetRepeatedString(content, &field, i), field));
  }
  return items;
}

// Pairs the items of one field of two versions.
class Pairing {
 public:
  Pairing(std::vector<Item> before, std::vector<Item> after)
      : before_(std::move(before)),
        after_(std::move(after)),
        partner_(after_.size()),
        taken_(before_.size(), false) {
    Pair([](const Item& a, const Item& b) { return a.stable && b.stable && a.id == b.id; });
    Pair([](const Item& a, const Item& b) { return !a.stable && !b.stable && a.line == b.line; });
    PairTheOnlyOnes();
  }

  // The differences, what went last, each appended by `add`.
  void Tell(const std::function<void(const Item*, const Item*)>& add) const {
    for (size_t i = 0; i < after_.size(); ++i) {
      const Item* was = partner_[i] ? &before_[*partner_[i]] : nullptr;
      if (was == nullptr || was->line != after_[i].line) add(was, &after_[i]);
    }
    for (size_t i = 0; i < before_.size(); ++i) {
      if (!taken_[i]) add(&before_[i], nullptr);
    }
  }

 private:
  template <typename Same>
  void Pair(Same same) {
    for (size_t i = 0; i < after_.size(); ++i) {
      for (size_t j = 0; j < before_.size() && !partner_[i]; ++j) {
        if (!taken_[j] && same(before_[j], after_[i])) Join(j, i);
      }
    }
  }

  // What has no id and stands alone on both sides, of one party or of one kind.
  void PairTheOnlyOnes() {
    for (size_t i = 0; i < after_.size(); ++i) {
      if (partner_[i] || after_[i].stable || after_[i].message == nullptr) continue;
      const auto left = [&](const std::vector<Item>& items, auto free) {
        std::vector<size_t> found;
        for (size_t j = 0; j < items.size(); ++j) {
          if (free(j) && !items[j].stable && items[j].id == after_[i].id) found.push_back(j);
        }
        return found;
      };
      const auto old = left(before_, [&](size_t j) { return !taken_[j]; });
      const auto fresh = left(after_, [&](size_t j) { return !partner_[j]; });
      if (old.size() == 1 && fresh.size() == 1) Join(old[0], i);
    }
  }

  void Join(size_t before, size_t after) {
    partner_[after] = before;
    taken_[before] = true;
  }

  std::vector<Item> before_;
  std::vector<Item> after_;
  std::vector<std::optional<size_t>> partner_;  // of each later item
  std::vector<bool> taken_;                     // of each earlier one
};

v1::PlanDifference DifferenceOf(v1::PlanSection section, const Item* before, const Item* after) {
  v1::PlanDifference difference;
  const Item& any = after != nullptr ? *after : *before;
  difference.set_section(section);
  if (any.stable) difference.set_item_id(any.id);
  if (before != nullptr) difference.set_before(before->line);
  if (after != nullptr) difference.set_after(after->line);
  difference.set_change(before == nullptr  ? v1::PLAN_CHANGE_ADDED
                        : after == nullptr ? v1::PLAN_CHANGE_REMOVED
                                           : v1::PLAN_CHANGE_CHANGED);
  if (before != nullptr && after != nullptr && after->message != nullptr) {
    for (v1::PlanFieldChange& change : FieldChanges(*before->message, *after->message)) {
      *difference.add_fields() = std::move(change);
    }
  }
  return difference;
}

// The version without what is not the plan's own.
v1::PlanIssued Frame(const v1::PlanIssued& issued) {
  v1::PlanIssued frame = issued;
  for (const std::string_view name : kNotOfThePlan) {
    const FieldDescriptor* field = frame.GetDescriptor()->FindFieldByName(std::string(name));
    frame.GetReflection()->ClearField(&frame, field);
  }
  return frame;
}

void AddFrame(const v1::PlanIssued* before, const v1::PlanIssued* after,
              std::vector<v1::PlanDifference>& differences) {
  std::optional<v1::PlanIssued> frames[2];
  std::optional<Item> items[2];
  const v1::PlanIssued* versions[2] = {before, after};
  for (int i = 0; i < 2; ++i) {
    if (versions[i] == nullptr) continue;
    frames[i] = Frame(*versions[i]);
    items[i] = Item{.line = ItemLine(*frames[i]), .message = &*frames[i]};
  }
  if (items[0] && items[1] && items[0]->line == items[1]->line) return;
  differences.push_back(DifferenceOf(v1::PLAN_SECTION_PLAN, items[0] ? &*items[0] : nullptr,
                                     items[1] ? &*items[1] : nullptr));
}

const PlanVersion* VersionBefore(const PlanHistory& plan, const PlanVersion& version) {
  const PlanVersion* before = nullptr;
  for (const PlanVersion& candidate : plan.versions) {
    if (&candidate == &version) break;
    before = &candidate;
  }
  return before;
}

void Describe(const PlanVersion& version, v1::ComparedPlan& compared) {
  compared.set_plan_version(version.number);
  *compared.mutable_effective_from() = ToProto(version.effective_from);
  compared.set_label(PrintedLabel(*version.issued.entry));
  compared.set_replaced_because(Join(version.issued->replaced_because(), "; "));
}

}  // namespace

v1::PlanSection SectionOf(std::string_view content_field) {
  const ContentPart* part = FindPart(content_field);
  return part == nullptr ? v1::PLAN_SECTION_UNSPECIFIED : part->section;
}

std::vector<v1::PlanDifference> PlanDifferences(const v1::PlanIssued* before,
                                                const v1::PlanIssued* after) {
  std::vector<v1::PlanDifference> differences;
  if (before == nullptr && after == nullptr) return differences;
  const v1::PlanContent& was = before ? before->content() : v1::PlanContent::default_instance();
  const v1::PlanContent& is = after ? after->content() : v1::PlanContent::default_instance();
  const google::protobuf::Descriptor& type = *v1::PlanContent::descriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const v1::PlanSection section = SectionOf(std::string_view(type.field(i)->name()));
    Pairing(ItemsOf(was, *type.field(i)), ItemsOf(is, *type.field(i)))
        .Tell([&](const Item* old, const Item* fresh) {
          differences.push_back(DifferenceOf(section, old, fresh));
        });
  }
  AddFrame(before, after, differences);
  // Several fields of the content stand in one section: what went of any of them comes last.
  std::stable_sort(differences.begin(), differences.end(), [](const auto& a, const auto& b) {
    const auto place = [](const v1::PlanDifference& one) {
      return std::pair(one.section(), one.change() == v1::PLAN_CHANGE_REMOVED);
    };
    return place(a) < place(b);
  });
  return differences;
}

v1::ComparePlansResponse ComparePlansView(const Record& record, const ComparedVersions& versions) {
  v1::ComparePlansResponse reply;
  const PlanHistory* plan =
      versions.plan_id.empty() ? MainPlan(record.plans) : FindPlan(record.plans, versions.plan_id);
  if (plan == nullptr) return reply;
  reply.set_plan_id(plan->plan_id);
  const PlanVersion* to =
      versions.to == 0 ? VersionOn(*plan, ViewDay(record)) : FindVersion(*plan, versions.to);
  if (to == nullptr) return reply;
  const PlanVersion* from =
      versions.from == 0 ? VersionBefore(*plan, *to) : FindVersion(*plan, versions.from);
  reply.mutable_from();
  if (from != nullptr) Describe(*from, *reply.mutable_from());
  Describe(*to, *reply.mutable_to());
  for (v1::PlanDifference& difference :
       PlanDifferences(from ? &*from->issued : nullptr, &*to->issued)) {
    *reply.add_differences() = std::move(difference);
  }
  return reply;
}

}  // namespace cairn
