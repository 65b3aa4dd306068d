#include "services/rules/assess/contact_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class ContactRules : public RuleCaseTest {};

TEST_P(ContactRules, FindIt) { ExpectItIsFound(); }

constexpr char kUnlinked[] =
    "person_unlinked { name: 'Al' relationship: RELATIONSHIP_FATHER reason: 'x' }";

const RuleCase kContactCases[] = {
    {"WhoeverIsUnlinkedWasLinked",
     "person_unlinked { name: 'Bo' relationship: RELATIONSHIP_FATHER }",
     "family.unlinked_was_linked @ person_unlinked.name",
     kUnlinked,
     {"person_linked { name: 'Al' relationship: RELATIONSHIP_FATHER }"}},
    {"WhoeverIsUnlinkedWasLinkedUnderTheirSignIn",
     "person_unlinked { name: 'Al' relationship: RELATIONSHIP_FATHER sign_in_subject: 'other' }",
     "family.unlinked_was_linked @ person_unlinked.name",
     "person_unlinked { name: 'Albert' relationship: RELATIONSHIP_FATHER sign_in_subject: 'al' }",
     {"person_linked { name: 'Al' relationship: RELATIONSHIP_FATHER sign_in_subject: 'al' }"}},
    {"ParentalResponsibilityLasts",
     "person_unlinked { name: 'Al' relationship: RELATIONSHIP_FATHER }",
     "family.responsibility_lasts @ person_unlinked.reason",
     kUnlinked,
     {"person_linked { name: 'Al' relationship: RELATIONSHIP_FATHER "
      "parental_responsibility: true }"}},
    {"R55_AProfileIsMadeWithTheChild", "profile_published { important_to_me: 'trains' }",
     "profile.made_with_the_child @ profile_published.made_with",
     "profile_published { important_to_me: 'trains' made_with: 'Pip' }"},
    {"R55_AProfileSaysHowToHelp", "profile_published { important_to_me: 'trains' }",
     "profile.says_how_to_help @ profile_published.how_to_support_me",
     "profile_published { important_to_me: 'trains' how_to_support_me: 'wait for me' }"},
    {"R63_AContactSaysInWhatCapacityTheySpoke", "contact_logged { with: 'Mo' text: 'x' }",
     "contact.capacity_stated @ contact_logged.capacity",
     "contact_logged { with: 'Mo' text: 'x' capacity: CAPACITY_PARENT }"},
    {"NothingIsAgreedWithNobody",
     "contact_logged { with: 'Mo' text: 'x' not_reached: true agreed: 'y' }",
     "contact.nothing_agreed_with_nobody @ contact_logged.agreed",
     "contact_logged { with: 'Mo' text: 'x' not_reached: true }"},
    {"ADocumentHasItsFile", "document_filed { title: 'Letter' }",
     "document.has_its_file @ document_filed",
     "attachments { name: 'letter.pdf' } document_filed { title: 'Letter' }"},
    {"ADocumentIsOlderThanItsFiling",
     "document_filed { title: 'Letter' dated { year: 2026 month: 1 day: 6 } }",
     "document.dated_before_it_came @ document_filed.dated",
     "document_filed { title: 'Letter' dated { year: 2026 month: 1 day: 5 } }"},
};

INSTANTIATE_TEST_SUITE_P(Rows, ContactRules, testing::ValuesIn(kContactCases), NameOf);

using ContactRulesTest = RulesTest;

TEST_F(ContactRulesTest, EndingALinkTwiceIsHarmless) {
  record_.Add("person_linked { name: 'Al' relationship: RELATIONSHIP_FATHER }");
  record_.Add(kUnlinked);

  EXPECT_THAT(Findings(kUnlinked), testing::IsEmpty());
}

}  // namespace
}  // namespace cairn
