#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

extern constinit const Rule exec_form_non_string_element = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:arrays must be comprised of strings only", "dockerlint:json_array_brackets"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          for (const Word& element : instruction.non_strings) {
            Report report = ctx.report(
                element.span, "'{}' is no string, and the builder takes an array of strings only", element.text);
            const bool simple = element.text.find_first_of("[{\"") == element.text.npos && element.text != "null";
            if (simple)
              report.fix("put it in quotes", {insert_before(element.span, "\""), insert_after(element.span, "\"")});
          }
        },
};

}  // namespace plimsoll::dockerfile
