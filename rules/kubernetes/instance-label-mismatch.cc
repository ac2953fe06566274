#include "context.h"
#include "kubernetes/labels.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> count_absent{"count-absent", "a workload without the label differs too", true};

}  // namespace

extern constinit const Rule instance_label_mismatch = {
    .severity = Severity::info,
    .group = Group::metadata,
    .profile = Profile::all,
    .aliases = {"polaris:metadataAndInstanceMismatched"},
    .options = {&count_absent},
    .check =
        [](const Workload& workload, Context& ctx) {
          constexpr std::string_view key = "app.kubernetes.io/instance";
          const Object& object = *workload.object;
          const Value name = object.metadata["name"], labels = object.metadata["labels"], label = labels[key];
          if (workload.steps || !name.is_scalar() || name.missing() || name.templated() || label.templated()) return;
          if (is_added(object, "labels", key)) return;
          if (!label.missing()) {
            if (label.is_scalar() && label.string() != name.string())
              ctx.report(label.span(), "label '{}' is '{}', but the name is '{}'", key, label.string(), name.string());
          } else if (ctx[count_absent] && lacks_label(labels, key)) {
            ctx.report(labels.is_map() ? labels.key_span() : labels.span(),
                       "{} '{}' lacks the label '{}' with its name", object.kind_name, name.string(), key);
          }
        },
};

}  // namespace plimsoll::kubernetes
