// Worries, answers, views, contacts and documents. Plain values.
#pragma once

#include <vector>

#include "cairn/v1/concern.pb.h"

#include "projections/record/fact.h"

namespace cairn {

// Every list is in the order in which things happened. An answer names its concern by a link
// ANSWERS: LinksTo() of entry_links.h.
struct Concerns {
  FactList<v1::ConcernRaised> raised;
  FactList<v1::ConcernAnswered> answers;
  FactList<v1::VoiceCaptured> voices;
  FactList<v1::ContactLogged> contacts;
  FactList<v1::DocumentFiled> documents;
};

}  // namespace cairn
