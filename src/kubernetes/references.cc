#include "kubernetes/references.h"

#include <fmt/format.h>

#include <algorithm>

#include "kubernetes/claims.h"
#include "kubernetes/exposure.h"
#include "kubernetes/security.h"
#include "kubernetes/service_account.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kGateway = "gateway.networking.k8s.io";
constexpr std::string_view kCertManager = "cert-manager.io";

bool is_known(const Value& value) { return value.is_scalar() && !value.string().empty() && !value.templated(); }

class Collector {
 public:
  Collector(const Object& object, const std::vector<Workload>& workloads) : object_(object), workloads_(workloads) {}

  std::vector<Reference> run() {
    for (const Workload& workload : workloads_) add_pod(workload);
    const std::string_view kind = object_.kind_name;
    const Value spec = object_["spec"];
    if (object_.group == "rbac.authorization.k8s.io") add_binding();
    if (kind == "Ingress" && is_built_in_group(object_.group)) add_ingress();
    if (object_.group == kGateway && kind.ends_with("Route")) add_route();
    if (object_.is(kGateway, "Gateway")) {
      add(Field::gateway_class, "gateway.networking.k8s.io/GatewayClass", spec["gatewayClassName"]);
      add_listeners();
    }
    for (const Exposure& exposure : exposures_of(object_)) add_exposed(exposure);
    if (kind == "HorizontalPodAutoscaler" || object_.is("keda.sh", "ScaledObject")) add_scaler();
    if (object_.is("autoscaling.k8s.io", "VerticalPodAutoscaler"))
      add_typed(Field::vertical_scale_target, spec["targetRef"], "apps/v1", "");
    if (kind == "StatefulSet" && is_built_in_group(object_.group))
      add(Field::governing_service, "Service", spec["serviceName"]);
    if (object_.is("", "ServiceAccount")) {
      for (const Value& secret : object_["imagePullSecrets"].items()) add(Field::pull_secret, "Secret", secret["name"]);
    }
    if (object_.is("", "PersistentVolumeClaim")) add(Field::storage_class, "StorageClass", spec["storageClassName"]);
    for (const Value& claim : claim_templates_of(object_))
      add(Field::storage_class, "StorageClass", claim["spec"]["storageClassName"]);
    if (object_.is(kCertManager, "Certificate")) {
      const Value issuer = spec["issuerRef"];
      if (issuer["group"].missing() || issuer["group"].is(kCertManager))
        add(Field::issuer, fmt::format("{}/{}", kCertManager, or_else(issuer["kind"], "Issuer")), issuer["name"]);
    }
    if (object_.group == "admissionregistration.k8s.io" && kind.ends_with("AdmissionPolicyBinding"))
      add(Field::admission_policy, kind.substr(0, kind.size() - std::string_view("Binding").size()),
          spec["policyName"]);
    if (object_.group == "policy.linkerd.io") add_mesh_server();
    return std::move(references_);
  }

 private:
  static std::string_view or_else(const Value& value, std::string_view fallback) {
    return value.missing() ? fallback : value.string();
  }

  // The part may be missing; one that is not known takes the reference with it.
  Reference* add(Field field, std::string_view kind, const Value& name, const Value& part = {},
                 const Value& space = {}) {
    if (!is_known(name) || part.templated() || space.templated() || kind.empty()) return nullptr;
    return &references_.emplace_back(Reference{.field = field,
                                               .kind = std::string(kind),
                                               .name = std::string(name.string()),
                                               .space = std::string(space.string()),
                                               .part = std::string(part.string()),
                                               .place = name.span(),
                                               .part_place = part.exists() ? part.span() : name.span()});
  }

  // { apiVersion, kind, name }
  void add_typed(Field field, const Value& target, std::string_view default_version, std::string_view default_kind) {
    if (target["kind"].templated() || target["apiVersion"].templated()) return;
    const std::string_view kind = or_else(target["kind"], default_kind);
    if (!kind.empty()) add(field, kind_key_of(or_else(target["apiVersion"], default_version), kind), target["name"]);
  }

