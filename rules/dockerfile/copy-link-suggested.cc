#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

// --link came with version 1.4 of the syntax.
bool knows_link(const File& file) {
  for (const Directive& directive : file.directives) {
    if (directive.name.text != "syntax") continue;
    const ImageRef image = split_image(directive.value.text);
    if (!image.repository.ends_with("docker/dockerfile")) return false;
    const std::string_view tag = image.tag.value_or("1");
    return !tag.starts_with("1.0") && !tag.starts_with("1.1.") && !tag.starts_with("1.2") && !tag.starts_with("1.3") &&
           tag != "1.1";
  }
  return true;
}

bool is_number(std::string_view owner) { return owner.find_first_not_of("0123456789:") == owner.npos; }

}  // namespace

extern constinit const Rule copy_link_suggested = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .profile = Profile::all,
    .check =
        [](const Copy& copy, Context& ctx) {
          if (!copy.flag("from") || copy.flag("link") || copy.flag("parents") || !copy.destination ||
              !copy.heredocs.empty())
            return;
          if (copy.stage && copy.stage->windows) return;
          const Text path = copy.model->expand(copy.destination->text, copy);
          if (!path.known || !path.value.starts_with('/')) return;
          const Flag* owner = copy.flag("chown");
          if (owner && !is_number(value_of(*owner))) return;
          if (!knows_link(copy.model->file())) return;
          ctx.report(copy.name.span,
                     "with --link this layer does not depend on those below, and stays cached when they change")
              .suggest("add --link", insert_after(copy.name.span, " --link"));
        },
};

}  // namespace plimsoll::dockerfile
