#include "context.h"
#include "kubernetes/quotes.h"
#include "kubernetes/schema.h"
#include "kubernetes/version.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

bool holds_secret(const Object& object, const Violation& violation) {
  return object.is("", "Secret") || is_secret_name(violation.name) ||
         (violation.definition == "core.v1.EnvVar" && is_secret_name(violation.map["name"].string()));
}

}  // namespace

extern constinit const Rule implicit_yaml_type = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"schema-violation"},
    .check =
        [](const Object& object, Context& ctx) {
          for (const Violation& violation : violations_of(object, target_version(ctx))) {
            const Value& value = violation.value;
            if (violation.kind != Violation::Kind::wrong_type || wanted(violation.field) != "a string" ||
                !lacks_quotes(value))
              continue;
            const bool secret = holds_secret(object, violation);
            const std::string reading = secret ? std::string() : reading_of(value);
            const std::string_view item = is_of_item(violation) ? "an item of " : "";
            Report report =
                reading.empty()
                    ? ctx.report(value.span(), "{}'{}' wants a string, and without quotes this is {}", item,
                                 violation.name, describe(value))
                    : ctx.report(value.span(), "{}, but {}'{}' wants a string", reading, item, violation.name);
            if (secret) report.hide(value.span());
            quote(report, value, ctx.source());
          }
        },
};

}  // namespace plimsoll::kubernetes
