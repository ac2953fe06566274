#include "context.h"
#include "kubernetes/secret_data.h"

namespace plimsoll::kubernetes {

extern constinit const Rule secret_decodes_to_live_credential = {
    .severity = Severity::error,
    .group = Group::secrets,
    .replaces = {"secret-manifest-with-plain-data", "credential-in-url"},
    .check =
        [](const Object& object, Context& ctx) {
          for (const SecretEntry& entry : secret_entries_of(object)) {
            const auto credential = live_credential_in(entry.content);
            if (!credential) continue;
            const Span whole = entry.value.span();
            const Span span =
                entry.encoded ? whole : entry.value.mapped(ctx.source()).span(credential->begin, credential->end);
            ctx.report(span, "'{}' of Secret '{}' {} {}, which works for everyone who reads the manifest",
                       entry.key.string(), object.name, entry.encoded ? "decodes to" : "holds", credential->what)
                .hide(whole);
          }
        },
};

}  // namespace plimsoll::kubernetes
