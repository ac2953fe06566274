// From findings to diagnostics: what a finding says, in the units that people and formats count in.
//
// The text that a diagnostic carries is safe to keep and to print as UTF-8: long lines are cut around the mark, invalid
// bytes are replaced, and secrets (`hidden`, spans of the same file) are asterisks. A fix whose text holds a secret
// loses its title: --fix applies it, and reports leave out what has no title.
//
//   HiddenSpans hidden(findings);
//   for (const Finding& finding : findings) diagnostics.push_back(diagnose(finding, source, hidden));
//   number_fingerprints(diagnostics);
#pragma once

#include <vector>

#include "diagnostic.h"
#include "finding.h"
#include "source.h"

namespace plimsoll {

// Every secret that the findings of one file name, and those that are known besides, sorted and without overlaps. Built
// before suppression, so that a suppressed secret stays hidden in the lines that other findings show.
class HiddenSpans {
 public:
  HiddenSpans() = default;
  explicit HiddenSpans(const std::vector<Finding>& findings, std::vector<Span> secrets = {});
  // Where the hidden span that holds `offset` ends, or `offset` itself where nothing is hidden.
  uint32_t end_of(uint32_t offset) const;
  // Whether any of these bytes is hidden.
  bool any_in(Span span) const;
  // Whether `text` holds one of them, as a fix does that moves or quotes it. Yes when a file makes us compare too much.
  bool shown_in(std::string_view text, const Source& source) const;

 private:
  std::vector<Span> spans_;
  mutable size_t compared_ = 0;  // bytes so far, once for each secret looked for
};

Region region_of(Span span, const Source& source);
Snippet snippet_of(Span span, const Source& source, const HiddenSpans& hidden);

// The fingerprint is yet without its number. `within`: the object or stage around it, which is part of that.
Diagnostic diagnose(const Finding& finding, const Source& source, const HiddenSpans& hidden = {},
                    std::string_view within = {});

// Tells equal fingerprints of one file apart by their order: "…:1", "…:2".
void number_fingerprints(std::vector<Diagnostic>& diagnostics);

}  // namespace plimsoll
