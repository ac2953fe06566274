// Comments of other tools that silence a finding of theirs: hadolint, Checkov, Trivy, KICS, Semgrep, BuildKit and so
// on.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

struct IgnoreComment {
  std::string_view tool;  // as it calls itself: "hadolint"
  Span span;
  bool can_have_reason = true;
  bool has_reason = false;
};
// BuildKit's directive "# check=skip=…" is among them.
std::vector<IgnoreComment> ignore_comments(const File& file);

}  // namespace plimsoll::dockerfile
