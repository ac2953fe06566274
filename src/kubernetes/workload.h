// What runs: the pod templates that objects hold, wherever their kind keeps them, and the containers in them.
//
//   for (const Workload& workload : workloads_of(object))
//     for (const Container& container : workload.containers)
//       container.effective("runAsUser").integer()      // the container's own, else the pod's
//
// A Container points to its Workload and that to its Object: keep the vectors where they are (moving a whole vector is
// fine).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kubernetes/object.h"
#include "kubernetes/value.h"
#include "node_kind.h"

namespace plimsoll::kubernetes {

struct Workload;

struct Container {
  static constexpr NodeKind kind = NodeKind::container;
  enum class Role : uint8_t { regular, init, sidecar, ephemeral };

  Value value;
  Role role = Role::regular;
  const Workload* workload = nullptr;

  std::string_view name() const;  // its name, else its image, else empty
  Span place() const;             // the value of its name, else of its image, else the whole
  // Where a finding about one of its settings stands: the setting, else the deepest key above it, else its name.
  Span place_of(const Value& setting) const;
  Value operator[](std::string_view key) const { return value[key]; }

  // The setting of the security context that is in force: the container's own, else the pod's where pods have it too.
  // Where neither has it, the absent value of the container.
  Value effective(std::string_view setting) const;
  // The same for a field of a setting, such as ("seccompProfile", "type").
  Value effective(std::string_view setting, std::string_view field) const;
};

struct Workload {
  static constexpr NodeKind kind = NodeKind::workload;

  const Object* object = nullptr;
  Value pod_spec;
  Value pod_metadata;
  // Steps of a pipeline: they run in a pod whose own settings stand elsewhere, in part or all.
  bool steps = false;
  Value outer_spec;  // of steps: the settings of the whole workflow, which hold where pod_spec has none
  bool windows = false;
  std::vector<Container> containers;  // regular, init and sidecar, ephemeral; in the order of the lists

  Value operator[](std::string_view key) const { return pod_spec[key]; }
  // A field of the pod spec; for steps, which have none of their own, that of the whole workflow.
  Value setting(std::string_view key) const;
  // A setting of the pod's security context.
  Value pod_setting(std::string_view setting) const;
};

std::vector<Workload> workloads_of(const Object& object);

}  // namespace plimsoll::kubernetes
