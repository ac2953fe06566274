#include "context.h"
#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {
namespace {

// Of the machine itself, or of a service of the same network: defaults for development.
bool is_local(std::string_view host) {
  return host.starts_with("127.") || (!host.empty() && host.find('.') == host.npos);
}

}  // namespace

extern constinit const Rule credentials_in_url = {
    .severity = Severity::error,
    .group = Group::secrets,
    .aliases = {"kics:Passwords And Secrets", "kics:a88baa34-e2ad-44ea-ad6f-8cac87bc7c71"},
    .replaces = {"hardcoded-secret-value", "build-arg-secret-consumed"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          for (const PlacedSecret& found : literal_secrets(instruction)) {
            if (found.login.empty() && found.secret.evidence != Secret::Evidence::url) continue;
            const bool mild = found.secret.evidence == Secret::Evidence::weak || is_local(found.host);
            ctx.report(found.login.empty() ? found.span : found.login,
                       "the URL gives away {}, which stays in the image", found.login.empty() ? "a token" : "its login")
                .severity(mild ? Severity::warning : Severity::error)
                .hide(found.span);
          }
          if (instruction.keyword == Keyword::onbuild || instruction.keyword == Keyword::from) return;
          const MappedText& line = instruction.line;
          std::optional<RunVariables> variables;
          for (const UrlLogin& login : logins_in_urls(line.text())) {
            for (const Reference& reference : references(login.password, instruction.model->file().escape)) {
              if (!variables) variables.emplace(instruction);
              const Binding binding = variables->find(reference.name);
              if (binding.origin != Binding::Origin::arg) continue;
              // Without a colon it may be only a user's name.
              if (login.user.data() == nullptr && secret_variable(reference.name).empty()) continue;
              ctx.report(line.span(login.begin, login.end),
                         "the password of the URL comes from the build argument '{}', so the image keeps it",
                         reference.name)
                  .severity(Severity::warning)
                  .note(binding.pair->key.span, "the argument");
              break;
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
