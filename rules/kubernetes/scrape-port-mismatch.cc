#include <algorithm>
#include <charconv>
#include <optional>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

// Sidecars that no manifest shows listen here: those of Istio and Linkerd.
constexpr int64_t kInjected[] = {4191, 15020, 15090};

// Annotations are strings, but some write a number.
std::optional<int64_t> number_in(const Value& value) {
  const std::string_view text = value.string();
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// The port that Prometheus is told to look at, unless it is told not to look.
std::optional<int64_t> wanted_port(const Value& annotations) {
  const Value scrape = annotations["prometheus.io/scrape"], port = annotations["prometheus.io/port"];
  if (scrape.is("false") || (scrape.exists() && scrape.templated()) || port.templated()) return std::nullopt;
  const auto number = number_in(port);
  const bool injected = number && std::find(std::begin(kInjected), std::end(kInjected), *number) != std::end(kInjected);
  return injected ? std::nullopt : number;
}

void check_service(const Object& object, Context& ctx) {
  const Value annotations = object.metadata["annotations"];
  const auto number = wanted_port(annotations);
  if (!object.is("", "Service") || !number) return;
  Value declared;
  for (const Value& port : object["spec"]["ports"].items()) {
    for (std::string_view field : {"targetPort", "port"}) {
      const Value value = port[field];
      // A name may stand for any number.
      if (value.present() && (!value.integer() || value.integer() == number)) return;
    }
    declared = port["port"];
  }
  if (declared.exists())
    ctx.report(annotations["prometheus.io/port"].span(), "the Service has no port {}, where Prometheus is told to look",
               *number)
        .note(declared.span(), "a port that is there");
}

void check_pods(const Workload& workload, Context& ctx) {
  const Value annotations = workload.pod_metadata["annotations"];
  const auto number = wanted_port(annotations);
  if (!number) return;
  Value declared;
  for (const Container& container : workload.containers) {
    for (const Value& port : container["ports"].items()) {
      declared = port["containerPort"];
      if (!declared.integer() || declared.integer() == number) return;
    }
  }
  if (declared.exists())
    ctx.report(annotations["prometheus.io/port"].span(), "no container has port {}, where Prometheus is told to look",
               *number)
        .note(declared.span(), "a port that is there");
}

}  // namespace

extern constinit const Rule scrape_port_mismatch = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::strict,
    .check = {[](const Object& object, Context& ctx) { check_service(object, ctx); },
              [](const Workload& workload, Context& ctx) { check_pods(workload, ctx); }},
};

}  // namespace plimsoll::kubernetes