  void add_pod(const Workload& workload) {
    add(Field::service_account, "ServiceAccount", service_account_of(workload));
    add(Field::priority_class, "PriorityClass", workload.setting("priorityClassName"));
    add(Field::runtime_class, "RuntimeClass", workload.setting("runtimeClassName"));
    for (const Value& secret : workload.setting("imagePullSecrets").items())
      add(Field::pull_secret, "Secret", secret["name"]);
    for (const Container& container : workload.containers) {
      for (const Value& entry : container["env"].items()) {
        const Value from = entry["valueFrom"];
        add_source(Field::env, "ConfigMap", from["configMapKeyRef"], "name", "key");
        add_source(Field::env, "Secret", from["secretKeyRef"], "name", "key");
      }
      for (const Value& from : container["envFrom"].items()) {
        add_source(Field::env, "ConfigMap", from["configMapRef"], "name", "");
        add_source(Field::env, "Secret", from["secretRef"], "name", "");
      }
    }
    Mounts mounts = mounts_of(workload);
    for (const Value& volume : volumes_of(workload)) {
      add_sub_paths(volume, mounts);
      add_with_items("ConfigMap", volume["configMap"], "name");
      add_with_items("Secret", volume["secret"], "secretName");
      for (const Value& source : volume["projected"]["sources"].items()) {
        add_with_items("ConfigMap", source["configMap"], "name");
        add_with_items("Secret", source["secret"], "name");
      }
      add_claim(volume);
      if (volume["csi"]["driver"].is("secrets-store.csi.k8s.io"))
        add(Field::volume, "secrets-store.csi.x-k8s.io/SecretProviderClass",
            volume["csi"]["volumeAttributes"]["secretProviderClass"]);
    }
  }

  void add_source(Field field, std::string_view kind, const Value& source, std::string_view name,
                  std::string_view key) {
    if (!source.is_map() || source["optional"].is(true)) return;
    add(field, kind, source[name], key.empty() ? Value() : source[key]);
  }

  void add_with_items(std::string_view kind, const Value& source, std::string_view name) {
    if (!source.is_map() || source["optional"].is(true)) return;
    const std::vector<Value> items = source["items"].items();
    if (items.empty()) add(Field::volume, kind, source[name]);
    for (const Value& item : items) add(Field::volume, kind, source[name], item["key"]);
  }

  // Without items the files of a volume are the keys of what fills it.
  void add_file(std::string_view kind, const Value& source, std::string_view name, const Value& path) {
    if (!source.is_map() || source["optional"].is(true) || source["items"].templated() || source["items"].size() > 0)
      return;
    const std::string file = clean_path("/" + std::string(path.string())).substr(1);
    if (file.find('/') != file.npos) return;
    if (Reference* reference = add(Field::sub_path, kind, source[name], path)) reference->part = file;
  }

  void add_sub_paths(const Value& volume, Mounts& mounts) {
    const auto found = mounts.find(volume["name"].string());
    if (found == mounts.end()) return;
    const std::vector<Value> sources = volume["projected"]["sources"].items();
    for (const Mount& mount : found->second) {
      const Value path = mount.value["subPath"];
      if (!is_known(path)) continue;
      add_file("ConfigMap", volume["configMap"], "name", path);
      add_file("Secret", volume["secret"], "secretName", path);
      // Any of several may have the file.
      if (sources.size() != 1) continue;
      add_file("ConfigMap", sources[0]["configMap"], "name", path);
      add_file("Secret", sources[0]["secret"], "name", path);
    }
    // Another volume of that name is a mistake.
    mounts.erase(found);
  }

