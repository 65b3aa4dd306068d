// Codes of local authorities in England, as they occur in UPNs (CIN census rule 1530). Pure.
#pragma once

namespace cairn::rules {

// Whether `code` is, or ever was, a local authority: UPNs keep the codes of abolished ones.
bool IsLaCode(int code);

}  // namespace cairn::rules
