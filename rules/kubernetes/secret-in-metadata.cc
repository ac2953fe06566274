#include "context.h"
#include "kubernetes/parse.h"
#include "kubernetes/secret_data.h"
#include "kubernetes/workload.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

// What kubectl applied last, with the data of the Secret in it.
bool repeats_secret(std::string_view applied) {
  if (applied.find("\"Secret\"") == applied.npos) return false;
  const Source source("", std::string(applied));
  for (const auto& document : parse(source)) {
    for (const Object& object : objects_of(*document)) {
      if (!secret_entries_of(object).empty()) return true;
    }
  }
  return false;
}

void check(const Value& metadata, Context& ctx) {
  for (const auto& [kind, one] : {std::pair{"annotations", "annotation"}, std::pair{"labels", "label"}}) {
    for (const auto& [key, value] : metadata[kind].entries()) {
      if (!value.is_scalar()) continue;
      if (key.is("kubectl.kubernetes.io/last-applied-configuration") && repeats_secret(value.string())) {
        ctx.report(value.span(), "annotation '{}' repeats the data of the Secret; drop it", key.string())
            .hide(value.span());
        continue;
      }
      const MappedText text = value.mapped(ctx.source());
      for (const Secret& secret : secrets_in_text(text.text())) {
        if (secret.evidence == Secret::Evidence::weak) continue;
        const Span span = text.span(secret.begin, secret.end);
        ctx.report(span, "{} '{}' holds {}, which everyone who may list the object sees", one, key.string(),
                   secret.what)
            .hide(span);
      }
    }
  }
}

}  // namespace

extern constinit const Rule secret_in_metadata = {
    .severity = Severity::error,
    .group = Group::secrets,
    .replaces = {"credential-in-url"},
    .check = {[](const Object& object, Context& ctx) { check(object.metadata, ctx); },
              [](const Workload& workload, Context& ctx) {
                if (workload.pod_metadata != workload.object->metadata) check(workload.pod_metadata, ctx);
              }},
};

}  // namespace plimsoll::kubernetes
