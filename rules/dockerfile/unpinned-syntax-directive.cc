#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> trusted{"trusted", "patterns of other frontend images that are trusted", {}};

bool is_official(const ImageRef& image) {
  const std::string name = image.effective_repository();
  return image.effective_registry() == "docker.io" &&
         (name == "docker/dockerfile" || name == "docker/dockerfile-upstream");
}

}  // namespace

extern constinit const Rule unpinned_syntax_directive = {
    .severity = Severity::info,
    .group = Group::supply_chain,
    .options = {&trusted},
    .check =
        [](const File& file, Context& ctx) {
          for (const Directive& directive : file.directives) {
            if (directive.name.text != "syntax" || directive.value.text.empty()) continue;
            const Word& value = directive.value;
            const ImageRef image = split_image(value.text.substr(0, value.text.find(' ')));
            const Names names = ctx[trusted];
            const bool known =
                is_official(image) || std::any_of(names.begin(), names.end(), [&](std::string_view name) {
                  return is_named(image, name) || is_from(image, name);
                });
            if (!known) {
              ctx.report(value.span, "'{}' controls the whole build, and it is not Docker's", value.text)
                  .severity(Severity::warning);
              continue;
            }
            const std::string_view tag = image.tag.value_or("latest");
            if (image.digest || tag.find_first_of("0123456789") != tag.npos) continue;
            auto report = ctx.report(value.span, "'{}' is another builder after each release", value.text);
            if (!image.tag) report.fix("take version 1", insert_after(value.span, ":1"));
            if (tag == "latest" && image.tag) {
              report.fix("take version 1",
                         replace({value.span.end - static_cast<uint32_t>(tag.size()), value.span.end}, "1"));
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
