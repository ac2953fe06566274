#include "kubernetes/relations.h"

#include <fmt/format.h>

#include <algorithm>

#include "kubernetes/scaling.h"
#include "kubernetes/scope.h"

namespace plimsoll::kubernetes {
namespace {

bool is_for_one_node(const Value& access_modes) {
  const std::vector<Value> modes = access_modes.items();
  return !modes.empty() && std::all_of(modes.begin(), modes.end(), [](const Value& mode) {
    return mode.is("ReadWriteOnce") || mode.is("ReadWriteOncePod");
  });
}

// Without a home: as seen from anywhere.
std::string relation_fact(Relation relation, std::string_view home, std::string_view kind, std::string_view name) {
  return fmt::format("relation {} of {} '{}' in {}", static_cast<int>(relation), kind, name, home);
}

}  // namespace

std::vector<std::string> relation_facts(Relation relation, const Object& object, std::string_view kind,
                                        std::string_view name) {
  std::vector<std::string> facts = homes_of(object);
  for (std::string& fact : facts) fact = relation_fact(relation, fact, kind, name);
  return facts;
}

std::string maybe_scaled_fact(const Object& object) {
  const bool anywhere = object.namespace_.empty() || object.namespace_ == "default";
  return relation_fact(Relation::scaled, anywhere ? "" : home_of(object), object.kind_name, object.name);
}

std::vector<std::string> scaled_facts(std::string_view name, std::string_view space) {
  std::vector<std::string> facts;
  for (std::string_view kind : {"Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"}) {
    facts.push_back(relation_fact(Relation::scaled, "", kind, name));
    if (!space.empty())
      facts.push_back(relation_fact(Relation::scaled, fmt::format("namespace {}", space), kind, name));
  }
  return facts;
}

std::vector<RunFact> relation_facts_of(const Object& object) {
  std::vector<RunFact> facts;
  auto state = [&](Relation relation, std::string_view kind, std::string_view name, Span span) {
    for (std::string& fact : relation_facts(relation, object, kind, name)) facts.push_back({std::move(fact), span});
  };
  if (const auto scaler = autoscaler_of(object)) {
    state(Relation::scaled, scaler->kind, scaler->name, object.place());
    facts.push_back({relation_fact(Relation::scaled, "", scaler->kind, scaler->name), object.place()});
    if (scaler->least && *scaler->least >= 2)
      state(Relation::scaled_to_several, scaler->kind, scaler->name, scaler->least_value.span());
  }
  const Value spec = object["spec"];
  if (object.is("", "PersistentVolumeClaim") && is_for_one_node(spec["accessModes"]))
    state(Relation::on_one_node, object.kind_name, object.name, spec["accessModes"].span());
  if (object.is("", "Service") && spec["clusterIP"].is("None") && !spec["publishNotReadyAddresses"].is(true) &&
      !spec["publishNotReadyAddresses"].templated())
    state(Relation::hides_unready, object.kind_name, object.name, spec["publishNotReadyAddresses"].span());
  return facts;
}

}  // namespace plimsoll::kubernetes
