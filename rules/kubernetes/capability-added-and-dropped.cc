#include <algorithm>

#include "context.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {

extern constinit const Rule capability_added_and_dropped = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Container& container, Context& ctx) {
          const std::vector<Capability> dropped = capabilities_of(container, "drop");
          for (const Capability& added : capabilities_of(container, "add")) {
            const auto twin = std::find_if(dropped.begin(), dropped.end(),
                                           [&](const Capability& other) { return other.name == added.name; });
            if (twin == dropped.end()) continue;
            ctx.report(added.value.span(), "container '{}' both adds and drops '{}', so the runtime chooses",
                       container.name(), added.name)
                .note(twin->value.span(), "dropped here");
          }
        },
};

}  // namespace plimsoll::kubernetes
