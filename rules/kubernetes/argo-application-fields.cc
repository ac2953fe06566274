#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

bool is_given(const Value& value) { return value.present() && !value.is(""); }
bool is_lacking(const Value& value) { return value.missing() || value.is(""); }

// Exactly one of the two has to be there.
void check_either(const Value& map, std::string_view a, std::string_view b, std::string_view what, Context& ctx) {
  const Value first = map[a], second = map[b];
  if (!map.is_map() || first.templated() || second.templated()) return;
  if (is_given(first) && is_given(second)) {
    ctx.report(second.key_span(), "the {} has both '{}' and '{}', and Argo CD takes only one of them", what, a, b)
        .note(first.key_span(), "the other one");
  } else if (is_lacking(first) && is_lacking(second)) {
    ctx.report(first.span(), "the {} has neither '{}' nor '{}'", what, a, b);
  }
}

void check_presence(const Value& spec, Context& ctx) {
  if (!spec.is_map()) return;
  if (spec["source"].missing() && spec["sources"].missing() && spec["sourceHydrator"].missing())
    ctx.report(spec.key_span(), "the application has neither 'source' nor 'sources'");
  if (spec["destination"].missing()) ctx.report(spec.key_span(), "the application has no 'destination'");
}

}  // namespace

extern constinit const Rule argo_application_fields = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"kyverno:argo:application-field-validation"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("argoproj.io", "Application")) return;
          const Value spec = object["spec"];
          check_presence(spec, ctx);
          check_either(spec["source"], "path", "chart", "source", ctx);
          for (const Value& source : spec["sources"].items()) {
            // One that is only referred to deploys nothing by itself.
            const Value chart = source["chart"];
            if (is_given(source["ref"]) && !is_given(chart)) continue;
            check_either(source, "path", "chart", "source", ctx);
          }
          check_either(spec["destination"], "name", "server", "destination", ctx);
        },
};

}  // namespace plimsoll::kubernetes
