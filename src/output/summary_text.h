// The summary of a run in words; the formats that people read share it.
#pragma once

#include <string>
#include <string_view>

#include "output/output.h"

namespace plimsoll {

// "1 file", "2 files".
std::string plural(uint32_t count, std::string_view word);

// "3 findings (1 error, 2 warnings) in 2 files; 4 files checked, 1 skipped". Never "no findings" where nothing was
// checked.
std::string summary_line(const Summary& summary);

// "2 can be fixed by 'plimsoll --fix .', 1 more by '… --unsafe-fixes'"; empty if none can.
std::string fixable_line(const Summary& summary);

// Why files were skipped, "2 skipped: a Helm template": a line for each reason, the most frequent first.
std::string skipped_lines(const RunResult& result);

}  // namespace plimsoll
