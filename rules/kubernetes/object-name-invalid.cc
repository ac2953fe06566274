#include <algorithm>
#include <array>
#include <cctype>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/label_syntax.h"
#include "kubernetes/schema.h"

namespace plimsoll::kubernetes {
namespace {

// What the names of pods that a controller makes leave of 63 characters.
constexpr size_t kMostOfCronJob = 52, kMostOfStatefulSet = 52, kMostOfJob = 63;

std::string path_problem(std::string_view name) {
  if (name == "." || name == "..") return "it is '.' or '..'";
  return name.find_first_of("/%") == name.npos ? "" : "it has a '/' or a '%'";
}

std::string service_problem(std::string_view name) {
  std::string problem = dns_label_problem(name);
  if (problem.empty() && name[0] >= '0' && name[0] <= '9') problem = "it begins with a letter";
  return problem;
}

std::string problem_of(const Object& object) {
  const std::string_view name = object.name, kind = object.kind_name;
  static constexpr std::array<std::string_view, 4> kPaths = {"ClusterRole", "ClusterRoleBinding", "Role",
                                                             "RoleBinding"};
  if (std::find(kPaths.begin(), kPaths.end(), kind) != kPaths.end()) return path_problem(name);
  // Their names are of another making: hosts, addresses, groups.
  static constexpr std::array<std::string_view, 6> kOther = {
      "APIService", "CertificateSigningRequest", "ClusterTrustBundle", "FlowSchema", "IPAddress", "ServiceCIDR"};
  if (std::find(kOther.begin(), kOther.end(), kind) != kOther.end()) return path_problem(name);
  if (object.group.empty() && kind == "Service") return service_problem(name);
  if (object.group.empty() && kind == "Namespace") return dns_label_problem(name);
  if (kind == "CronJob" && name.size() > kMostOfCronJob)
    return fmt::format("it has {} characters, and its Jobs need 11 more of 63", name.size());
  // The label of a revision has the name, a '-' and a hash of ten characters.
  if (kind == "StatefulSet" && name.size() > kMostOfStatefulSet)
    return fmt::format("it has {} characters, and the label of its pods needs 11 more of 63", name.size());
  if (kind == "Job" && name.size() > kMostOfJob)
    return fmt::format("it has {} characters, and the label of its pods has 63", name.size());
  return dns_subdomain_problem(name);
}

// "My_App" -> "my-app"
std::string mended(std::string_view name) {
  std::string result;
  for (char c : name)
    result += c == '_' || c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

}  // namespace

extern constinit const Rule object_name_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Object& object, Context& ctx) {
          const Value name = object.metadata["name"];
          // A patch of kustomize for whatever its target says has the name "*".
          if (!name.is_string() || name.templated() || name.is("*") || is_unfilled(name.string()) ||
              !kind_of(object.api_version, object.kind_name))
            return;
          const std::string problem = problem_of(object);
          if (problem.empty()) return;
          Report report =
              ctx.report(name.span(), "'{}' is no name of a {}: {}", name.string(), object.kind_name, problem);
          const std::string better = mended(name.string());
          const auto edit = set_text(name, better);
          if (edit && better != name.string() && dns_label_problem(better).empty())
            report.suggest(fmt::format("write '{}'", better), *edit);
        },
};

}  // namespace plimsoll::kubernetes
