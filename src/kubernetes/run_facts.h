// Facts (project.h) that objects state for rules that look at other objects of the run, each with its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/object.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

// A ConfigMap, Secret or claim of this name is defined, as seen from `object`: one fact for each of its homes
// (scope.h).
std::vector<std::string> defined_facts(std::string_view kind, const Object& object, std::string_view name);
// A StorageClass makes volumes that are not encrypted.
std::string unencrypted_class_fact(std::string_view name);
// A service account is bound to a role of AWS.
std::string aws_role_fact(std::string_view name);
// An API server knows its clients by the certificates of the authority in this file.
std::string client_authority_fact(std::string_view file);
// A container mounts a part of a volume.
inline constexpr std::string_view kSubPathFact = "sub path";
// Nobody says that the files are all there is.
inline constexpr std::string_view kPartialRunFact = "partial run";

struct RunFact {
  std::string text;
  Span span;  // where it stands
};
// Of an object and the workloads in it.
std::vector<RunFact> run_facts_of(const Object& object, const std::vector<Workload>& workloads);

// What the volumes of a StorageClass lack to be encrypted.
struct MissingEncryption {
  Value place;                 // the parameter, if it is there and wrong, else where it belongs
  std::string_view parameter;  // its name
  bool wrong = false;          // it is there
};
std::optional<MissingEncryption> missing_encryption_of(const Object& storage_class);

}  // namespace plimsoll::kubernetes
