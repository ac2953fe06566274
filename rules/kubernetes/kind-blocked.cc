#include <algorithm>

#include "context.h"
#include "glob.h"
#include "kubernetes/object.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> kinds{"kinds", "KIND, GROUP/KIND or GROUP/VERSION/KIND, with * for any text", {}};

bool fits(std::string_view entry, const Object& object) {
  const size_t last = entry.rfind('/');
  if (!fits_glob(entry.substr(last + 1), object.kind_name)) return false;
  if (last == entry.npos) return true;
  const std::string_view before = entry.substr(0, last);
  const size_t slash = std::min(before.find('/'), before.size());
  const std::string_view group = object.group.empty() ? "core" : object.group;
  return fits_glob(before.substr(0, slash), group) &&
         (slash == before.size() || fits_glob(before.substr(slash + 1), object.version));
}

}  // namespace

extern constinit const Rule kind_blocked = {
    .severity = Severity::error,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kube-linter:disallowed-api-obj",
                "azure-policy:[Preview]: Kubernetes clusters should restrict creation of given resource type",
                "azure-policy:b81f454c-eebb-4e4f-9dfe-dca060e8a8fd", "kyverno:resource-creation-updating-denied"},
    .options = {&kinds},
    .check =
        [](const Object& object, Context& ctx) {
          const Names blocked = ctx[kinds];
          const Value kind = object.root["kind"];
          if (std::none_of(blocked.begin(), blocked.end(), [&](std::string_view entry) { return fits(entry, object); }))
            return;
          ctx.report(kind.missing() ? object.place() : kind.span(), "kind '{}' of '{}' may not be used here",
                     object.kind_name, object.api_version);
        },
};

}  // namespace plimsoll::kubernetes
