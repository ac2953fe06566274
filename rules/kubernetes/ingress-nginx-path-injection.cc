#include "context.h"
#include "kubernetes/ingress_nginx.h"

namespace plimsoll::kubernetes {

extern constinit const Rule ingress_nginx_path_injection = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"kyverno:restrict-ingress-paths"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "Ingress" || !is_built_in_group(object.group)) return;
          for (const Value& host : object["spec"]["rules"].items()) {
            for (const Value& item : host["http"]["paths"].items()) {
              const Value path = item["path"], type = item["pathType"];
              if (!path.is_scalar() || path.templated()) continue;
              const std::string_view text = path.string();
              for (const char* place : {"/etc", "/var/run/secrets", "/root", "/var/lib", "/proc"}) {
                if (!holds_word(text, place)) continue;
                ctx.report(path.span(), "path '{}' is one of the files of the controller", text);
                break;
              }
              if (!type.is("Exact") && !type.is("Prefix") && !type.templated() &&
                  text.find_first_of("\\;{}\n") != text.npos)
                ctx.report(path.span(), "path '{}' can leave its place in the configuration of nginx", text);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
