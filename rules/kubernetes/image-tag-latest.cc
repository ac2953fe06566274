#include <algorithm>

#include "context.h"
#include "image.h"
#include "kubernetes/replaced_image.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> blocked_tags{"blocked-tags", "tags that nobody may use", {"latest"}};
constinit const Option<bool> block_missing_tag{"block-missing-tag", "no tag is as bad as latest", true};

bool is_blocked(std::string_view tag, Context& ctx) {
  const Names blocked = ctx[blocked_tags];
  return std::find(blocked.begin(), blocked.end(), tag) != blocked.end();
}

void check_container(const Container& container, Context& ctx) {
  const Value value = container["image"];
  // The control plane of a service mesh fills in "auto".
  if (!value.is_scalar() || value.templated() || value.is("auto")) return;
  const MappedText text = value.mapped(ctx.source());
  const ImageRef image = split_image(text.text());
  if (!image.valid() || image.digest) return;
  if (!image.tag) {
    if (ctx[block_missing_tag])
      ctx.report(value.span(), "image '{}' has no tag, so it is whatever 'latest' is when a node pulls it",
                 value.string());
  } else if (is_blocked(*image.tag, ctx)) {
    ctx.report(text.span(*image.tag), "tag '{}' moves, so two pods may run different versions of '{}'", *image.tag,
               image.repository);
  }
}

// Of a kustomization, for the images of the files that it lists.
void check_new_tags(const Document& document, Context& ctx) {
  for (const Value& image : new_images_of(document)) {
    const Value tag = image["newTag"];
    if (tag.missing() || image["digest"].present() || !is_blocked(tag.string(), ctx)) continue;
    ctx.report(tag.span(), "tag '{}' moves, so two pods may run different versions of '{}'", tag.string(),
               image["name"].string());
  }
}

}  // namespace

extern constinit const Rule image_tag_latest = {
    .severity = Severity::warning,
    .group = Group::images,
    .aliases = {"kube-linter:latest-tag", "kube-score:container-image-tag", "polaris:tagNotSpecified", "trivy:KSV-0013",
                "trivy:KSV013", "trivy:AVD-KSV-0013", "checkov:CKV_K8S_14", "kics:Invalid Image Tag",
                "kics:583053b7-e632-46f0-b989-f81ff8045385", "kubescape:C-0075",
                "azure-policy:Kubernetes cluster container images should not include latest image tag",
                "azure-policy:021f8078-41a0-40e6-81b6-c6597da9f3ee", "gatekeeper:general/disallowedtags",
                "kyverno:disallow-latest-tag", "sonar:S6596", "terrascan:AC_K8S_0068"},
    .options = {&blocked_tags, &block_missing_tag},
    .check = {[](const Container& container, Context& ctx) { check_container(container, ctx); },
              [](const Document& document, Context& ctx) { check_new_tags(document, ctx); }},
};

}  // namespace plimsoll::kubernetes
