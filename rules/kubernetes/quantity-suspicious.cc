#include "context.h"
#include "kubernetes/claims.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {
namespace {

constexpr Quantity::Nanos kOne = 1'000'000'000, kMebi = kOne << 20, kMostBytes = kOne << 46, kMostCores = 512 * kOne;

enum class Kind { other, cpu, memory, storage };

Kind kind_of(std::string_view resource) {
  for (std::string_view prefix : {"requests.", "limits."}) {
    if (resource.starts_with(prefix)) resource.remove_prefix(prefix.size());
  }
  if (resource == "cpu") return Kind::cpu;
  if (resource == "memory") return Kind::memory;
  return resource == "storage" || resource == "ephemeral-storage" || resource.ends_with("/requests.storage")
             ? Kind::storage
             : Kind::other;
}

std::string_view suffix_of(std::string_view text) {
  const size_t end = text.find_last_of("0123456789.");
  return text.substr(end == text.npos ? text.size() : end + 1);
}

// What was probably meant by bytes in "512m", "1gi", "64mi": the suffix with the right letters.
std::string_view meant_suffix(std::string_view suffix) {
  if (suffix == "m" || suffix == "mi" || suffix == "MI" || suffix == "mI") return "Mi";
  if (suffix == "g" || suffix == "gi" || suffix == "GI" || suffix == "gI") return "Gi";
  if (suffix == "ki" || suffix == "KI" || suffix == "kI") return "Ki";
  return {};
}

void suggest_suffix(const Value& value, Report& report, Context& ctx) {
  const MappedText text = value.mapped(ctx.source());
  const std::string_view suffix = suffix_of(text.text()), meant = meant_suffix(suffix);
  if (meant.empty()) return;
  report.suggest(
      fmt::format("write '{}'", std::string(text.text().substr(0, text.text().size() - suffix.size())).append(meant)),
      replace(text.span(suffix), std::string(meant)));
}

// `bounded`: of one container or volume, not the sum of many.
void check(std::string_view resource, const Value& value, bool bounded, Context& ctx) {
  if (!value.is_scalar() || value.templated() || value.string().empty()) return;
  const std::string_view text = value.string();
  const Kind kind = kind_of(resource);
  const bool bytes = kind == Kind::memory || kind == Kind::storage;
  const ParsedQuantity parsed = parse_quantity(text);
  if (!parsed.value) {
    // YAML knows more numbers than quantities are.
    if (value.is_number() || text.find_first_of("<>$%{}") != text.npos) return;
    Report report = ctx.report(value.span(), "'{}' is no amount of {}: {}", text, resource, parsed.problem);
    if (bytes) suggest_suffix(value, report, ctx);
    return;
  }
  const Quantity amount = *parsed.value;
  const std::string_view suffix = suffix_of(text);
  if (amount.nanos <= 0) return;
  if (bytes && (suffix == "m" || suffix == "u" || suffix == "n") && amount.nanos < kMebi) {
    Report report =
        ctx.report(value.span(), "'{}' of {} counts parts of a byte; 'Mi' stands for mebibytes", text, resource);
    suggest_suffix(value, report, ctx);
  } else if (kind == Kind::cpu && (suffix.ends_with('i') || suffix == "k" || suffix == "M" || suffix == "G")) {
    ctx.report(value.span(), "'{}' of cpu is written like bytes; cores have no suffix, or 'm' for thousandths", text);
  } else if (kind == Kind::cpu && amount.nanos < kOne / 1000) {
    ctx.report(value.span(), "'{}' of cpu is less than one thousandth of a core, the least there is", text);
  } else if (bounded && kind == Kind::cpu && amount.nanos > kMostCores) {
    ctx.report(value.span(), "'{}' of cpu are more cores than any node has; 'm' stands for thousandths", text);
  } else if (bounded && kind == Kind::memory && amount.nanos > kMostBytes) {
    ctx.report(value.span(), "'{}' of memory is more than any node has", text);
  } else if (bounded && amount.nanos < kMebi && (kind == Kind::storage || (kind == Kind::memory && suffix.empty()))) {
    Report report = ctx.report(value.span(), "'{}' of {} are bytes, too few for any program; 'Mi' stands for mebibytes",
                               text, resource);
    report.severity(Severity::warning);
  }
}

void check_all(const Value& amounts, bool bounded, Context& ctx) {
  for (const auto& [resource, amount] : amounts.entries()) check(resource.string(), amount, bounded, ctx);
}

void check_resources(const Value& resources, Context& ctx) {
  check_all(resources["requests"], true, ctx);
  check_all(resources["limits"], true, ctx);
  const Amounts limits = amounts_in(resources["limits"]);
  for (const auto& [resource, request] : resources["requests"].entries()) {
    const auto found = limits.find(resource.string());
    if (found == limits.end()) continue;
    const Value limit = found->second;
    const std::string_view binary = suffix_of(request.string()), decimal = suffix_of(limit.string());
    if (limit.templated() || request.templated() || decimal.size() != 1 || binary != std::string(decimal) + "i")
      continue;
    const auto least = parse_quantity(request.string()).value, most = parse_quantity(limit.string()).value;
    if (!least || !most || *most < *least) continue;
    ctx.report(limit.span(), "the limit counts in '{}', but the request in '{}'", decimal, binary)
        .severity(Severity::info);
  }
}

// What a HorizontalPodAutoscaler aims at, of its own metrics or of the resources of containers.
void check_metric(const Value& metric, Context& ctx) {
  for (const char* source : {"resource", "containerResource", "pods", "object", "external"}) {
    const Value name = metric[source]["name"];
    for (const char* field : {"averageValue", "value"}) {
      check(name.string().empty() ? "the metric" : name.string(), metric[source]["target"][field], true, ctx);
    }
  }
}

void check_claim(const Value& spec, Context& ctx) { check_resources(spec["resources"], ctx); }

}  // namespace

extern constinit const Rule quantity_suspicious = {
    .severity = Severity::error,
    .group = Group::resources,
    .replaces = {"schema-violation"},
    .check = {[](const Container& container, Context& ctx) { check_resources(container["resources"], ctx); },
              [](const Workload& workload, Context& ctx) {
                if (!workload.steps) check_resources(workload["resources"], ctx);
                for (const Value& volume : workload["volumes"].items()) {
                  check(volume["emptyDir"]["medium"].is("Memory") ? "memory" : "storage",
                        volume["emptyDir"]["sizeLimit"], true, ctx);
                  check_claim(volume["ephemeral"]["volumeClaimTemplate"]["spec"], ctx);
                }
              },
              [](const Object& object, Context& ctx) {
                const Value spec = object["spec"];
                for (const Value& claim : claim_templates_of(object)) check_claim(claim["spec"], ctx);
                if (object.is("", "PersistentVolumeClaim")) check_claim(spec, ctx);
                if (object.is("", "PersistentVolume")) check_all(spec["capacity"], true, ctx);
                if (object.is("", "ResourceQuota")) check_all(spec["hard"], false, ctx);
                if (object.is("autoscaling", "HorizontalPodAutoscaler")) {
                  for (const Value& metric : spec["metrics"].items()) check_metric(metric, ctx);
                }
                if (!object.is("", "LimitRange")) return;
                for (const Value& range : spec["limits"].items()) {
                  for (const char* field : {"min", "max", "default", "defaultRequest"})
                    check_all(range[field], range["type"].is("Container"), ctx);
                }
              }},
};

}  // namespace plimsoll::kubernetes
