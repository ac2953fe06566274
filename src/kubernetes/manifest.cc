#include "kubernetes/manifest.h"

#include <iterator>

#include "kubernetes/parse.h"
#include "kubernetes/patch.h"
#include "kubernetes/replaced_image.h"
#include "kubernetes/scope.h"
#include "kubernetes/template_home.h"

namespace plimsoll::kubernetes {
namespace {

void mark_replaced_images(Document& document, const Overlay& overlay) {
  for (const Node& node : document.nodes) {
    for (const Node::Entry& entry : node.entries) {
      if (entry.key->text == "image" && replaced_image(entry.value->text, overlay).versioned)
        entry.value->partial = true;
    }
  }
}

}  // namespace

Manifest read_manifest(const Source& source, const Overlay& overlay) { return read_manifest(source, overlay, {}); }

Manifest read_manifest(const Source& source, const Overlay& overlay, const std::vector<TemplateHome>& more) {
  Manifest manifest;
  manifest.source = &source;
  manifest.documents = parse(source);
  for (const auto& document : manifest.documents) {
    std::vector<Object> objects = objects_of(*document);
    if (!overlay.images.empty()) mark_replaced_images(*document, overlay);
    if (overlay.patch || is_patch(*document, objects)) mark_as_patch(*document);
    const bool adds = !overlay.labels.empty() || !overlay.annotations.empty() || !overlay.pod_labels.empty() ||
                      !overlay.images.empty();
    for (Object& object : objects) {
      if (adds) object.overlay = &overlay;
      if (!overlay.namespace_.empty() && scope_of(object) != Scope::cluster) object.namespace_ = overlay.namespace_;
    }
    std::move(objects.begin(), objects.end(), std::back_inserter(manifest.objects));
  }
  for (const Object& object : manifest.objects) manifest.workloads.push_back(workloads_of(object, more));
  return manifest;
}

}  // namespace plimsoll::kubernetes
