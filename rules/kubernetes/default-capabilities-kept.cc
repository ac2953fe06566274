#include <algorithm>
#include <set>
#include <string>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> more{"capabilities", "others that must be dropped as well, without CAP_", {}};

}  // namespace

extern constinit const Rule default_capabilities_kept = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"polaris:insecureCapabilities"},
    .options = {&more},
    .check =
        [](const Container& container, Context& ctx) {
          const auto dropped = dropped_capabilities(container);
          if (!dropped) return;
          std::set<std::string, std::less<>> kept(ctx[more].begin(), ctx[more].end());
          for (Fact capability : facts::table("pod-security")["capabilities"]["default"].items())
            kept.emplace(capability.string());
          std::set<std::string, std::less<>> left = kept;
          for (const Capability& each : *dropped) {
            if (each.name == "ALL") return;
            left.erase(each.name);
          }
          for (const Capability& each : capabilities_of(container, "add")) {
            if (kept.contains(each.name)) left.insert(each.name);
          }
          if (left.empty()) return;
          const Value drop = container["securityContext"]["capabilities"]["drop"];
          const std::string others =
              left.size() > 1 ? fmt::format(" and {} more that are given by default", left.size() - 1) : "";
          Report report = ctx.report(container.place_of(drop), "container '{}' keeps capability '{}'{}",
                                     container.name(), *left.begin(), others);
          if (!drop.missing()) return;
          if (auto edit = set(container.value, {"securityContext", "capabilities", "drop"}, "[ALL]", ctx.source()))
            report.suggest("set 'drop: [ALL]'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
