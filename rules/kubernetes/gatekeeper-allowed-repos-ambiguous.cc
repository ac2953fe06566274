#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kHub[] = {"docker.io", "index.docker.io", "registry-1.docker.io"};

// Everyone can have a name on Docker Hub that begins like this.
bool is_open_on_hub(std::string_view entry) {
  for (std::string_view host : kHub) {
    if (!entry.starts_with(host)) continue;
    const std::string_view rest = entry.substr(host.size());
    if (rest.empty() || rest == "/") return true;
    if (rest[0] == '/' && rest.find('/', 1) == rest.npos) return true;
  }
  return false;
}

bool is_ambiguous(std::string_view entry) { return entry.find_first_of("/:") == entry.npos || is_open_on_hub(entry); }

}  // namespace

extern constinit const Rule gatekeeper_allowed_repos_ambiguous = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KSV-0124", "trivy:AVD-KSV-0124"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("constraints.gatekeeper.sh", "K8sAllowedRepos")) return;
          for (const Value& entry : object["spec"]["parameters"]["repos"].items()) {
            if (!entry.is_scalar() || entry.templated() || !is_ambiguous(entry.string())) continue;
            Report report = ctx.report(
                entry.span(), "'{}' lets in every image that begins so, among them those of strangers", entry.string());
            const MappedText text = entry.mapped(ctx.source());
            if (!text.text().ends_with('/') && !text.empty() && !is_ambiguous(std::string(text.text()) + "/") &&
                entry.use_span() == entry.span())
              report.suggest("append '/'", insert_after(text.span(text.text()), "/"));
          }
        },
};

}  // namespace plimsoll::kubernetes
