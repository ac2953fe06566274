#include "context.h"
#include "image.h"
#include "image_policy.h"
#include "kubernetes/replaced_image.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> registries{
    "registries", "registries, repositories or patterns that images may come from", {}};
constinit const Option<std::string_view> mode{"mode", "how the entries are read: glob, prefix or regex", "glob",
                                              [](std::string_view text) {
                                                return choice_problem(text, {"glob", "prefix", "regex"});
                                              }};
constinit const Option<Names> excluded_images{"excluded-images", "images that may come from anywhere", {}};

void check_reference(const Value& value, Context& ctx) {
  const Names allowed = ctx[registries];
  if (allowed.empty() || !value.is_scalar() || value.string().empty()) return;
  const MappedText text = value.mapped(ctx.source());
  // A variable behind a known registry hides nothing that matters here.
  if (has_unknown_registry(text.text())) return;
  if (is_allowed_image(text.text(), allowed, ctx[mode]) || is_allowed_image(text.text(), ctx[excluded_images], "glob"))
    return;
  ctx.report(value.span(), "image '{}' comes from '{}', which is not on the list of approved registries",
             value.string(), split_image(text.text()).effective_registry());
}

}  // namespace

extern constinit const Rule image_registry_not_allowed = {
    .severity = Severity::error,
    .group = Group::images,
    .aliases = {"trivy:KSV-0125",
                "trivy:KSV0125",
                "trivy:AVD-KSV-0125",
                "trivy:KSV-0032",
                "trivy:KSV032",
                "trivy:AVD-KSV-0032",
                "trivy:KSV-0033",
                "trivy:KSV033",
                "trivy:AVD-KSV-0033",
                "trivy:KSV-0034",
                "trivy:KSV034",
                "trivy:AVD-KSV-0034",
                "trivy:KSV-0035",
                "trivy:KSV035",
                "trivy:AVD-KSV-0035",
                "kubescape:C-0078",
                "azure-policy:Kubernetes cluster containers should only use allowed images",
                "azure-policy:febd0533-8e55-448f-b837-bd0e06f16469",
                "gatekeeper:general/allowedrepos",
                "gatekeeper:general/allowedreposv2",
                "kyverno:restrict-image-registries",
                "kyverno:advanced-restrict-image-registries",
                "kyverno:allowed-image-repos"},
    .options = {&registries, &mode, &excluded_images},
    .check = {[](const Container& container, Context& ctx) {
                if (!has_renamed_image(container)) check_reference(container["image"], ctx);
              },
              [](const Document& document, Context& ctx) {
                for (const Value& image : new_images_of(document)) check_reference(image["newName"], ctx);
              }},
};

}  // namespace plimsoll::kubernetes
