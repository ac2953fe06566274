#include "kubernetes/object.h"

#include <algorithm>

namespace plimsoll::kubernetes {
namespace {

// Lists of lists are legal and pointless; deeper ones are left closed.
constexpr int kDeepestList = 8;

struct TypeNames {
  std::string_view api_version;
  std::string_view kind;
};

TypeNames type_of(const Value& root) {
  const Value api_version = root["apiVersion"];
  const Value kind = root["kind"];
  if (!api_version.is_string() || !kind.is_string()) return {};
  return {api_version.string(), kind.string()};
}

Object make_object(const Document& document, const Value& root, TypeNames type) {
  Object object{.document = &document, .root = root, .api_version = type.api_version, .kind_name = type.kind};
  const size_t slash = type.api_version.find('/');
  object.group = slash == std::string_view::npos ? std::string_view() : type.api_version.substr(0, slash);
  object.version = slash == std::string_view::npos ? type.api_version : type.api_version.substr(slash + 1);
  object.metadata = root["metadata"];
  object.name = object.metadata["name"].string();
  object.namespace_ = object.metadata["namespace"].string();
  return object;
}

// `inherited` is what the items of a typed list are where they do not say it
// themselves.
void collect(const Document& document, const Value& root, TypeNames inherited, int depth,
             std::vector<Object>& objects) {
  if (!root.is_map()) return;
  TypeNames type = type_of(root);
  if (type.api_version.empty() || type.kind.empty()) type = inherited;
  if (type.api_version.empty() || type.kind.empty()) return;
  const Value items = root["items"];
  if (type.kind.ends_with("List") && items.is_list() && depth < kDeepestList) {
    const TypeNames of_items =
        type.kind == "List" ? TypeNames{} : TypeNames{type.api_version, type.kind.substr(0, type.kind.size() - 4)};
    for (const Value& item : items.items()) collect(document, item, of_items, depth + 1, objects);
    return;
  }
  // A List is none, whatever its items are.
  if (type.kind != "List") objects.push_back(make_object(document, root, type));
}

}  // namespace

Span Object::place() const {
  const Value named = metadata["name"];
  return named.is_scalar() ? named.span() : root["kind"].span();
}

std::vector<Object> objects_of(const Document& document) {
  std::vector<Object> objects;
  if (document.root != nullptr) collect(document, document.value(), {}, 0, objects);
  return objects;
}

bool is_built_in_group(std::string_view group) {
  static constexpr std::string_view kGroups[] = {"",
                                                 "admissionregistration.k8s.io",
                                                 "apiextensions.k8s.io",
                                                 "apiregistration.k8s.io",
                                                 "apps",
                                                 "authentication.k8s.io",
                                                 "authorization.k8s.io",
                                                 "autoscaling",
                                                 "batch",
                                                 "certificates.k8s.io",
                                                 "coordination.k8s.io",
                                                 "discovery.k8s.io",
                                                 "events.k8s.io",
                                                 "extensions",
                                                 "flowcontrol.apiserver.k8s.io",
                                                 "internal.apiserver.k8s.io",
                                                 "networking.k8s.io",
                                                 "node.k8s.io",
                                                 "policy",
                                                 "rbac.authorization.k8s.io",
                                                 "resource.k8s.io",
                                                 "scheduling.k8s.io",
                                                 "settings.k8s.io",
                                                 "storage.k8s.io",
                                                 "storagemigration.k8s.io"};
  return std::find(std::begin(kGroups), std::end(kGroups), group) != std::end(kGroups);
}

}  // namespace plimsoll::kubernetes
