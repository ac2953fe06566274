#include <algorithm>

#include "context.h"
#include "dockerfile/exec_form.h"
#include "dockerfile/ports.h"

namespace plimsoll::dockerfile {
namespace {

// The word with the blanks before it, or the whole instruction if it has no other.
Edit removal_of_word(const Expose& expose, const Word& word, const Source& source) {
  if (expose.ports.size() == 1) return removal_of(expose, source);
  Span span = word.span;
  while (span.begin > 0 && (source.text()[span.begin - 1] == ' ' || source.text()[span.begin - 1] == '\t'))
    --span.begin;
  return remove(span);
}

}  // namespace

extern constinit const Rule duplicate_exposed_port = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .check =
        [](const Stage& stage, Context& ctx) {
          std::vector<ExposedPort> seen;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword != Keyword::expose) continue;
            const auto& expose = static_cast<const Expose&>(*instruction);
            size_t doubles = 0;
            for (ExposedPort& port : exposed_ports(expose)) {
              const auto first = std::find_if(seen.begin(), seen.end(), [&](const ExposedPort& other) {
                return other.protocol == port.protocol && other.holds(port.first) && other.holds(port.last);
              });
              if (first == seen.end()) {
                if (seen.size() < 1000) seen.push_back(std::move(port));
                continue;
              }
              Report report = ctx.report(port.word.span, "port '{}' is exposed already", port.text);
              report.note(first->word.span, "here");
              const bool literal =
                  port.word.text == port.text && ++doubles < expose.ports.size() + (expose.ports.size() == 1);
              if (literal) report.fix("delete it", removal_of_word(expose, port.word, ctx.source()));
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
