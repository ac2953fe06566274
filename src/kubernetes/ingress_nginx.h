// Annotations of Ingresses that ingress-nginx reads, and what it copies into the configuration of nginx.
#pragma once

#include <string_view>
#include <vector>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

struct NginxAnnotation {
  std::string_view name;  // "auth-url", of "nginx.ingress.kubernetes.io/auth-url"
  Value key;
  Value value;

  bool is_snippet() const { return name.ends_with("-snippet"); }  // lines of configuration
};
// Of other objects than Ingresses none, and none without a value.
std::vector<NginxAnnotation> nginx_annotations_of(const Object& object);

// Has the word in it. What begins with a letter is no end of a longer word, a path no beginning of a longer name.
bool holds_word(std::string_view text, std::string_view word);
// Has the directive of nginx in it, with something behind it.
bool has_directive(std::string_view text, std::string_view name);
// Without the blanks and line breaks at its end.
std::string_view trimmed_end(std::string_view text);

}  // namespace plimsoll::kubernetes