  // The claims that a StatefulSet makes itself are none of the cluster's.
  void add_claim(const Value& volume) {
    const Value name = volume["persistentVolumeClaim"]["claimName"];
    const std::vector<Value> own = claim_templates_of(object_);
    const bool made = std::any_of(own.begin(), own.end(), [&](const Value& claim) {
      return claim["metadata"]["name"].is(volume["name"].string());
    });
    if (!made) add(Field::volume, "PersistentVolumeClaim", name);
  }

  void add_binding() {
    const Value role = object_["roleRef"];
    if (!role["kind"].templated()) add(Field::role, role["kind"].string(), role["name"]);
    for (const Value& subject : object_["subjects"].items()) {
      if (!subject["kind"].is("ServiceAccount")) continue;
      add(Field::subject, "ServiceAccount", subject["name"], {}, subject["namespace"]);
    }
  }

  void add_backend(const Value& backend) {
    const Value service = backend["service"];
    // The controller of AWS finds the service in an annotation then, and the name may be that of one as well.
    if (service["port"]["name"].is("use-annotation") || backend["servicePort"].is("use-annotation")) {
      add(Field::exposed, "Service", service.is_map() ? service["name"] : backend["serviceName"]);
      return;
    }
    if (service.is_map()) {
      const Value number = service["port"]["number"];
      add(Field::backend, "Service", service["name"], number.present() ? number : service["port"]["name"]);
    } else if (object_.version != "v1") {
      add(Field::backend, "Service", backend["serviceName"], backend["servicePort"]);
    }
  }

  void add_ingress() {
    const Value spec = object_["spec"];
    add(Field::ingress_class, "IngressClass", spec["ingressClassName"]);
    add_backend(spec["defaultBackend"]);
    if (object_.version != "v1") add_backend(spec["backend"]);
    for (const Value& rule : spec["rules"].items())
      for (const Value& path : rule["http"]["paths"].items()) add_backend(path["backend"]);
    if (is_guarded(object_)) {
      for (Reference& reference : references_) reference.guarded = true;
    }
    for (const Value& tls : spec["tls"].items()) add(Field::tls_secret, "Secret", tls["secretName"]);
    const Value annotations = object_.metadata["annotations"];
    add(Field::issuer, "cert-manager.io/ClusterIssuer", annotations["cert-manager.io/cluster-issuer"]);
    const Value kind = annotations["cert-manager.io/issuer-kind"];
    if (annotations["cert-manager.io/issuer-group"].missing())
      add(Field::issuer, fmt::format("{}/{}", kCertManager, or_else(kind, "Issuer")),
          annotations["cert-manager.io/issuer"]);
  }

  void add_listeners() {
    const Value annotations = object_.metadata["annotations"];
    // cert-manager makes them.
    if (annotations.templated() || annotations["cert-manager.io/issuer"].present() ||
        annotations["cert-manager.io/cluster-issuer"].present())
      return;
    for (const Value& listener : object_["spec"]["listeners"].items()) {
      for (const Value& certificate : listener["tls"]["certificateRefs"].items()) {
        const Value group = certificate["group"], kind = certificate["kind"];
        if (group.templated() || !group.string().empty() || (!kind.missing() && !kind.is("Secret"))) continue;
        add(Field::listener_cert, "Secret", certificate["name"], {}, certificate["namespace"]);
      }
    }
  }

  void add_exposed(const Exposure& exposure) {
    references_.push_back({.field = Field::exposed,
                           .kind = "Service",
                           .name = std::string(exposure.service),
                           .space = std::string(exposure.space),
                           .part = {},
                           .place = exposure.place.span(),
                           .part_place = exposure.place.span()});
  }

  void add_mesh_server() {
    static constexpr std::string_view kServer = "policy.linkerd.io/Server";
    const Value spec = object_["spec"], target = spec["targetRef"], name = spec["server"]["name"];
    if (object_.kind_name == "AuthorizationPolicy") {
      const bool one = target["kind"].is("Server") && !target["name"].templated();
      references_.push_back({Field::mesh_server,
                             std::string(kServer),
                             std::string(one ? target["name"].string() : ""),
                             {},
                             {},
                             target["name"].span(),
                             {}});
    } else if (object_.kind_name == "ServerAuthorization") {
      references_.push_back({Field::mesh_server,
                             std::string(kServer),
                             std::string(name.templated() ? "" : name.string()),
                             {},
                             {},
                             name.span(),
                             {}});
    }
  }

