// Nothing that a plan says is left out of its print, whatever field the contract gains.
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include "clients/cli/print/print_plan.h"

namespace cairn::cli {
namespace {

using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::Message;
using ::testing::HasSubstr;

// Fields that cannot carry a mark of their own, and why.
const std::map<std::string, std::string> kUnmarked = {
    {"Date.month", "a date is printed whole, and its year is marked"},
    {"Date.day", "a date is printed whole, and its year is marked"},
    {"Decimal.scale", "says where the point of the value stands"},
    {"Aspiration.whose", "a code: see PrintPlanContent.SaysCodesInWords"},
    {"Outcome.area", "a code: see PrintPlanContent.SaysCodesInWords"},
    {"ProvisionLine.tier", "a code: see PrintPlanContent.SaysCodesInWords"},
    {"Outcome.preparation_for_adulthood", "yes or no: see PrintPlanContent.SaysCodesInWords"},
    {"RelationalSection.child_took_part", "yes or no: see print_plan_test.cc"},
};

// Puts another mark into every field, one item in every list, and keeps which is whose.
class Marker {
 public:
  void Fill(Message& message) {
    const google::protobuf::Descriptor& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      const std::string name = type.name() + "." + field.name();
      if (!kUnmarked.contains(name)) FillField(message, field, name);
    }
  }
  // By the place of the field: `Target.due > Date.year` has a mark for every date.
  const std::map<std::string, std::string>& marks() const { return marks_; }

 private:
  void FillField(Message& message, const FieldDescriptor& field, const std::string& name) {
    using R = google::protobuf::Reflection;
    const R& values = *message.GetReflection();
    const auto put = [&](auto set, auto add, auto value) {
      field.is_repeated() ? (values.*add)(&message, &field, value)
                          : (values.*set)(&message, &field, value);
    };
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        path_ += name + " > ";
        Fill(field.is_repeated() ? *values.AddMessage(&message, &field)
                                 : *values.MutableMessage(&message, &field));
        path_.resize(path_.size() - name.size() - 3);
        return;
      case FieldDescriptor::CPPTYPE_STRING:
        return put(&R::SetString, &R::AddString, Mark(name, "MARK"));
      case FieldDescriptor::CPPTYPE_INT32:
        return put(&R::SetInt32, &R::AddInt32, std::stoi(Mark(name)));
      case FieldDescriptor::CPPTYPE_INT64:
        return put(&R::SetInt64, &R::AddInt64, std::stoll(Mark(name)));
      default:
        ADD_FAILURE() << name << " has a type that cannot be marked: print it, and say here why";
    }
  }

  std::string Mark(const std::string& name, const std::string& before = "") {
    const std::string mark = before + std::to_string(++last_);
    marks_.emplace(path_ + name, mark);
    return mark;
  }

  int last_ = 1000;  // as many digits in every mark, so that none is part of another
  std::string path_;
  std::map<std::string, std::string> marks_;
};

TEST(PrintPlanContent, HasEveryTextAndNumberThatAPlanSays) {
  v1::Plan plan;
  Marker marker;
  marker.Fill(*plan.mutable_content());

  const std::string text = PrintPlan(plan);

  for (const auto& [field, mark] : marker.marks()) EXPECT_THAT(text, HasSubstr(mark)) << field;
  EXPECT_GT(marker.marks().size(), 50u);
}

TEST(PrintPlanContent, SaysCodesInWords) {
  v1::Plan plan;
  v1::PlanContent& content = *plan.mutable_content();
  v1::Aspiration& aspiration = *content.add_aspirations();
  aspiration.set_whose(v1::CAPACITY_CLASS_TEACHER);
  aspiration.set_text("Reads alone");
  v1::Outcome& outcome = *content.add_outcomes();
  outcome.set_area(v1::BROAD_AREA_COGNITION_AND_LEARNING);
  outcome.set_preparation_for_adulthood(true);
  content.add_provisions()->set_tier(v1::TIER_SPECIALIST);

  const std::string text = PrintPlan(plan);

  EXPECT_THAT(text, HasSubstr("ASPIRATIONS  Class teacher: Reads alone\n"));
  EXPECT_THAT(text, HasSubstr("             Area of need: Cognition and learning\n"
                              "             Prepares for adulthood\n"));
  EXPECT_THAT(text, HasSubstr("      What    specialist support\n"));
}

TEST(PrintPlanContent, PutsEachPartWhereItIsLookedFor) {
  v1::Plan plan;
  v1::PlanContent& content = *plan.mutable_content();
  content.add_home_strategies("Same words as at school");
  content.add_home_strategies("Quiet first");
  content.add_specialists("Marigold Underhill, speech therapist: each term");
  content.add_transition("Two visits in June");
  v1::RelationalSection& relational = *content.mutable_relational();
  relational.add_trusted_peers("two from the chess club");
  relational.add_builds_safety("a plan for each day");
  relational.add_calms("drawing");
  relational.add_hard_for_me("loud halls");
  relational.add_hard_for_me("waiting");

  EXPECT_THAT(PrintPlan(plan),
              HasSubstr("AT HOME      Same words as at school\n"
                        "             Quiet first\n"
                        "RELATIONSHIPS\n"
                        "  Trusted peers   two from the chess club\n"
                        "  Builds safety   a plan for each day\n"
                        "  What calms      drawing\n"
                        "  What is hard    loud halls; waiting\n"
                        "SPECIALISTS  Marigold Underhill, speech therapist: each term\n"
                        "FOR THE MOVE Two visits in June\n"));
}

}  // namespace
}  // namespace cairn::cli
