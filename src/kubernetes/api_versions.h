// Versions of APIs that came and went (rules/data/kubernetes-api-versions.yaml), as seen from one release.
//
//   if (const auto retired = retirement_of(object, target_version(ctx)); retired && retired->removed) …
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

struct Retirement {
  bool removed = false;               // by that release; else deprecated
  std::string since;                  // "Kubernetes 1.22", "cert-manager 1.6"
  std::string until;                  // of a deprecated one: "Kubernetes 1.38", if that is known
  std::string_view replacement;       // the apiVersion that the release has instead; empty if none
  std::string_view replacement_kind;  // if the kind has another name there
  bool rename = false;                // nothing else changes
  std::string_view changes;           // what else changes, if the table says it
};
// Nothing if the API of the object was neither removed nor deprecated by then.
std::optional<Retirement> retirement_of(const Object& object, int version);
// The release that brings the API of an object, if it is later.
std::optional<int> introduction_of(const Object& object, int version);

// "; use apps/v1", and the edit that does it.
std::string advice(const Retirement& retirement);
void offer_replacement(Report& report, const Retirement& retirement, const Object& object);

}  // namespace plimsoll::kubernetes
