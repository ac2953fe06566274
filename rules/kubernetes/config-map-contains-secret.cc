#include <vector>

#include "context.h"
#include "kubernetes/object.h"
#include "secrets.h"

namespace plimsoll::kubernetes {

extern constinit const Rule config_map_contains_secret = {
    .severity = Severity::error,
    .group = Group::secrets,
    .aliases = {"polaris:sensitiveConfigmapContent", "trivy:KSV-0109", "trivy:AVD-KSV-0109", "kubescape:C-0012",
                "kubescape:C-0259"},
    .replaces = {"credential-in-url"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("", "ConfigMap") || object["sops"].exists()) return;
          auto report = [&](const Value& key, Span span, std::string_view what) {
            ctx.report(span, "ConfigMap '{}' holds {} in '{}', which anyone with access to the namespace may read",
                       object.name, what, key.string())
                .hide(span);
          };
          for (const auto& [key, value] : object["data"].entries()) {
            const MappedText text = value.mapped(ctx.source());
            std::vector<Secret> secrets = literal_secrets_in(text.text());
            if (const auto named = literal_secret(key.string(), text.text()); named && secrets.empty())
              secrets.push_back(*named);
            for (const Secret& secret : secrets) report(key, text.span(secret.begin, secret.end), secret.what);
          }
          for (const auto& [key, value] : object["binaryData"].entries()) {
            const auto content = decode_base64(value.string());
            if (!content) continue;
            std::vector<Secret> secrets = literal_secrets_in(*content);
            if (const auto named = literal_secret(key.string(), *content); named && secrets.empty())
              secrets.push_back(*named);
            if (!secrets.empty()) report(key, value.span(), secrets.front().what);
          }
        },
};

}  // namespace plimsoll::kubernetes
