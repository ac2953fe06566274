#include "context.h"
#include "glob.h"
#include "kubernetes/object.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allowed{
    "allowed", "where sources may come from, with * for any text; empty: anywhere", {}};

// Where the object fetches from; absent of other kinds.
Value address_of(const Object& object) {
  const Value spec = object["spec"];
  if (object.is("image.toolkit.fluxcd.io", "ImageRepository")) return spec["image"];
  if (object.group != "source.toolkit.fluxcd.io") return {};
  if (object.kind_name == "Bucket") return spec["endpoint"];
  const bool has_url = object.kind_name == "GitRepository" || object.kind_name == "HelmRepository" ||
                       object.kind_name == "OCIRepository";
  return has_url ? spec["url"] : Value();
}

}  // namespace

extern constinit const Rule flux_source_not_allowed = {
    .severity = Severity::warning,
    .group = Group::policy,
    .aliases = {"kyverno:flux:verify-flux-sources", "kyverno:flux:verify-git-repositories"},
    .replaces = {"clear-text-url"},
    .options = {&allowed},
    .check =
        [](const Object& object, Context& ctx) {
          const Value address = address_of(object), insecure = object["spec"]["insecure"];
          const std::string_view text = address.string();
          if (!address.is_scalar() || address.templated()) return;
          if (text.starts_with("http://") || text.starts_with("git://")) {
            ctx.report(address.span(),
                       "what is deployed comes over the network without encryption, and can be changed there");
          } else if (insecure.is(true)) {
            ctx.report(insecure.span(),
                       "what is deployed comes over the network without encryption, and can be changed there");
          }
          const Names patterns = ctx[allowed];
          if (!patterns.empty() && !fits_any(patterns, text))
            ctx.report(address.span(), "{} '{}' is not one of the sources that are allowed", object.kind_name, text);
        },
};

}  // namespace plimsoll::kubernetes
