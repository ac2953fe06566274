#include "kubernetes/control_plane.h"
#include "kubernetes/parse.h"

namespace plimsoll::kubernetes {
namespace {

// The host of "host:port", "[host]:port", ":port" or a host alone.
std::string_view host_of(std::string_view address) {
  if (address.starts_with('[')) return address.substr(1, address.find(']') - 1);
  const size_t colon = address.rfind(':');
  return colon == address.find(':') ? address.substr(0, colon) : address;
}

bool is_open(std::string_view address) {
  const std::string_view host = host_of(address);
  return !address.empty() && host != "localhost" && !is_loopback(host);
}

constexpr const char* kMessage = "other machines can read the metrics of kube-proxy; use 127.0.0.1:10249";

bool is_configuration(const Object& object) { return object.is("kubeproxy.config.k8s.io", "KubeProxyConfiguration"); }

// Where the text holds a configuration that says so.
std::optional<Span> open_address_in(const MappedText& text) {
  const Source source("", std::string(text.text()));
  for (const auto& document : parse(source)) {
    for (const Object& object : objects_of(*document)) {
      const Value address = object["metricsBindAddress"];
      if (is_configuration(object) && !address.templated() && is_open(address.string()))
        return text.span(address.span().begin, address.span().end);
    }
  }
  return std::nullopt;
}

}  // namespace

extern constinit const Rule kube_proxy_metrics_bind_address = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"kubescape:C-0291", "cis-kubernetes:4.3.1"},
    .check = {[](const Container& container, Context& ctx) {
                const auto proxy = component_of(container, "kube-proxy");
                const Flag* const address = proxy ? proxy->find("metrics-bind-address") : nullptr;
                if (address && !address->templated && is_open(address->value))
                  ctx.report(address->word.span(), "{}", kMessage);
              },
              [](const Object& object, Context& ctx) {
                if (is_configuration(object)) {
                  const Value address = object["metricsBindAddress"];
                  if (!address.templated() && is_open(address.string())) ctx.report(address.span(), "{}", kMessage);
                }
                if (!object.is("", "ConfigMap")) return;
                for (const auto& [key, value] : object["data"].entries()) {
                  if (value.string().find("KubeProxyConfiguration") == std::string_view::npos) continue;
                  if (const auto place = open_address_in(value.mapped(ctx.source())))
                    ctx.report(*place, "{}", kMessage);
                }
              }},
};

}  // namespace plimsoll::kubernetes
