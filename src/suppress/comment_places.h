// Where a comment of ours would have to stand to allow a finding, and nothing more than that if it can be helped.
//
// On a line of its own above the instruction, entry or list item; at the end of the line for the first entry of a
// document, above which a comment would mean all of it; or as one more name in a comment that is there. JSON has no
// place for comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "finding.h"
#include "kubernetes/value.h"
#include "suppress/nested.h"
#include "suppress/suppression.h"

namespace plimsoll {

// What is inserted at a byte: the name of the rule with this before and behind it.
struct CommentPlace {
  uint32_t at = 0;
  std::string before, after;
};

// The place for a finding that begins at a byte. A name joins comments with `reason` only, if that is not empty.
Nested<CommentPlace> comment_places(const dockerfile::File& file, const std::vector<Suppression>& suppressions,
                                    std::string_view reason);
Nested<CommentPlace> comment_places(const kubernetes::Manifest& manifest, const std::vector<Suppression>& suppressions,
                                    std::string_view reason);

// Makes the comment the only fix of a diagnostic; it has none where there is no place.
void offer_comment(const Finding& finding, const Nested<CommentPlace>& places, Diagnostic& diagnostic);
// Of several such fixes at one place each becomes one comment with the names of all.
void join_comments(std::vector<Diagnostic>& diagnostics);

}  // namespace plimsoll
