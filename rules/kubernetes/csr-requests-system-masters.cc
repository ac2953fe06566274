#include <algorithm>

#include "certificate.h"
#include "context.h"
#include "kubernetes/object.h"
#include "secrets.h"

namespace plimsoll::kubernetes {

extern constinit const Rule csr_requests_system_masters = {
    .severity = Severity::error,
    .group = Group::security,
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("certificates.k8s.io", "CertificateSigningRequest")) return;
          const Value request = object["spec"]["request"];
          const auto pem = decode_base64(request.string());
          const auto subject = pem ? subject_of_request(*pem) : std::nullopt;
          if (!subject) return;
          const auto& groups = subject->organizations;
          const auto is_in = [&](const char* group) {
            return std::find(groups.begin(), groups.end(), group) != groups.end();
          };
          const std::string_view name = subject->common_name;
          if (is_in("system:masters")) {
            ctx.report(request.span(), "the request is for a certificate in 'system:masters', which no role can limit");
          } else if (name.starts_with("system:") && !(name.starts_with("system:node:") && is_in("system:nodes"))) {
            ctx.report(request.span(), "the request is for a certificate as '{}', a part of the cluster itself", name)
                .severity(Severity::warning);
          }
        },
};

}  // namespace plimsoll::kubernetes
