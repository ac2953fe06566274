#include <set>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

const std::vector<KeyValue>* pairs_of(const Instruction& instruction) {
  if (instruction.keyword == Keyword::env) return &static_cast<const Env&>(instruction).pairs;
  if (instruction.keyword == Keyword::label) return &static_cast<const Label&>(instruction).pairs;
  return nullptr;
}

// A MAINTAINER would be a label.
Keyword kind_of(const Instruction& instruction) {
  return instruction.keyword == Keyword::maintainer ? Keyword::label : instruction.keyword;
}

// ENV NAME VALUE and MAINTAINER, which take but one.
bool is_legacy(const Instruction& instruction) {
  if (instruction.keyword == Keyword::maintainer) return true;
  const auto* pairs = pairs_of(instruction);
  return pairs && !pairs->empty() && pairs->front().legacy;
}

// What the instruction adds to one of its kind; nullopt where it is written in a form that cannot be joined.
std::optional<Span> body_of(const Instruction& instruction) {
  if (const auto* pairs = pairs_of(instruction)) {
    if (pairs->empty() || !pairs->front().value) return std::nullopt;
    return join(pairs->front().span, pairs->back().span);
  }
  if (instruction.keyword != Keyword::expose && instruction.keyword != Keyword::volume &&
      instruction.keyword != Keyword::maintainer)
    return std::nullopt;
  if (instruction.arguments.empty() || instruction.arguments.starts_with("[")) return std::nullopt;
  return instruction.arguments_span();
}

bool refers_to(const Instruction& instruction, const std::set<std::string_view>& names, char escape) {
  if (instruction.arguments.find('$') == std::string_view::npos) return false;
  for (const Word& word : expanded_words(instruction)) {
    for (const Reference& reference : references(word.text, escape)) {
      if (names.contains(reference.name)) return true;
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule sequential_env_merge = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .check =
        [](const Stage& stage, Context& ctx) {
          const Instruction* before = nullptr;
          std::set<std::string_view> names;  // of the row of alike instructions
          for (const Instruction* instruction : stage.instructions) {
            const char escape = instruction->model->file().escape;
            const auto body = body_of(*instruction);
            const auto body_before = before ? body_of(*before) : std::nullopt;
            const bool row = body && body_before && kind_of(*before) == kind_of(*instruction) &&
                             !refers_to(*instruction, names, escape);
            if (!row) names.clear();
            if (instruction->keyword == Keyword::env) {
              for (const KeyValue& pair : static_cast<const Env*>(instruction)->pairs) names.insert(pair.key.text);
            }
            if (row) {
              const bool alike = before->keyword == instruction->keyword;
              auto report = ctx.report(instruction->name.span, "this {} and the {} above could be one",
                                       name_of(instruction->keyword), alike ? "one" : name_of(before->keyword));
              const Span gap{body_before->end, body->begin};
              const std::string_view between = ctx.source().text({gap.begin, instruction->span.begin});
              const bool legacy = is_legacy(*before) || is_legacy(*instruction);
              if (!legacy && between.find('#') == between.npos && instruction->continuations.empty()) {
                report.fix("join them", replace(gap, fmt::format(" {}\n    ", escape)));
              }
            }
            before = instruction;
          }
        },
};

}  // namespace plimsoll::dockerfile
