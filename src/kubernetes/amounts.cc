#include "kubernetes/amounts.h"

namespace plimsoll::kubernetes {
namespace {

std::optional<Quantity> quantity_in(const Value& amount) {
  return amount.is_scalar() && !amount.templated() ? parse_quantity(amount.string()).value : std::nullopt;
}

}  // namespace

std::vector<NamedAmount> named_amounts_in(const Value& owner) {
  std::vector<NamedAmount> amounts;
  for (const bool limit : {false, true}) {
    const auto list = owner.known({"resources", limit ? "limits" : "requests"});
    if (!list || (!list->missing() && !list->is_map())) {
      amounts.push_back({.limit = limit});
      continue;
    }
    for (const auto& [resource, amount] : list->entries()) {
      if (amount.missing()) continue;
      amounts.push_back({.resource = resource.templated() ? std::string() : std::string(resource.string()),
                         .limit = limit,
                         .amount = quantity_in(amount),
                         .text = std::string(amount.string()),
                         .place = amount.span()});
    }
  }
  return amounts;
}

std::vector<Bound> bounds_of(const Object& object) {
  std::vector<Bound> bounds;
  if (!object.is("", "LimitRange")) return bounds;
  using Kind = Bound::Kind;
  for (const Value& item : object["spec"]["limits"].items()) {
    const Value type = item["type"];
    if (!type.is("Container") && !type.is("Pod")) continue;
    for (const auto& [key, kind] : {std::pair{"min", Kind::least},
                                    {"max", Kind::most},
                                    {"maxLimitRequestRatio", Kind::ratio},
                                    {"defaultRequest", Kind::request},
                                    {"default", Kind::limit}}) {
      for (const auto& [resource, amount] : item[key].entries()) {
        if (amount.missing()) continue;
        bounds.push_back({.kind = kind,
                          .of_pod = type.is("Pod"),
                          .resource = std::string(resource.string()),
                          .amount = quantity_in(amount),
                          .text = std::string(amount.string()),
                          .place = amount.span()});
      }
    }
  }
  return bounds;
}

}  // namespace plimsoll::kubernetes
