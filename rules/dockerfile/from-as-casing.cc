#include "context.h"

namespace plimsoll::dockerfile {

extern constinit const Rule from_as_casing = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .aliases = {"buildkit:FromAsCasing"},
    .check =
        [](const From& from, Context& ctx) {
          if (!from.as) return;
          const bool small = from.name.text == "from", capital = from.name.text == "FROM";
          const std::string_view right = small ? "as" : "AS";
          if ((!small && !capital) || from.as->text == right) return;
          ctx.report(from.as->span, "'{}' is in another letter case than '{}'", from.as->text, from.name.text)
              .fix(fmt::format("write {}", right), replace(from.as->span, std::string(right)));
        },
};

}  // namespace plimsoll::dockerfile
