// Which entry a link names. Pure; safe to call from any thread.
#pragma once

#include "cairn/v1/entry.pb.h"

#include "projections/record/effective_entries.h"

namespace cairn {

// By the id or source id of its first event or of any correction.
bool NamesEntry(const v1::EntryRef& ref, const EffectiveEntry& entry);
bool LinksTo(const v1::Entry& from, v1::Relation relation, const EffectiveEntry& target);

}  // namespace cairn
