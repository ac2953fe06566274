#include <set>

#include "context.h"
#include "kubernetes/resources.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

// The memory that the containers may take together; nothing where one has no limit, or nobody knows it.
std::optional<Quantity> memory_of(const std::vector<Mount>& mounts) {
  Quantity sum;
  for (size_t i = 0; i < mounts.size(); ++i) {
    // Mounts of one container stand together.
    if (i > 0 && mounts[i].container == mounts[i - 1].container) continue;
    const Amount limit = amount_of(*mounts[i].container, "limits", "memory");
    if (!limit.quantity || limit.quantity->nanos >> 100 != 0) return {};
    sum.nanos += limit.quantity->nanos;
  }
  return sum;
}

}  // namespace

extern constinit const Rule memory_empty_dir_without_size_limit = {
    .severity = Severity::warning,
    .group = Group::resources,
    .replaces = {"empty-dir-without-size-limit"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Mounts mounts = mounts_of(workload);
          std::set<std::string_view> names;
          for (const Value& volume : workload["volumes"].items()) {
            const Value directory = volume["emptyDir"];
            if (!directory["medium"].is("Memory")) continue;
            const Value size = directory["sizeLimit"];
            if (!names.insert(volume["name"].string()).second) continue;
            const auto mounted = mounts.find(volume["name"].string());
            const auto memory = mounted == mounts.end() ? std::nullopt : memory_of(mounted->second);
            if (size.missing()) {
              ctx.report(directory.key_span(), "volume '{}' is kept in memory and has no 'sizeLimit', so {}",
                         volume["name"].string(),
                         memory ? "a full one kills the container" : "it may take the memory of the node")
                  .severity(memory ? Severity::info : Severity::warning);
            } else if (const auto limit = parse_quantity(size.string()).value;
                       limit && memory && !size.templated() && *limit > *memory) {
              ctx.report(size.span(), "volume '{}' may hold more than the memory that its containers have",
                         volume["name"].string());
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
