#include <algorithm>
#include <array>

#include "context.h"
#include "kubernetes/value.h"
#include "kustomization.h"

namespace plimsoll::kubernetes {
namespace {

struct Field {
  std::string_view name, instead;
  bool rename;  // nothing but the key changes
};
constexpr std::array<Field, 8> kFields = {{{"bases", "resources", true},
                                           {"patchesStrategicMerge", "patches", false},
                                           {"patchesJson6902", "patches", true},
                                           {"commonLabels", "labels", false},
                                           {"vars", "replacements", false},
                                           {"imageTags", "images", false},
                                           {"helmChartInflationGenerator", "helmCharts", false},
                                           {"patches_json6902", "patches", false}}};

bool is_kustomization(const Document& document) {
  const Value root = document.value(), kind = root["kind"];
  if (kind.exists()) return root["apiVersion"].string().starts_with("kustomize.config.k8s.io/");
  return is_kustomization_name(document.source->path()) && root.is_map();
}

}  // namespace

extern constinit const Rule kustomization_deprecated_field = {
    .severity = Severity::warning,
    .group = Group::deprecated_api,
    .check =
        [](const Document& document, Context& ctx) {
          if (!is_kustomization(document)) return;
          const Value root = document.value();
          for (const Field& field : kFields) {
            const Value value = root[field.name];
            if (!value.present()) continue;
            Report report = ctx.report(value.key_span(), "'{}' is deprecated; use '{}'", field.name, field.instead);
            if (field.rename && !root[field.instead].exists())
              report.fix(fmt::format("write '{}'", field.instead),
                         replace(value.key_span(), std::string(field.instead)));
          }
        },
};

}  // namespace plimsoll::kubernetes
