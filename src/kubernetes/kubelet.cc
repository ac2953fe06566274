#include "kubernetes/kubelet.h"

namespace plimsoll::kubernetes {

bool is_kubelet_configuration(const Object& object) {
  return object.is("kubelet.config.k8s.io", "KubeletConfiguration");
}

bool is_completed_by_kubeadm(const Object& object) {
  return object.document->source->text().find("kubeadm.k8s.io/") != std::string_view::npos;
}

Value kubelet_setting(const Object& object, std::initializer_list<std::string_view> path) {
  if (!is_kubelet_configuration(object)) return {};
  Value value = object.root;
  for (const std::string_view key : path) value = value[key];
  return value;
}

std::optional<Span> kubelet_lacks(const Object& object, std::string_view setting) {
  const Value value = kubelet_setting(object, {setting});
  if (!is_kubelet_configuration(object) || value.is(true) || value.templated()) return std::nullopt;
  return place_in(object, value);
}

Span place_in(const Object& object, const Value& value) {
  return value.span() == object.root.span() ? object.place() : value.span();
}

}  // namespace plimsoll::kubernetes
