// What an entry says about other entries of the record: links, corrections, voids; and what may
// stand at which place in a record. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

// Refuses a link that leads nowhere (by source id it may lead forward in a bulk load), a correction
// or void of what is not there or is void already, a correction by another kind, a record that does
// not begin with RecordOpened or has two, and what only the server writes.
void CheckLinks(const Situation& at, Verdict& verdict);

void ListLinkRules(std::vector<Rule>& list);

}  // namespace cairn::rules
