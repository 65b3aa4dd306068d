// The row of one provision: what was given of it, from where to where, and what that shows. Pure.
#pragma once

#include <string>
#include <vector>

#include "projections/impact/evidence_flags.h"
#include "projections/record/record.h"
#include "projections/timeline/measures.h"
#include "projections/timeline/printed_impact.h"
#include "projections/timeline/support_times.h"
#include "projections/timeline/tried_rows.h"

namespace cairn {

// Everything the verdict rests on, and the verdict.
struct ProvisionEvidence {
  SupportTime time;
  ResolvedMeasure before;
  ResolvedMeasure after;
  std::vector<MeasurePoint> points;  // of the counted measure, first to last
  Dose dose;
  std::string provider;
  Shown shown;
  // Why it is not evidence; empty unless the verdict says so.
  std::vector<impact::EvidenceFlag> objections;

  bool same_measure() const { return before.exists() && before.key == after.key; }
};

// As of `day`; `measured` are the points of `record`.
ProvisionEvidence EvidenceOf(const Record& record, const MeasuredPoints& measured,
                             const Provision& provision, CivilDate day);

// What it is, without who gives it: `Phonics A`.
std::string NameOf(const Provision& provision);

TriedRowOf RowOfProvision(const Record& record, const MeasuredPoints& measured,
                          const Provision& provision, CivilDate day);

}  // namespace cairn
