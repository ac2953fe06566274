#include "context.h"
#include "kubernetes/tiller.h"

namespace plimsoll::kubernetes {

extern constinit const Rule tiller_deployed = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KSV-0102", "trivy:KSV102", "trivy:AVD-KSV-0102", "checkov:CKV_K8S_34",
                "kics:Tiller (Helm v2) Is Deployed", "kics:6d173be7-545a-46c6-a81d-2ae52ed1605d",
                "kyverno:disallow-helm-tiller", "terrascan:AC_K8S_0071"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto report = [&](Span span) {
            ctx.report(span, "{} '{}' runs Tiller, through which everyone in the cluster can do anything; use Helm 3",
                       workload.object->kind_name, workload.object->name);
          };
          bool found = false;
          for (const Container& container : workload.containers) {
            if (!is_tiller_image(container["image"])) continue;
            report(container["image"].span());
            found = true;
          }
          if (found) return;
          for (const Value& metadata : {workload.object->metadata, workload.pod_metadata}) {
            const Value name = metadata["name"];
            const bool named = name.string().find("tiller") != std::string_view::npos;
            if (!named && !names_tiller(metadata["labels"])) continue;
            return report(named ? name.span() : metadata["labels"].key_span());
          }
        },
};

}  // namespace plimsoll::kubernetes
