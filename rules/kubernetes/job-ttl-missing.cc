#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

// Somebody else cleans it up.
bool has_owner(const Object& object) {
  const Value annotations = object.metadata["annotations"];
  return object.metadata["ownerReferences"].size() > 0 || !annotations["helm.sh/hook"].missing() ||
         !annotations["argocd.argoproj.io/hook"].missing();
}

}  // namespace

extern constinit const Rule job_ttl_missing = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::strict,
    .aliases = {"kube-linter:job-ttl-seconds-after-finished", "kyverno:add-ttl-jobs"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_built_in_group(object.group)) return;
          if (object.kind_name == "Job") {
            const auto ttl = object.root.known({"spec", "ttlSecondsAfterFinished"});
            if (!ttl || !ttl->missing() || has_owner(object)) return;
            ctx.report(object["spec"].exists() ? ttl->span() : object.place(),
                       "the job and its pods stay when they are finished, until somebody deletes them");
          } else if (object.kind_name == "CronJob") {
            const Value ttl = object["spec"]["jobTemplate"]["spec"]["ttlSecondsAfterFinished"];
            if (ttl.missing() || ttl.templated()) return;
            ctx.report(ttl.key_span(), "the history limits of the CronJob already clean up; this may do it too early");
          }
        },
};

}  // namespace plimsoll::kubernetes
