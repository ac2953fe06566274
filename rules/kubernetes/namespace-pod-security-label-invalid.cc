#include "context.h"
#include "kubernetes/admission.h"
#include "kubernetes/workload.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

std::string did_you_mean(std::optional<std::string_view> near) {
  return near ? fmt::format("; did you mean '{}'?", *near) : "";
}

// Writes the word that was meant in place of the end of a text.
void suggest(Report& report, const Value& value, size_t from, std::optional<std::string_view> near, Context& ctx) {
  const MappedText text = value.mapped(ctx.source());
  if (!near || value.use_span() != value.span()) return;
  report.suggest(fmt::format("write '{}'", *near), replace(text.span(from, text.text().size()), std::string(*near)));
}

bool is_version(std::string_view text) {
  if (text == "latest") return true;
  if (!text.starts_with("v1.") || text.size() == 3 || (text[3] == '0' && text.size() > 4)) return false;
  return text.find_first_not_of("0123456789", 3) == text.npos;
}

void check_label(const Value& labels, const Value& key, const Value& value, Context& ctx) {
  constexpr size_t prefix = kPodSecurityPrefix.size();
  const std::string_view name = key.string().substr(prefix);
  const bool version = name.ends_with("-version");
  const std::string_view mode = version ? name.substr(0, name.size() - 8) : name;
  if (key.templated()) return;
  if (mode != "enforce" && mode != "audit" && mode != "warn") {
    const auto near = closest(name, {"enforce", "audit", "warn", "enforce-version", "audit-version", "warn-version"});
    Report report = ctx.report(key.span(), "Pod Security admission knows no label '{}', so it does nothing{}", name,
                               did_you_mean(near));
    const bool taken = near && labels[std::string(kPodSecurityPrefix).append(*near)].exists();
    if (!taken) suggest(report, key, prefix, near, ctx);
  } else if (value.templated() || value.missing()) {
    return;
  } else if (version && !is_version(value.string())) {
    ctx.report(value.span(), "'{}' is no version for Pod Security; it takes 'latest' and 'v1.30' and the like",
               value.string());
  } else if (!version && !pod_security_level(value.string())) {
    const auto near = closest(value.string(), {"privileged", "baseline", "restricted"});
    Report report = ctx.report(value.span(), "'{}' is no Pod Security level{}", value.string(), did_you_mean(near));
    suggest(report, value, 0, near, ctx);
  }
}

// The labels mean something on namespaces alone.
void check_useless(const Value& labels, std::string_view kind, Context& ctx) {
  for (const auto& [key, value] : labels.entries()) {
    if (!key.string().starts_with(kPodSecurityPrefix)) continue;
    ctx.report(key.span(), "label '{}' does nothing on a {}; it belongs on the namespace", key.string(), kind)
        .severity(Severity::warning);
  }
}

}  // namespace

extern constinit const Rule namespace_pod_security_label_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check = {[](const Object& object, Context& ctx) {
                const Value labels = object.metadata["labels"];
                if (!object.is("", "Namespace")) {
                  if (is_built_in_group(object.group)) check_useless(labels, object.kind_name, ctx);
                  return;
                }
                for (const auto& [key, value] : labels.entries()) {
                  if (key.string().starts_with(kPodSecurityPrefix)) check_label(labels, key, value, ctx);
                }
              },
              [](const Workload& workload, Context& ctx) {
                if (workload.pod_metadata == workload.object->metadata) return;
                check_useless(workload.pod_metadata["labels"], "pod", ctx);
              }},
};

}  // namespace plimsoll::kubernetes
