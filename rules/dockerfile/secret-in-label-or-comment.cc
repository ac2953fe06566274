#include "context.h"
#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {

extern constinit const Rule secret_in_label_or_comment = {
    .severity = Severity::warning,
    .group = Group::secrets,
    .check = {[](const Label& label, Context& ctx) {
                for (const KeyValue& pair : label.pairs) {
                  if (!pair.value || !references(pair.value->text, label.model->file().escape).empty()) continue;
                  const auto secret = secret_in_assignment(unquoted(pair.key.text), unquoted(pair.value->text));
                  if (!secret) continue;
                  ctx.report(pair.span, "the label '{}' holds {}, which everyone can read in the registry",
                             unquoted(pair.key.text), secret->what)
                      .hide(pair.value->span);
                }
              },
              [](const File& file, Context& ctx) {
                for (const PlacedSecret& found : secrets_in_comments(file)) {
                  if (found.secret.evidence != Secret::Evidence::name) continue;
                  ctx.report(found.assignment, "the comment gives away {}", found.secret.what).hide(found.span);
                }
              }},
};

}  // namespace plimsoll::dockerfile
