// What an object brings into being: keys, and other objects that are made of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

// The keys of a ConfigMap or Secret. Nothing for other kinds, and where they cannot be known.
std::optional<std::vector<std::string>> keys_of(const Object& object);

// A Secret that an operator makes of the object, such as that of a Certificate, an ExternalSecret or a SealedSecret.
struct MadeSecret {
  std::string name;
  std::optional<std::vector<std::string>> keys;  // nothing where they cannot be known
  Span place;
};
std::vector<MadeSecret> made_secrets_of(const Object& object);

}  // namespace plimsoll::kubernetes
