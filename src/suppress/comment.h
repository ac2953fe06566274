// What the text of a comment says to linters. Where it holds is for the language to say (dockerfile.cc, manifest.cc).
//
//   read_comment("# trivy:ignore:DS-0002 trivy:ignore:DS-0026", 40, found);   // two more in `found`
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "suppress/suppression.h"

namespace plimsoll {

// Where a part of the text that is read stands in the file.
using Locate = std::function<Span(std::string_view part)>;

// Adds what the comment at byte `offset` says: nothing for most comments. Scopes are still missing.
void read_comment(std::string_view comment, uint32_t offset, std::vector<Suppression>& found);

// Reads "RULE, RULE until DATE -- reason" into `result`.
void read_allowance(std::string_view text, const Locate& place, Suppression& result);

// The comments of other tools (rivals.cc).
void read_rival_comment(std::string_view comment, const Locate& place, std::vector<Suppression>& found);
// What BuildKit's directive "# check=VALUE" says, if it skips anything.
void read_check_value(std::string_view value, const Locate& place, Suppression& result);

// Adds the name that `id` is to the tool with that prefix of aliases ("hadolint").
void add_name(Suppression& result, std::string_view prefix, std::string_view id, const Locate& place);
}  // namespace plimsoll
