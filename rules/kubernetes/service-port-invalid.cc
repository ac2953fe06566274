#include <algorithm>
#include <unordered_map>

#include "context.h"
#include "kubernetes/label_syntax.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/ranges.h"
#include "kubernetes/scaling.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> node_ports{"node-ports", "the node ports that the cluster gives away",
                                                    "30000-32767", range_problem};

// https://www.rfc-editor.org/rfc/rfc6335#section-5.1
std::string port_name_problem(std::string_view name) {
  constexpr size_t kLongest = 15;
  auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  auto is_valid = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; };
  if (name.size() > kLongest) return "it is longer than 15 characters";
  if (!std::all_of(name.begin(), name.end(), is_valid)) return "it has more than small letters, digits and '-'";
  if (name.starts_with('-') || name.ends_with('-') || name.find("--") != name.npos)
    return "a '-' stands at its beginning or end, or beside another one";
  return std::any_of(name.begin(), name.end(), is_letter) ? "" : "it has no letter";
}

void check_number(const Value& number, std::string_view field, int64_t least, Context& ctx) {
  constexpr int64_t kMost = 65535;
  const bool outside = number.integer() ? *number.integer() < least || *number.integer() > kMost : number.is_number();
  if (outside) ctx.report(number.span(), "{} '{}' is no port: they go from 1 to {}", field, number.string(), kMost);
}

void check_protocol(const Value& protocol, Context& ctx) {
  if (!protocol.is_scalar() || protocol.templated() || protocol.is("") || protocol.is("TCP") || protocol.is("UDP") ||
      protocol.is("SCTP"))
    return;
  ctx.report(protocol.span(), "protocol '{}' is neither TCP, UDP nor SCTP", protocol.string());
}

void check_name(const Value& name, const std::string& problem, Context& ctx) {
  if (!problem.empty()) ctx.report(name.span(), "'{}' cannot be a port name: {}", name.string(), problem);
}

bool is_name(const Value& name) { return name.is_string() && !name.templated() && !name.is(""); }

void check_target(const Value& target, Context& ctx) {
  check_number(target, "target port", 1, ctx);
  if (is_name(target)) check_name(target, port_name_problem(target.string()), ctx);
}

void check_node_port(const Value& number, const Value& type, Context& ctx) {
  if (!number.integer() || *number.integer() == 0 || type.templated()) return;
  const auto range = parse_range(ctx[node_ports]);
  if (!type.is("NodePort") && !type.is("LoadBalancer")) {
    ctx.report(number.span(), "a node port needs the type NodePort or LoadBalancer, and this is {}",
               type.string().empty() ? "ClusterIP" : type.string());
  } else if (range && !range->holds(*number.integer())) {
    ctx.report(number.span(), "node port {} is rejected: they go from {} to {}", *number.integer(), range->first,
               range->last);
  }
}

}  // namespace

extern constinit const Rule service_port_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"kube-linter:invalid-target-ports", "kube-linter:target-port", "kube-score:container-ports-check",
                "kyverno:require-container-port-names"},
    .replaces = {"schema-violation"},
    .options = {&node_ports},
    .check = {[](const Container& container, Context& ctx) {
                const bool given = container.workload->object->group == "serving.knative.dev";
                for (const Value& port : container["ports"].items()) {
                  const Value number = port["containerPort"];
                  if (port.is_map() && number.missing() && !given)
                    ctx.report(port.entries().empty() ? port.span() : port.entries()[0].first.span(),
                               "a port of container '{}' has no number", container.name());
                  check_number(number, "container port", 1, ctx);
                  check_number(port["hostPort"], "host port", 0, ctx);
                  check_protocol(port["protocol"], ctx);
                  const Value name = port["name"];
                  if (is_name(name)) check_name(name, port_name_problem(name.string()), ctx);
                }
              },
              [](const Object& object, Context& ctx) {
                if (!is_one_of(object, {"Service"})) return;
                const std::vector<Value> ports = object["spec"]["ports"].items();
                std::unordered_map<std::string_view, Value> names;
                for (const Value& port : ports) {
                  const Value name = port["name"];
                  check_number(port["port"], "port", 1, ctx);
                  check_target(port["targetPort"], ctx);
                  check_node_port(port["nodePort"], object["spec"]["type"], ctx);
                  check_protocol(port["protocol"], ctx);
                  if (ports.size() > 1 && port.is_map() && (name.missing() || name.is("")))
                    ctx.report(port.entries().empty() ? port.span() : port.entries()[0].first.span(),
                               "each port needs a name where there are several");
                  if (!is_name(name)) continue;
                  check_name(name, dns_label_problem(name.string()), ctx);
                  const auto [first, fresh] = names.try_emplace(name.string(), name);
                  if (!fresh)
                    ctx.report(name.span(), "two ports of the Service are called '{}'", name.string())
                        .note(first->second.span(), "the first one");
                }
              }},
};

}  // namespace plimsoll::kubernetes
