// The kinds of node that a rule can ask for, in the field's words. Each node type names its own: `Node::kind`.
#pragma once

#include <cstdint>

namespace plimsoll {

enum class NodeKind : uint8_t {
  // Dockerfiles
  dockerfile,
  stage,
  instruction,
  from,
  run,
  cmd,
  label,
  maintainer,
  expose,
  env,
  add,
  copy,
  entrypoint,
  volume,
  user,
  workdir,
  arg,
  onbuild,
  stopsignal,
  healthcheck,
  shell,
  unknown_instruction,
  // what runs in them
  script,
  shell_comment,
  command,
  download,
  manager_call,
  install,
  // Kubernetes manifests
  manifest,
  document,
  object,
  workload,
  container,
  // everything
  suppression,
  project,
};
inline constexpr int kNodeKinds = static_cast<int>(NodeKind::project) + 1;

}  // namespace plimsoll
