#include "context.h"
#include "dockerfile/variables.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_default_arg_in_from = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .profile = Profile::strict,
    .aliases = {"buildkit:InvalidDefaultArgInFrom"},
    .replaces = {"invalid-image-reference"},
    .check =
        [](const From& from, Context& ctx) {
          if (!from.image || from.image->text.find('$') == std::string_view::npos) return;
          const std::string_view word = from.image->text;
          // Whoever writes ${TAG:?} wants to be given one.
          if (word.find('?') != word.npos || references(word, from.model->file().escape).empty()) return;
          const auto image = by_defaults(word, from);
          if (!image || split_image(*image).valid()) return;
          if (image->empty()) {
            ctx.report(from.image->span, "'{}' names no image unless a build argument does", word);
          } else {
            ctx.report(from.image->span, "'{}' is '{}' without build arguments, and that is no image", word, *image);
          }
        },
};

}  // namespace plimsoll::dockerfile
