#include <algorithm>
#include <vector>

#include "context.h"
#include "kubernetes/quantity.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

bool is_extended(std::string_view resource) {
  return resource.find('/') != resource.npos && resource.find("kubernetes.io/") == resource.npos;
}

std::optional<Quantity> quantity_of(const Value& amount) {
  if (!amount.is_scalar() || amount.templated()) return {};
  return parse_quantity(amount.string()).value;
}

void check(const Value& resources, std::string_view of_whom, std::string_view name, Context& ctx) {
  for (const auto& [key, written] : resources["requests"].entries()) {
    const std::string_view resource = key.string();
    const bool equal = is_extended(resource) || resource.starts_with("hugepages-");
    const auto limit_known = resources.known({"limits", resource});
    const auto request = quantity_of(written);
    if (!request || !limit_known) continue;
    const auto limit = quantity_of(*limit_known);
    const auto says = [&](std::string_view what) {
      ctx.report(written.span(), "{} '{}' requests '{}' of {}{}, so it is rejected", of_whom, name, written.string(),
                 resource, what);
    };
    if (limit && *request > *limit) {
      says(fmt::format(", but its limit is '{}'", limit_known->string()));
    } else if (limit && equal && *request != *limit) {
      says(", which must be the same as its limit");
    } else if (limit_known->missing() && equal && !request->zero()) {
      says(" without a limit");
    } else if (is_extended(resource) && request->nanos % 1'000'000'000 != 0) {
      says(", which is no whole number");
    }
  }
}

struct Order {
  const char* small;
  const char* great;
};
constexpr Order kOrders[] = {{"min", "max"},
                             {"default", "max"},
                             {"min", "default"},
                             {"defaultRequest", "default"},
                             {"min", "defaultRequest"},
                             {"defaultRequest", "max"}};

void check_range(const Value& range, Context& ctx) {
  // One finding for each value is enough.
  std::vector<Span> reported;
  for (const Order& order : kOrders) {
    for (const auto& [key, small] : range[order.small].entries()) {
      const Value great = range[order.great][key.string()];
      const auto less = quantity_of(small), more = quantity_of(great);
      if (!less || !more || *less <= *more) continue;
      if (std::find(reported.begin(), reported.end(), small.span()) != reported.end()) continue;
      reported.push_back(small.span());
      ctx.report(small.span(), "'{}' of {} is '{}', but '{}' is only '{}', so the LimitRange is rejected", order.small,
                 key.string(), small.string(), order.great, great.string());
    }
  }
}

}  // namespace

extern constinit const Rule limit_below_request = {
    .severity = Severity::error,
    .group = Group::resources,
    .replaces = {"cpu-request-differs-from-limit", "memory-request-differs-from-limit",
                 "ephemeral-storage-request-differs-from-limit"},
    .check = {[](const Container& container, Context& ctx) {
                check(container["resources"], "container", container.name(), ctx);
              },
              [](const Workload& workload, Context& ctx) {
                if (!workload.steps) check(workload["resources"], "the pod of", workload.object->name, ctx);
              },
              [](const Object& object, Context& ctx) {
                if (!object.is("", "LimitRange")) return;
                for (const Value& range : object["spec"]["limits"].items()) check_range(range, ctx);
              }},
};

}  // namespace plimsoll::kubernetes
