#include "kubernetes/kubelet.h"

#include "memo.h"

namespace plimsoll::kubernetes {

bool is_completed_by_kubeadm(const Object& object) {
  // A file may have many objects.
  thread_local Memo<bool> memo;
  const Source* const source = object.document->source;
  return memo.get(source, [&] { return source->text().find("kubeadm.k8s.io/") != std::string_view::npos; });
}

std::optional<Value> kubelet_setting(const Object& object, std::initializer_list<std::string_view> path) {
  if (!object.is("kubelet.config.k8s.io", "KubeletConfiguration")) return std::nullopt;
  return object.root.known(path);
}

std::optional<Span> kubelet_lacks(const Object& object, std::string_view setting) {
  const auto value = kubelet_setting(object, {setting});
  if (!value || value->is(true)) return std::nullopt;
  return place_in(object, *value);
}

Span place_in(const Object& object, const Value& value) {
  return value.span() == object.root.span() ? object.place() : value.span();
}

}  // namespace plimsoll::kubernetes
