#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> strict{"strict", "no mode means 0644, which everyone may read", false};

// Greater numbers are no modes: 644 without the zero in front is another mistake.
bool is_open(const Value& mode) {
  const auto bits = mode.integer();
  return bits && *bits >= 0 && *bits <= 0777 && (*bits & 07) != 0;
}

}  // namespace

extern constinit const Rule secret_volume_world_readable = {
    .severity = Severity::info,
    .group = Group::secrets,
    .profile = Profile::strict,
    .options = {&strict},
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto report = [&](Span span, const Value& volume) {
            ctx.report(span, "every user in the container may read the Secret in volume '{}'; 0400 or 0440 is enough",
                       volume["name"].string());
          };
          const auto check = [&](const Value& volume, const Value& source, const Value& mode) {
            if (is_open(mode) || (mode.missing() && ctx[strict])) report(mode.span(), volume);
            for (const Value& item : source["items"].items()) {
              if (is_open(item["mode"])) report(item["mode"].span(), volume);
            }
          };
          for (const Value& volume : workload.setting("volumes").items()) {
            if (const Value secret = volume["secret"]; secret.is_map()) check(volume, secret, secret["defaultMode"]);
            const Value projected = volume["projected"];
            bool first = true;
            for (const Value& source : projected["sources"].items()) {
              const Value secret = source["secret"];
              if (!secret.is_map()) continue;
              if (first) check(volume, {}, projected["defaultMode"]);
              first = false;
              for (const Value& item : secret["items"].items()) {
                if (is_open(item["mode"])) report(item["mode"].span(), volume);
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
