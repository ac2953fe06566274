#include "kubernetes/patch.h"

#include <algorithm>

namespace plimsoll::kubernetes {
namespace {

bool has_directive(const Node& node) {
  return std::any_of(node.entries.begin(), node.entries.end(), [](const Node::Entry& entry) {
    return entry.key->text == "$patch" || entry.key->text == "$retainKeys" ||
           entry.key->text.starts_with("$setElementOrder/") || entry.key->text.starts_with("$deleteFromPrimitiveList/");
  });
}

// Not the Pod: it needs no selector, so a container that lacks its image is more likely a mistake.
bool has_pod_template(const Object& object) {
  static constexpr std::string_view kKinds[] = {"CronJob", "DaemonSet",  "Deployment",
                                                "Job",     "ReplicaSet", "StatefulSet"};
  return is_built_in_group(object.group) &&
         std::find(std::begin(kKinds), std::end(kKinds), object.kind_name) != std::end(kKinds);
}

bool lacks_image(const Value& container) { return container["image"].missing(); }

bool is_partial(const Object& object) {
  const Value spec = object["spec"];
  if (!has_pod_template(object) || !spec.is_map()) return false;
  const bool cron = object.kind_name == "CronJob";
  const Value pod = (cron ? spec["jobTemplate"]["spec"] : spec)["template"]["spec"];
  // What no whole object of the kind can do without. (Jobs find their pods without a selector.)
  const Value vital = cron ? spec["schedule"] : object.kind_name == "Job" ? pod["restartPolicy"] : spec["selector"];
  if (!vital.missing()) return false;
  const Value list = pod["containers"];
  if (list.missing()) return pod.size() > 0;
  const std::vector<Value> containers = list.items();
  return std::any_of(containers.begin(), containers.end(), lacks_image);
}

}  // namespace

bool is_patch(const Document& document, const std::vector<Object>& objects) {
  return std::any_of(objects.begin(), objects.end(), is_partial) ||
         (!objects.empty() && std::any_of(document.nodes.begin(), document.nodes.end(), has_directive));
}

void mark_as_patch(Document& document) {
  for (Node& node : document.nodes) node.partial |= node.kind != Node::Kind::scalar;
}

}  // namespace plimsoll::kubernetes