  void add_route_backend(const Value& backend) {
    if (!backend["group"].string().empty() && !backend["group"].is("core")) return;
    if (!backend["kind"].missing() && !backend["kind"].is("Service")) return;
    add(Field::route_backend, "Service", backend["name"], backend["port"], backend["namespace"]);
  }

  // Of a mesh: for requests between its pods.
  static bool is_inside(const Value& spec) {
    const std::vector<Value> parents = spec["parentRefs"].items();
    return !parents.empty() && std::all_of(parents.begin(), parents.end(),
                                           [](const Value& parent) { return parent["kind"].is("Service"); });
  }

  void add_route() {
    const Value spec = object_["spec"];
    for (const Value& rule : spec["rules"].items()) {
      for (const Value& backend : rule["backendRefs"].items()) {
        add_route_backend(backend);
        for (const Value& filter : backend["filters"].items()) add_route_backend(filter["requestMirror"]["backendRef"]);
      }
      for (const Value& filter : rule["filters"].items()) add_route_backend(filter["requestMirror"]["backendRef"]);
    }
    if (is_inside(spec)) {
      for (Reference& reference : references_) reference.inside = true;
    }
    for (const Value& parent : spec["parentRefs"].items()) {
      if (!parent["kind"].missing() && !parent["kind"].is("Gateway")) continue;
      if (!parent["group"].missing() && !parent["group"].is(kGateway)) continue;
      add(Field::route_parent, fmt::format("{}/Gateway", kGateway), parent["name"], {}, parent["namespace"]);
    }
  }

  void add_scaler() {
    const Value spec = object_["spec"];
    const bool keda = object_.group == "keda.sh";
    if (!keda && !is_built_in_group(object_.group)) return;
    add_typed(Field::scale_target, spec["scaleTargetRef"], "apps/v1", keda ? "Deployment" : "");
    for (const Value& metric : spec["metrics"].items()) {
      const Value described = metric["object"]["describedObject"];
      add_typed(Field::metric_object, described.is_map() ? described : metric["object"]["target"], "v1", "");
    }
  }

  const Object& object_;
  const std::vector<Workload>& workloads_;
  std::vector<Reference> references_;
};

}  // namespace

std::vector<Reference> references_of(const Object& object, const std::vector<Workload>& workloads) {
  return Collector(object, workloads).run();
}

std::string kind_key(std::string_view group, std::string_view kind) {
  if (is_built_in_group(group)) return std::string(kind);
  return std::string(group).append("/").append(kind);
}

std::string kind_key_of(std::string_view api_version, std::string_view kind) {
  const size_t slash = api_version.find('/');
  return kind_key(slash == std::string_view::npos ? std::string_view() : api_version.substr(0, slash), kind);
}

std::string_view kind_in(std::string_view key) { return key.substr(key.rfind('/') + 1); }

bool is_cluster_kind(std::string_view key) {
  static constexpr std::string_view kKinds[] = {"ClusterRole",
                                                "Namespace",
                                                "PriorityClass",
                                                "RuntimeClass",
                                                "IngressClass",
                                                "gateway.networking.k8s.io/GatewayClass",
                                                "StorageClass",
                                                "ValidatingAdmissionPolicy",
                                                "MutatingAdmissionPolicy",
                                                "ValidatingAdmissionPolicyBinding",
                                                "MutatingAdmissionPolicyBinding",
                                                "cert-manager.io/ClusterIssuer"};
  return std::find(std::begin(kKinds), std::end(kKinds), key) != std::end(kKinds);
}

}  // namespace plimsoll::kubernetes
