#include <set>

#include "context.h"
#include "kubernetes/resources.h"

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
  const Value wanted = resources["limits"];
  if (!wanted.missing() && !wanted.is_map()) return;
  const Amounts limits = amounts_in(wanted);
  for (const auto& entry : resources["requests"].entries()) {
    const std::string_view resource = entry.first.string();
    const Value written = entry.second;
    const bool equal = is_extended(resource) || resource.starts_with("hugepages-");
    const auto found = limits.find(resource);
    const Value amount = found == limits.end() ? Value() : found->second;
    const auto request = quantity_of(written);
    if (!request) continue;
    const auto limit = quantity_of(amount);
    const auto says = [&](std::string_view what) {
      ctx.report(written.span(), "{} '{}' requests '{}' of {}{}, so it is rejected", of_whom, name, written.string(),
                 resource, what);
    };
    if (limit && *request > *limit) {
      says(fmt::format(", but its limit is '{}'", amount.string()));
    } else if (limit && equal && *request != *limit) {
      says(", which must be the same as its limit");
    } else if (amount.missing() && equal && !request->zero()) {
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
  std::set<uint32_t> reported;  // one finding for each value is enough
  for (const Order& order : kOrders) {
    const Amounts most = amounts_in(range[order.great]);
    for (const auto& [key, small] : range[order.small].entries()) {
      const auto great = most.find(key.string());
      if (great == most.end()) continue;
      const auto less = quantity_of(small), more = quantity_of(great->second);
      if (!less || !more || *less <= *more || !reported.insert(small.span().begin).second) continue;
      ctx.report(small.span(), "'{}' of {} is '{}', but '{}' is only '{}', so the LimitRange is rejected", order.small,
                 key.string(), small.string(), order.great, great->second.string());
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
