#include <algorithm>

#include "context.h"
#include "kubernetes/quotes.h"
#include "kubernetes/schema.h"
#include "kubernetes/version.h"
#include "kubernetes/workload.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

// The release from which on nearly every printable character is fine.
constexpr int kRelaxed = 32;

bool is_strict(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

std::string_view problem_of(std::string_view name, int version) {
  if (name.empty()) return "it is empty";
  if (name.find('=') != name.npos) return "it has a '='";
  if (!std::all_of(name.begin(), name.end(), [](char c) { return c >= ' ' && c <= '~'; }))
    return "it has characters that are not printable ASCII";
  if (version >= kRelaxed) return {};
  if (!std::all_of(name.begin(), name.end(), is_strict))
    return "before 1.32 it has letters, digits, '_', '-' and '.' only";
  return name[0] >= '0' && name[0] <= '9' ? "before 1.32 it does not begin with a digit" : std::string_view();
}

}  // namespace

extern constinit const Rule env_name_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"implicit-yaml-type", "schema-violation"},
    .check =
        [](const Container& container, Context& ctx) {
          for (const Value& variable : container["env"].items()) {
            const Value name = variable["name"], value = variable["value"], from = variable["valueFrom"];
            if (name.is_string() && !name.templated()) {
              if (const std::string_view problem = problem_of(name.string(), target_version(ctx)); !problem.empty())
                ctx.report(name.span(), "'{}' is no name of a variable: {}", name.string(), problem);
            }
            if (from.present() && !value.string().empty()) {
              ctx.report(from.key_span(), "variable '{}' has both a value and 'valueFrom', and only one is allowed",
                         name.string());
            }
            if (value.missing() || value.templated() || value.is_string()) continue;
            Report report = ctx.report(value.span(), "the value of '{}' has to be a string, and this is {}",
                                       name.string(), describe(value));
            if (is_secret_name(name.string())) report.hide(value.span());
            if (lacks_quotes(value)) quote(report, value, ctx.source());
          }
        },
};

}  // namespace plimsoll::kubernetes
