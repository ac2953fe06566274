#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_variable_substitution = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:unsupported modifier", "buildkit-error:bad substitution",
                "dockerfile-ls:UNSUPPORTED_MODIFIER"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          const Keyword keyword = instruction.keyword;
          const bool has_pairs = keyword == Keyword::env || keyword == Keyword::label || keyword == Keyword::arg;
          for (const Word& word : expanded_words(instruction)) {
            const auto problem = malformed(word.text, instruction.model->file().escape);
            if (!problem) continue;
            if (const auto quote = open_quote(instruction, word)) {
              // Another rule speaks of the quotes of pairs.
              if (!has_pairs) ctx.report(*quote, "nothing closes this quote");
              continue;
            }
            const size_t begin = std::min(word.text.rfind("${", problem->offset), problem->offset);
            const size_t brace = word.text.find('}', problem->offset);
            const size_t end = std::min(brace, word.text.size() - 1) + 1;
            ctx.report(place_in(instruction, word, begin, end - begin), "the builder cannot replace '{}': {}",
                       word.text.substr(begin, end - begin), problem->reason);
          }
        },
};

}  // namespace plimsoll::dockerfile
