#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

extern constinit const Rule missing_final_newline = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .check =
        [](const File& file, Context& ctx) {
          const std::string_view text = file.source->text();
          if (text.empty() || text.back() == '\n' || text.back() == '\r') return;
          const auto end = static_cast<uint32_t>(text.size());
          ctx.report({end, end}, "the file does not end in a newline")
              .fix("end the last line", insert_after({end, end}, "\n"));
        },
};

}  // namespace plimsoll::dockerfile
