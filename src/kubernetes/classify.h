// What a YAML or JSON file is, told from its text alone: ours to judge, a template that must be rendered first, or
// neither. Ours are Kubernetes objects, and the lists of network plugins that a node reads.
//
// Placeholders inside quotes, block scalars and comments are text like any other (Argo, Prometheus and Grafana are full
// of them); outside of these, "{{ … }}" that begins a line or a value, and Helm's own words anywhere, make a template.
#pragma once

#include <cstdint>
#include <string_view>

#include "source.h"

namespace plimsoll::kubernetes {

enum class FileKind : uint8_t { manifest, kustomization, helm_template, other_template, other };

struct Classification {
  FileKind kind = FileKind::other;
  std::string_view reason;  // of templates: why the file is not judged
  Span place;               // of templates: the placeholder that tells
};

Classification classify(const Source& source);

}  // namespace plimsoll::kubernetes
