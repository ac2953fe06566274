#include "context.h"
#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {

extern constinit const Rule secret_arg_promoted_to_env = {
    .severity = Severity::error,
    .group = Group::secrets,
    .check = [](const Env& env, Context& ctx) {
  if (!shipped(env)) return;
  for (const KeyValue& pair : env.pairs) {
    if (!pair.value || unquoted(pair.value->text).starts_with('/')) continue;
    for (const Reference& reference : references(pair.value->text, env.model->file().escape)) {
      // ${X:+yes} tells whether there is a value, not which.
      const std::string_view written = pair.value->text.substr(reference.begin, reference.end - reference.begin);
      if (written.find('+') != written.npos) continue;
      const Binding binding = env.model->variable(reference.name, env);
      if (binding.origin != Binding::Origin::arg) continue;
      if (secret_variable(reference.name).empty() && secret_variable(unquoted(pair.key.text)).empty()) continue;
      ctx.report(pair.span, "ENV keeps the secret build argument '{}' in the image, where every process can read it", reference.name)
          .note(binding.pair->key.span, "the argument");
      break;
    }
  }
},
};

}  // namespace plimsoll::dockerfile
