#include "context.h"
#include "dockerfile/variables.h"

namespace plimsoll::dockerfile {
namespace {

// The word with ${NAME:?…} for each variable that nothing gives a value; empty if there is none, or it has another
// form.
std::string wanting_all(std::string_view word, const From& from) {
  std::string text;
  size_t done = 0;
  for (const Reference& use : references(word, from.model->file().escape)) {
    const std::string_view written = word.substr(use.begin, use.end - use.begin);
    if (use.begin < done || use.has_default || by_defaults(written, from) != "") continue;
    if (written.size() > use.name.size() + 3) return {};
    text += word.substr(done, use.begin - done);
    text += fmt::format("${{{}:?missing}}", use.name);
    done = use.end;
  }
  return done == 0 ? text : text + std::string(word.substr(done));
}

}  // namespace

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
          auto report = image->empty()
                            ? ctx.report(from.image->span, "'{}' names no image unless a build argument does", word)
                            : ctx.report(from.image->span, "'{}' is '{}' without build arguments, and that is no image",
                                         word, *image);
          if (std::string wanted = wanting_all(word, from); !wanted.empty())
            report.suggest("stop the build with a message where it is not given",
                           replace(from.image->span, std::move(wanted)));
        },
};

}  // namespace plimsoll::dockerfile
