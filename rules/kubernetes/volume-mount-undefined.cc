#include <algorithm>

#include "context.h"
#include "kubernetes/claims.h"
#include "kubernetes/edit.h"
#include "kubernetes/volume_names.h"
#include "suggest.h"

namespace plimsoll::kubernetes {

extern constinit const Rule volume_mount_undefined = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto names = volume_names_of(workload);
          if (!names) return;
          for (const Container& container : workload.containers) {
            for (const char* list : {"volumeMounts", "volumeDevices"}) {
              for (const Value& mount : container[list].items()) {
                const Value name = mount["name"];
                if (name.string().empty() || name.templated() ||
                    std::find(names->begin(), names->end(), name.string()) != names->end())
                  continue;
                Report report =
                    ctx.report(name.span(), "container '{}' mounts volume '{}', which the pod does not have",
                               container.name(), name.string());
                const auto meant = closest(name.string(), *names);
                if (!meant) continue;
                if (auto edit = set_text(name, *meant)) report.suggest(fmt::format("write '{}'", *meant), *edit);
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
