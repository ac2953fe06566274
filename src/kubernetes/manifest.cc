#include "kubernetes/manifest.h"

#include <iterator>

#include "kubernetes/parse.h"
#include "kubernetes/patch.h"
#include "kubernetes/template_home.h"

namespace plimsoll::kubernetes {

Manifest read_manifest(const Source& source, bool patch) { return read_manifest(source, patch, {}); }

Manifest read_manifest(const Source& source, bool patch, const std::vector<TemplateHome>& more) {
  Manifest manifest;
  manifest.source = &source;
  manifest.documents = parse(source);
  for (const auto& document : manifest.documents) {
    std::vector<Object> objects = objects_of(*document);
    if (patch || is_patch(*document, objects)) mark_as_patch(*document);
    std::move(objects.begin(), objects.end(), std::back_inserter(manifest.objects));
  }
  for (const Object& object : manifest.objects) manifest.workloads.push_back(workloads_of(object, more));
  return manifest;
}

}  // namespace plimsoll::kubernetes
