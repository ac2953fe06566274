#include "context.h"
#include "facts/facts.h"
#include "image.h"
#include "kubernetes/replaced_image.h"

namespace plimsoll::kubernetes {

extern constinit const Rule image_registry_deprecated = {
    .severity = Severity::warning,
    .group = Group::images,
    .aliases = {"kubescape:C-0253", "kyverno:restrict-deprecated-registry"},
    .replaces = {"deprecated-image"},
    .check =
        [](const Container& container, Context& ctx) {
          const Value value = container["image"];
          const MappedText text = value.mapped(ctx.source());
          const ImageRef image = split_image(text.text());
          for (const Fact entry : facts::table("deprecated-registries").items()) {
            if (!is_from(image, entry["from"].string()) || has_renamed_image(container)) continue;
            const std::string_view then = entry["then"].string(), same = entry["same"].string();
            Report report = ctx.report(value.span(), "image '{}' comes from '{}', which {}{}{}", value.string(),
                                       entry["part"].string(), entry["why"].string(), then.empty() ? "" : "; ", then);
            if (entry["info"].exists()) report.severity(Severity::info);
            if (!same.empty())
              report.fix(fmt::format("pull from '{}'", same), replace(text.span(image.registry), std::string(same)));
            return;
          }
        },
};

}  // namespace plimsoll::kubernetes
