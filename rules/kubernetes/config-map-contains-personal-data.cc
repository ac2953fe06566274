#include "context.h"
#include "kubernetes/object.h"
#include "personal_data.h"
#include "secrets.h"

namespace plimsoll::kubernetes {

extern constinit const Rule config_map_contains_personal_data = {
    .severity = Severity::info,
    .group = Group::secrets,
    .profile = Profile::all,
    .aliases = {"trivy:KSV-01010", "trivy:AVD-KSV-01010"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("", "ConfigMap") || object["sops"].exists()) return;
          const auto report = [&](const Value& key, Span span, std::string_view what) {
            ctx.report(span, "'{}' of ConfigMap '{}' holds {}, which everyone in the namespace may read", key.string(),
                       object.name, what)
                .hide(span);
          };
          for (const auto& [key, value] : object["data"].entries()) {
            if (!value.is_scalar()) continue;
            const MappedText text = value.mapped(ctx.source());
            const auto found = personal_data_in(text.text());
            const std::string_view named = personal_name(key.string());
            if (found.empty() && !named.empty() && !is_placeholder(text.text())) report(key, value.span(), named);
            for (const PersonalData& data : found) report(key, text.span(data.begin, data.end), data.what);
          }
        },
};

}  // namespace plimsoll::kubernetes
