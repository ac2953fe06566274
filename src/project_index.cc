#include "project_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kubernetes/security.h"
#include "suggest.h"

namespace plimsoll {
namespace {

// Of one name, or of one kind in one place: with more of them nobody knows which one is meant.
constexpr size_t kMostCandidates = 64;

std::string key_of(const ObjectSummary& object) { return kubernetes::kind_key(object.group, object.kind_name); }

std::string name_key(std::string_view kind, std::string_view name) {
  return std::string(kind).append("/").append(name);
}

// Stands for all that runs pods.
constexpr std::string_view kWorkload = "workload";
// With a kind behind it: those of the kind whose names nobody knows.
constexpr std::string_view kUnnamed = "unnamed";

// Where a reference stands, as patches touch it.
std::vector<std::string_view> fields_of(kubernetes::Field field) {
  using kubernetes::Field;
  switch (field) {
    case Field::role:
      return {"roleRef"};
    case Field::subject:
      return {"subjects"};
    case Field::service_account:
      return {"spec/serviceAccountName", "spec/serviceAccount"};
    case Field::env:
      return {"spec/containers/env", "spec/containers/envFrom", "spec/initContainers/env",
              "spec/initContainers/envFrom"};
    case Field::volume:
      return {"spec/volumes", "spec/volumeClaimTemplates"};
    case Field::sub_path:
      return {"spec/volumes", "spec/containers/volumeMounts", "spec/initContainers/volumeMounts"};
    case Field::pull_secret:
      return {"spec/imagePullSecrets", "imagePullSecrets"};
    case Field::tls_secret:
      return {"spec/tls"};
    case Field::backend:
    case Field::route_backend:
      return {"spec/rules", "spec/defaultBackend", "spec/backend"};
    case Field::route_parent:
      return {"spec/parentRefs"};
    case Field::scale_target:
      return {"spec/scaleTargetRef"};
    case Field::vertical_scale_target:
      return {"spec/targetRef"};
    case Field::priority_class:
      return {"spec/priorityClassName"};
    case Field::runtime_class:
      return {"spec/runtimeClassName"};
    case Field::storage_class:
      return {"spec/storageClassName", "spec/volumeClaimTemplates"};
    case Field::ingress_class:
      return {"spec/ingressClassName"};
    case Field::gateway_class:
      return {"spec/gatewayClassName"};
    case Field::issuer:
      return {"spec/issuerRef", "metadata/annotations"};
    case Field::governing_service:
      return {"spec/serviceName"};
    default:
      return {"spec"};
  }
}

// What every cluster has.
bool is_given(const kubernetes::Reference& reference) {
  const std::string_view kind = reference.kind, name = reference.name;
  if (name.starts_with("system:") || name.starts_with("system-"))
    return kind.ends_with("Role") || kind == "PriorityClass";
  if (kind == "ClusterRole") return name == "admin" || name == "edit" || name == "view" || name == "cluster-admin";
  if (kind == "Role") return name == "extension-apiserver-authentication-reader";
  if (kind == "ServiceAccount") return name == "default";
  return kind == "ConfigMap" &&
         (name == "kube-root-ca.crt" || name == "openshift-service-ca.crt" || name == "istio-ca-root-cert");
}

// What can be named of it. False where that is not known. Only names are worth a guess, but numbers count.
bool add_parts(const ObjectSummary& target, std::set<std::string_view>& parts) {
  if (!target.details) return false;
  if (const auto& keys = target.details->keys) {
    parts.insert(keys->begin(), keys->end());
    return true;
  }
  for (const PortSummary& port : target.details->ports) {
    if (port.name.empty() && port.number_text.empty()) return false;
    parts.insert(port.name);
    parts.insert(port.number_text);
  }
  return !target.details->ports.empty();
}

}  // namespace

ProjectIndex::ProjectIndex(const Project& project) : project_(project), roots_(project.kustomizations) {
  for (const std::vector<ObjectSummary>* objects :
       {&project.objects, &project.made, &project.patches, &project.unnamed}) {
    for (const ObjectSummary& object : *objects) {
      const auto [homes, fresh] = homes_.try_emplace({object.file, object.namespace_});
      if (!fresh) continue;
      const std::string& path = project.path_of(object);
      for (const std::string& home : roots_.homes_of(object, path)) homes->second.push_back(number_of(home));
      const auto [groups, new_file] = groups_.try_emplace(object.file);
      if (!new_file) continue;
      for (const std::string& group : roots_.of(path)) groups->second.push_back(number_of(group));
    }
  }
  for (const std::vector<ObjectSummary>* objects : {&project.objects, &project.made}) {
    for (const ObjectSummary& object : *objects) {
      add(object, object.name);
      std::set<std::string> names;
      for (const Kustomization* user : roots_.kustomizations_of(project.path_of(object)))
        names.insert(user->prefix + object.name + user->suffix);
      names.erase(object.name);
      for (const std::string& name : names) add(object, name);
    }
  }
  for (const ObjectSummary& object : project.unnamed) {
    const uint32_t unnamed = id_of(name_key(kUnnamed, key_of(object)));
    for (const uint32_t home : homes_of(object)) at_home_.add(at_home(home, unnamed), &object);
    anywhere_.add(unnamed, &object);
  }
  at_home_.sort();
  anywhere_.sort();
  add_patches();
}

void ProjectIndex::ObjectTable::sort() {
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
  entries_.shrink_to_fit();
}

void ProjectIndex::ObjectTable::find(uint64_t key, size_t most, Objects& objects) const {
  auto entry = std::lower_bound(entries_.begin(), entries_.end(), key,
                                [](const Entry& at, uint64_t wanted) { return at.key < wanted; });
  for (; entry != entries_.end() && entry->key == key && most > 0; ++entry, --most) objects.push_back(entry->object);
}

uint32_t ProjectIndex::number_of(const std::string& home) {
  return numbers_.try_emplace(home, static_cast<uint32_t>(numbers_.size())).first->second;
}

uint32_t ProjectIndex::id_of(std::string what) {
  return ids_.try_emplace(std::move(what), static_cast<uint32_t>(ids_.size())).first->second;
}

void ProjectIndex::add(const ObjectSummary& object, std::string_view name) {
  const std::string kind = key_of(object);
  const uint32_t named = id_of(name_key(kind, name)), any = id_of(name_key(kind, "")),
                 workload = id_of(name_key(kWorkload, ""));
  for (const uint32_t home : homes_of(object)) {
    at_home_.add(at_home(home, named), &object);
    if (name != object.name) continue;
    at_home_.add(at_home(home, any), &object);
    if (object.details && !object.details->pods.empty()) at_home_.add(at_home(home, workload), &object);
  }
  anywhere_.add(named, &object);
  for (const uint32_t group : groups_of(object)) kinds_.insert(at_home(group, any));
}

ProjectIndex::Objects ProjectIndex::anywhere(const std::string& what, size_t most) const {
  Objects found;
  if (const auto id = ids_.find(what); id != ids_.end()) anywhere_.find(id->second, most, found);
  return found;
}

const std::vector<uint32_t>& ProjectIndex::homes_of(const ObjectSummary& object) const {
  return homes_.at({object.file, object.namespace_});
}

bool ProjectIndex::are_together(const ObjectSummary& one, const ObjectSummary& other) const {
  const std::vector<uint32_t>&groups = groups_.at(one.file), &others = groups_.at(other.file);
  return std::any_of(groups.begin(), groups.end(),
                     [&](uint32_t group) { return std::find(others.begin(), others.end(), group) != others.end(); });
}

std::optional<uint32_t> ProjectIndex::home_of_namespace(std::string_view name) const {
  const auto found = numbers_.find(std::string("namespace ").append(name));
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

std::vector<uint32_t> ProjectIndex::homes_in(const ObjectSummary& from, std::string_view space) const {
  if (space.empty() || space == from.namespace_) return homes_of(from);
  std::vector<uint32_t> homes;
  // No namespace is the same as "default", unless a kustomization sets one.
  if (space == "default") {
    const auto users = roots_.kustomizations_of(project_.path_of(from));
    const bool moved =
        std::any_of(users.begin(), users.end(), [](const Kustomization* user) { return !user->namespace_.empty(); });
    if (from.namespace_.empty()) homes = homes_of(from);
    if (!moved && !from.namespace_.empty()) homes = groups_of(from);
  }
  if (const auto home = home_of_namespace(space)) homes.push_back(*home);
  return homes;
}

ProjectIndex::Objects ProjectIndex::collect(const std::vector<uint32_t>& homes, const std::string& what) const {
  Objects found;
  const auto id = ids_.find(what);
  if (id == ids_.end()) return found;
  for (const uint32_t home : homes) at_home_.find(at_home(home, id->second), kMost, found);
  if (homes.size() < 2) return found;
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

ProjectIndex::Objects ProjectIndex::find(const ObjectSummary& from, std::string_view kind, std::string_view name,
                                         std::string_view space) const {
  if (kubernetes::is_cluster_kind(kind)) return anywhere(name_key(kind, name), kMost);
  return collect(homes_in(from, space), name_key(kind, name));
}

ProjectIndex::Objects ProjectIndex::all(const ObjectSummary& from, std::string_view kind,
                                        std::string_view space) const {
  const bool cluster = kubernetes::is_cluster_kind(kind);
  return collect(cluster ? groups_.at(from.file) : homes_in(from, space), name_key(kind, ""));
}

bool ProjectIndex::has_unnamed(const ObjectSummary& from, std::string_view kind, std::string_view space) const {
  // What could not be read is of any kind.
  if (!collect(groups_of(from), name_key(kUnnamed, "")).empty()) return true;
  const std::string unnamed = name_key(kUnnamed, kind);
  const bool cluster = kubernetes::is_cluster_kind(kind);
  return !(cluster ? anywhere(unnamed, 1) : collect(homes_in(from, space), unnamed)).empty();
}

// Somebody else's objects may live in a namespace of the same name.
ProjectIndex::Objects ProjectIndex::all_together(const ObjectSummary& from, std::string_view kind,
                                                 std::string_view space) const {
  Objects objects = all(from, kind, space);
  if (!project_.complete)
    std::erase_if(objects, [&](const ObjectSummary* object) { return !are_together(from, *object); });
  return objects;
}

bool ProjectIndex::has_beside(const ObjectSummary& from, std::string_view kind) const {
  const auto id = ids_.find(name_key(kind, ""));
  const std::vector<uint32_t>& groups = groups_of(from);
  return id != ids_.end() && std::any_of(groups.begin(), groups.end(),
                                         [&](uint32_t group) { return kinds_.contains(at_home(group, id->second)); });
}

// The input has what the reference is for, as far as one can tell by the other objects of the kind.
bool ProjectIndex::is_known(const ObjectSummary& from, const kubernetes::Reference& reference, bool neighbours) const {
  using kubernetes::Field;
  if (project_.complete) return true;
  const auto users = roots_.kustomizations_of(project_.path_of(from));
  if (std::any_of(users.begin(), users.end(), [](const Kustomization* user) { return user->remote; })) return false;
  if (neighbours) return true;
  auto some_workload = [&] { return !all_together(from, kWorkload, reference.space).empty(); };
  switch (reference.field) {
    case Field::scale_target:
    case Field::vertical_scale_target:
      // It may be any of the kinds that the API server has.
      return reference.kind.find('/') == std::string::npos && some_workload();
    case Field::subject:
      return has_beside(from, reference.kind) && some_workload();
    case Field::service_account:
    case Field::tls_secret:
      return has_beside(from, reference.kind);
    case Field::role:
      // Roles of the whole cluster may stand elsewhere, unless the other kind was meant.
      return reference.kind == "Role" ? has_beside(from, "Role") || has_beside(from, "ClusterRole")
                                      : !find(from, "Role", reference.name).empty();
    default:
      return false;
  }
}

std::optional<ProjectIndex::Missing> ProjectIndex::missing(const ObjectSummary& from,
                                                           const kubernetes::Reference& reference) const {
  if (is_given(reference) || !find(from, reference.kind, reference.name, reference.space).empty()) return std::nullopt;
  if (has_unnamed(from, reference.kind, reference.space) || is_patched(from, fields_of(reference.field)))
    return std::nullopt;
  const std::string& space = reference.space.empty() ? from.namespace_ : reference.space;
  Missing missing;
  if (const Objects others = anywhere(name_key(reference.kind, reference.name), kMostCandidates + 1); !others.empty()) {
    if (others.size() > kMostCandidates || kubernetes::is_unknown_namespace(space)) return std::nullopt;
    for (const ObjectSummary* other : others) {
      if (is_open_space(other->namespace_) || other->namespace_ == space) return std::nullopt;
      // Who names no namespace is put into one by hand, as a rule.
      if (space.empty() && !are_together(from, *other)) return std::nullopt;
      if (!missing.elsewhere) missing.elsewhere = other;
    }
    return missing;
  }
  const Objects neighbours = all_together(from, reference.kind, reference.space);
  if (!is_known(from, reference, !neighbours.empty())) return std::nullopt;
  std::vector<std::string_view> names;
  for (const ObjectSummary* neighbour : neighbours) {
    if (names.size() < kMostCandidates) names.push_back(neighbour->name);
  }
  if (const auto similar = closest(reference.name, names)) {
    missing.similar = *std::find_if(neighbours.begin(), neighbours.end(),
                                    [&](const ObjectSummary* neighbour) { return neighbour->name == *similar; });
  }
  return missing;
}

bool is_open_space(std::string_view space) { return space.empty() || kubernetes::is_unknown_namespace(space); }

std::vector<Dangling> dangling(const Project& project, kubernetes::Field field) {
  std::vector<Dangling> found;
  for (const ObjectSummary& object : project.objects) {
    std::set<std::tuple<std::string_view, std::string_view, std::string_view>> seen;
    for (const kubernetes::Reference& reference : object.references) {
      if (reference.field != field || !seen.emplace(reference.kind, reference.name, reference.space).second) continue;
      if (const auto missing = project.index->missing(object, reference))
        found.push_back({&object, &reference, *missing});
    }
  }
  return found;
}

void report(const Dangling& dangling, const Project& project, std::string_view consequence, Context& ctx) {
  const auto& [object, reference, missing] = dangling;
  const std::string where = missing.elsewhere
                                ? fmt::format("defined in the namespace '{}' only", missing.elsewhere->namespace_)
                                : "not defined";
  const std::string hint = missing.similar ? fmt::format("; did you mean '{}'?", missing.similar->name) : "";
  Report report = ctx.report(project.at(*object, reference->place), "{} '{}' is {}, {}{}",
                             kubernetes::kind_in(reference->kind), reference->name, where, consequence, hint);
  if (missing.elsewhere) report.note(project.at(*missing.elsewhere), "it lives in another namespace");
  if (missing.similar) report.note(project.at(*missing.similar), "this one has a similar name");
}

void report_dangling(const Project& project, kubernetes::Field field, std::string_view consequence, Context& ctx,
                     Names known) {
  for (const Dangling& each : dangling(project, field)) {
    if (!kubernetes::fits_any(each.reference->name, known)) report(each, project, consequence, ctx);
  }
}

std::vector<MissingPart> missing_parts(const Project& project, kubernetes::Field field) {
  std::vector<MissingPart> found;
  for (const ObjectSummary& object : project.objects) {
    for (const kubernetes::Reference& reference : object.references) {
      if (reference.field != field || reference.part.empty() || project.index->is_patched(object, fields_of(field)))
        continue;
      std::set<std::string_view> parts;
      const auto targets = project.index->find(object, reference.kind, reference.name, reference.space);
      const bool known = std::all_of(targets.begin(), targets.end(), [&](const ObjectSummary* target) {
        return !project.index->is_patched(*target, {"data", "binaryData", "stringData", "spec"}) &&
               add_parts(*target, parts);
      });
      if (targets.empty() || !known || parts.contains(reference.part)) continue;
      std::vector<std::string_view> names;
      for (std::string_view part : parts) {
        if (names.size() < kMostCandidates) names.push_back(part);
      }
      found.push_back({&object, &reference, targets.front(), closest(reference.part, names).value_or("")});
    }
  }
  return found;
}

}  // namespace plimsoll
