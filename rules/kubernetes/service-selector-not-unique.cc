#include <algorithm>
#include <map>
#include <string>

#include "context.h"
#include "project_index.h"

namespace plimsoll::kubernetes {

extern constinit const Rule service_selector_not_unique = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"azure-policy:Kubernetes cluster services should use unique selectors",
                "azure-policy:b0fdedee-7b9e-4a17-9f5d-5e8e912d2f01", "gatekeeper:general/uniqueserviceselector",
                "kyverno:require-unique-service-selector"},
    .check =
        [](const Project& project, Context& ctx) {
          std::map<std::pair<uint32_t, std::string>, const ObjectSummary*> first;
          for (const ObjectSummary& object : project.objects) {
            if (object.kind_name != "Service" || !object.group.empty() || !object.details) continue;
            const auto& selector = object.details->selector;
            if (!selector || selector->requirements.empty() || object.details->service_type == "ExternalName") continue;
            std::vector<std::string> pairs;
            for (const auto& each : selector->requirements) pairs.push_back(each.key + "=" + each.values.front());
            std::sort(pairs.begin(), pairs.end());
            // A headless one beside another is how a StatefulSet is served.
            std::string key = object.details->cluster_ip == "None" ? "headless" : "";
            for (const std::string& pair : pairs) key.append(",").append(pair);
            const ObjectSummary* before = nullptr;
            for (const uint32_t home : project.index->homes_of(object)) {
              const auto [known, is_new] = first.try_emplace({home, key}, &object);
              if (!is_new && !before) before = known->second;
            }
            if (!before || before->name == object.name) continue;
            ctx.report(project.at(object, object.details->choices.front().place), "Service '{}' selects the same pods",
                       before->name)
                .note(project.at(*before, before->details->choices.front().place), "the first one");
          }
        },
};

}  // namespace plimsoll::kubernetes
