// Where a comment of ours would have to stand to allow a finding, and nothing more than that if it can be helped.
//
// On a line of its own above the instruction, entry or list item; at the end of the line for the first entry of a
// document, above which a comment would mean all of it; or as one more name in a comment that is there. JSON has no
// place for comments.
#pragma once

#include <string_view>
#include <vector>

#include "diagnostic.h"
#include "kubernetes/value.h"
#include "suppress/nested.h"
#include "suppress/suppression.h"

namespace plimsoll {

// The place for a finding that begins at a byte. A name joins comments with `reason` only, if that is not empty.
Nested<CommentPlace> comment_places(const dockerfile::File& file, const std::vector<Suppression>& suppressions,
                                    std::string_view reason);
Nested<CommentPlace> comment_places(const kubernetes::Manifest& manifest, const std::vector<Suppression>& suppressions,
                                    std::string_view reason);

}  // namespace plimsoll
