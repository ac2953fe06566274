#include "kubernetes/tiller.h"

#include "image.h"

namespace plimsoll::kubernetes {

bool is_tiller_image(const Value& image) {
  const std::string_view repository = split_image(image.string()).repository;
  return repository.substr(repository.rfind('/') + 1).find("tiller") != std::string_view::npos;
}

bool names_tiller(const Value& labels) {
  for (const char* key : {"app", "app.kubernetes.io/name"}) {
    if (labels[key].string().find("tiller") != std::string_view::npos) return true;
  }
  return labels["app"].is("helm") && labels["name"].is("tiller");
}

}  // namespace plimsoll::kubernetes
