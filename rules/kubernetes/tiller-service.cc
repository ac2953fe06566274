#include "context.h"
#include "kubernetes/tiller.h"

namespace plimsoll::kubernetes {

extern constinit const Rule tiller_service = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"checkov:CKV_K8S_44", "kics:Tiller Service Is Not Deleted", "kics:8b862ca9-0fbd-4959-ad72-b6609bdaa22d",
                "terrascan:AC_K8S_0110"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("", "Service")) return;
          const bool named = object.name.find("tiller") != std::string_view::npos;
          if (!named && !names_tiller(object.metadata["labels"]) && !names_tiller(object["spec"]["selector"])) return;
          ctx.report(object.place(), "Service '{}' leads to Tiller, which does what anyone in the cluster tells it",
                     object.name);
        },
};

}  // namespace plimsoll::kubernetes
