// Kubernetes objects: the documents, and the items of their Lists, that name an apiVersion and a kind.
//
//   for (const Object& object : objects_of(document)) if (object.is("apps", "Deployment")) …
//
// All texts are views into the document's nodes, which must outlive the objects.
#pragma once

#include <string_view>
#include <vector>

#include "kubernetes/value.h"
#include "node_kind.h"

namespace plimsoll {
struct Overlay;  // kustomization.h
}

namespace plimsoll::kubernetes {

struct Object {
  static constexpr NodeKind kind = NodeKind::object;

  const Document* document = nullptr;
  Value root;                    // the mapping with apiVersion and kind
  std::string_view api_version;  // "apps/v1"
  std::string_view group;        // "apps", empty for the core group
  std::string_view version;      // "v1"
  std::string_view kind_name;    // "Deployment"
  std::string_view name;         // empty if not given (generateName, or a mistake)
  std::string_view namespace_;   // empty if not given
  Value metadata;
  const Overlay* overlay = nullptr;  // what kustomizations add and replace; nullptr: nothing

  Value operator[](std::string_view key) const { return root[key]; }
  bool is(std::string_view wanted_group, std::string_view wanted_kind) const {
    return group == wanted_group && kind_name == wanted_kind;
  }
  // Where a finding about the whole object stands: its name, else its kind.
  Span place() const;
};

// The objects of a document, in its order. `kind: List` and `kind: …List` stand for their items.
std::vector<Object> objects_of(const Document& document);

// Whether the API server itself serves the group (or did once), no custom resource.
bool is_built_in_group(std::string_view group);

}  // namespace plimsoll::kubernetes
