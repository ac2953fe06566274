#include <algorithm>
#include <array>

#include "context.h"
#include "kubernetes/edit.h"
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

// In a file of that name what is not written goes without saying.
bool is_kustomization(const Document& document) {
  const Value root = document.value(), kind = root["kind"], api_version = root["apiVersion"];
  if (!root.is_map()) return false;
  if (api_version.present()) return api_version.string().starts_with("kustomize.config.k8s.io/");
  const bool fits = kind.missing() || kind.is("Kustomization") || kind.is("Component");
  return fits && is_kustomization_name(document.source->path());
}

// What goes without saying is written by `kustomize edit fix`.
void check_head(const Value& root, Context& ctx) {
  const Value kind = root["kind"], api_version = root["apiVersion"];
  const auto entries = root.entries();
  if (entries.empty() || (kind.present() && api_version.present())) return;
  const Span first = entries.front().first.span(), line = ctx.source().line(ctx.source().line_of(first.begin));
  const std::string_view line_break = ctx.source().text().substr(line.end).starts_with("\r\n") ? "\r\n" : "\n";
  std::string lines;
  if (!api_version.present())
    lines.append("apiVersion: kustomize.config.k8s.io/").append(kind.is("Component") ? "v1alpha1" : "v1beta1") +=
        line_break;
  if (!kind.present()) lines.append("kind: Kustomization") += line_break;
  const std::string_view lost = kind.present() ? "apiVersion" : api_version.present() ? "kind" : "apiVersion and kind";
  const bool both = !kind.present() && !api_version.present();
  Report report = both ? ctx.report(first, "the kustomization names neither its apiVersion nor its kind")
                       : ctx.report(first, "the kustomization does not name its {}", lost);
  report.severity(Severity::info);
  const bool is_block = !root.node()->flow && line.begin == first.begin;
  if (is_block && kind.exists() == kind.present() && api_version.exists() == api_version.present())
    report.fix(fmt::format("add {}", lost), insert_before(first, lines));
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
            const auto edit = field.rename ? rename(root, field.name, field.instead) : std::nullopt;
            if (edit) report.fix(fmt::format("write '{}'", field.instead), *edit);
          }
          check_head(root, ctx);
        },
};

}  // namespace plimsoll::kubernetes
