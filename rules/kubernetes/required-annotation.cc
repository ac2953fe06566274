#include "context.h"
#include "kubernetes/labels.h"
#include "kubernetes/option_problems.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> annotations{
    "annotations", "KEY, KEY=PATTERN or KIND,KIND:KEY=PATTERN", {}, label_entry_problem};
constinit const Option<bool> templates{"templates", "pod templates need them too", false};
constinit const Option<Names> claims{
    "claim-templates", "those that the claim templates of a StatefulSet need", {}, label_entry_problem};

}  // namespace

extern constinit const Rule required_annotation = {
    .severity = Severity::info,
    .group = Group::metadata,
    .profile = Profile::all,
    .aliases = {"kube-linter:required-annotation-email", "kube-linter:required-annotation",
                "kube-linter:statefulset-volumeclaimtemplate-annotation",
                "azure-policy:Kubernetes resources should have required annotations",
                "azure-policy:9a5f4e39-e427-4d5d-ae73-93db00328bec", "gatekeeper:general/requiredannotations",
                "kyverno:require-annotations"},
    .options = {&annotations, &templates, &claims},
    .check = {[](const Object& object, Context& ctx) {
                require_labels(object, "annotations", ctx[annotations], ctx);
                if (object.kind_name != "StatefulSet") return;
                for (const Value& claim : object["spec"]["volumeClaimTemplates"].items()) {
                  require_labels({.document = object.document,
                                  .root = claim,
                                  .kind_name = "claim template",
                                  .name = claim["metadata"]["name"].string(),
                                  .metadata = claim["metadata"]},
                                 "annotations", ctx[claims], ctx);
                }
              },
              [](const Workload& workload, Context& ctx) {
                if (ctx[templates]) require_template_labels(workload, "annotations", ctx[annotations], ctx);
              }},
};

}  // namespace plimsoll::kubernetes
