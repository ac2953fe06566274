#include <algorithm>
#include <vector>

#include "context.h"
#include "kubernetes/value.h"
#include "secrets.h"

namespace plimsoll::kubernetes {

extern constinit const Rule credential_in_url = {
    .severity = Severity::error,
    .group = Group::secrets,
    .check =
        [](const Document& document, Context& ctx) {
          for (const Node& node : document.nodes) {
            if (node.kind != Node::Kind::scalar || node.text.find("://") == std::string::npos) continue;
            const MappedText text = Value(&node).mapped(ctx.source());
            const std::vector<UrlLogin> logins = logins_in_urls(text.text());
            for (const Secret& secret : secrets_in_text(text.text())) {
              // A token of known form counts by that first, also where it stands as the password of a URL.
              const bool login = std::any_of(logins.begin(), logins.end(), [&](const UrlLogin& each) {
                return each.begin <= secret.begin && secret.end <= each.end;
              });
              if (!login && !secret.what.ends_with("in a URL")) continue;
              const Span span = text.span(secret.begin, secret.end);
              ctx.report(span, "{} stands in the manifest, for everyone who reads it", secret.what).hide(span);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
