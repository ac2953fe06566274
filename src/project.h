// All files of a run together, as far as rules across files need them: summaries that outlive the files.
//
// A summary keeps spans, not text; a rule reports at project.at(object), the object's name, or project.at(object,
// span). What objects refer to is ObjectSummary::references, and project.index (project_index.h) finds the other end.
//
// A rule that looks at one file may depend on another one: it reports with .unless(fact), and the finding is void if
// any file of the run states that fact, or with .given(facts, message), and it is void if none states one of them.
// Facts are texts; who needs one agrees on it with the function that states it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "diagnose.h"
#include "diagnostic.h"
#include "dockerfile/image_summary.h"
#include "image_builds.h"
#include "kubernetes/amounts.h"
#include "kubernetes/gateway.h"
#include "kubernetes/int_or_percent.h"
#include "kubernetes/manifest.h"
#include "kubernetes/policed_pods.h"
#include "kubernetes/references.h"
#include "kubernetes/role.h"
#include "kubernetes/selector.h"
#include "kubernetes/unique_names.h"
#include "kustomization.h"
#include "node_kind.h"
#include "places.h"

namespace plimsoll {

class LabelTables;
class ProjectIndex;

struct ContainerSummary {
  struct Port {
    std::string name;
    int64_t number = 0;  // 0 if it is not known
    std::string protocol;
    Span place;
  };
  struct EnvSource {
    std::string kind, name;  // "ConfigMap" or "Secret"
    std::string prefix;
  };
  kubernetes::Container::Role role{};
  std::string name, image;
  std::vector<Port> ports;
  Span place;                                             // of the name
  Span image_place;                                       // empty if there is no image
  Span non_root_place;                                    // of runAsNonRoot in force, if it is true; else empty
  Span read_only_place;                                   // of readOnlyRootFilesystem, if it is true; else empty
  Span command_place;                                     // of the key; empty if there is none
  std::string command;                                    // the words of it that are known, with blanks between them
  std::string args_key;                                   // that could stand in its place; empty if it could not
  bool args = false;                                      // are given, whatever they are
  std::optional<int64_t> user;                            // runAsUser in force
  Span user_place;                                        // empty if there is none, even where it is not known
  std::vector<std::string> mounts;                        // paths
  std::vector<std::pair<std::string, Span>> file_mounts;  // paths of volumes with the files of a ConfigMap and the like
  std::vector<std::string> variables;                     // names in env
  std::vector<Span> variable_places;                      // of these names
  std::vector<EnvSource> env_sources;                     // envFrom
  bool more_variables = false;                            // from envFrom, or by names that are not known
  bool probed = false;                                    // has a liveness or readiness probe
  std::vector<Port> probe_ports;                          // that probes name by their numbers
  Span probe_spot;                                        // where one can be added; at 0 it cannot
  std::string probe_lead;                                 // there, in front of each line of it
  bool pre_stop = false;
  bool requests_cpu = true, requests_memory = true;  // or has a limit, or it cannot be told
  std::vector<kubernetes::NamedAmount> amounts;      // requests and limits
  std::string posture;                               // the value of each of posture_settings(), a line each
  std::vector<Span> posture_places;                  // of each, or of what lacks it
  bool image_replaced = false;                       // by a kustomization: what stands there is the name before that
};

// A pod template.
struct PodSummary {
  struct Account {
    std::string name;
    Span place;
  };
  struct User {
    int64_t id;
    Span place;  // of runAsUser, of the pod or a container
  };
  std::optional<kubernetes::Labels> labels;  // nothing if they cannot be known
  std::optional<Account> account;            // if it names one
  std::vector<User> users;
  std::vector<ContainerSummary> containers;
  std::string architecture, os;  // of the nodes that it selects; empty if any
  Span architecture_place, os_place;
  Span grace_place;  // of terminationGracePeriodSeconds; empty if there is none
  bool shares_processes = false;
  bool finishes = false;      // when its work is done: a job, or the steps of a pipeline
  bool host_network = false;  // or it may be so
  bool pull_secrets = false;
  bool sized = false;                // names resources of the whole pod
  std::optional<bool> mounts_token;  // for the API; nothing if that is left to the account
  Span account_place;                // of the account's name, or of what lacks it
};

// What a role allows, whom a binding means, and what a service account keeps to itself.
struct AccessSummary {
  std::vector<kubernetes::Power> powers;                      // of a role
  std::vector<std::pair<kubernetes::RoleFact, Span>> grants;  // of a role: each where it is said first
  std::vector<kubernetes::Selector> aggregated;  // of a ClusterRole: the labels of those whose rules it has as well
  std::vector<std::pair<std::string, Span>> callers;  // of a binding: users and groups, by name
  bool tokenless = false;                             // of an account: its pods do not get its token by themselves
  std::string written_space;  // of an account: its namespace, before kustomizations set another one
};

struct ReplicaSummary {
  std::optional<int64_t> number;  // as written
  Span place;                     // of the number, or of what has none
};

// A share of what is requested, by which an autoscaler goes.
struct MetricSummary {
  std::string resource;   // "cpu"
  std::string container;  // empty: all of them
  Span place;             // of the resource
};

struct ScalerSummary {
  std::string kind, name;              // what it scales; empty where a template names it
  std::optional<int64_t> least, most;  // replicas, with the defaults; nothing where they cannot be known
  Span place;                          // of the least number, or of what has none
  std::vector<MetricSummary> metrics;  // by utilization
  std::vector<std::string> resources;  // that it scales by, or whose requests it sets, as "cpu"
  bool sets_requests = false;          // by itself: a VerticalPodAutoscaler that is switched on
};

struct BudgetSummary {
  kubernetes::IntOrPercent least;  // minAvailable, where it is all that the budget says
  Span place;
};

// What a Service offers.
struct PortSummary {
  std::string name;
  int64_t number = 0;  // 0 if it is not known
  std::string number_text;
  std::string protocol;
  std::string target;     // the name or number of the container's port; empty if it is not known
  int64_t node_port = 0;  // 0 if it is left to the cluster
  Span place, target_place, node_place;
};

// Which pods, or which services, an object speaks of.
struct Choice {
  enum class Of : uint8_t {
    pods,      // of a Service, budget, NetworkPolicy or PodMonitor
    own_pods,  // of a workload
    peers,     // of a NetworkPolicy: whom it lets in or out to
    services,  // of a ServiceMonitor
    avoided,   // by anti-affinity of a workload
  };
  Of of = Of::pods;
  kubernetes::Selector selector;
  std::optional<kubernetes::Selector> spaces;  // by the labels of the namespaces
  std::vector<std::string> space_names;        // these namespaces
  bool all_spaces = false;
  Span place;
  std::vector<std::pair<std::string, Span>> ports;  // names, of a monitor's endpoints
};

// What rules across files look at, of the kinds that have it. What few kinds have is apart, and nullptr for the others.
struct ObjectDetails {
  std::vector<PodSummary> pods;
  std::optional<ReplicaSummary> replicas;        // nothing as well where the number cannot be known
  std::unique_ptr<const ScalerSummary> scaler;   // of the number of pods, or of their size
  std::optional<kubernetes::Selector> selector;  // of pods: that of a Service, budget or AuthorizationPolicy of Istio
  std::optional<BudgetSummary> budget;
  std::vector<Choice> choices;     // only those that can be known
  std::vector<PortSummary> ports;  // of a Service
  std::string service_type;        // of a Service, as written
  Span service_type_place;
  std::vector<kubernetes::UniqueName> unique_names;
  std::vector<kubernetes::PolicedPods> policed;  // of a NetworkPolicy and the like
  std::string cluster_ip;
  Span cluster_ip_place;                        // empty if there is none; with an empty text it is not known
  std::unique_ptr<const AccessSummary> access;  // of a role, binding or service account
  std::unique_ptr<const kubernetes::RoutingSummary> routing;
  std::optional<std::vector<std::string>> keys;  // of a ConfigMap or Secret, where they can be known
  std::vector<std::string> given_requests;       // of a LimitRange: what containers get a request of, as "cpu"
  std::vector<kubernetes::Bound> bounds;         // of a LimitRange
  kubernetes::Touched touched;                   // of a patch
};

// What protects a container: "privileged", "capabilities.drop", "livenessProbe".
const std::vector<std::string_view>& posture_settings();

struct ObjectSummary {
  std::string group;       // "apps"; empty for the core group
  std::string kind_name;   // "Deployment"
  std::string namespace_;  // that of the manifest, or the one that a kustomization sets; empty if neither does
  std::string name;
  bool cluster = false;       // of a kind without namespaces
  bool hook = false;          // of a Helm chart: made anew whenever it is due
  bool labels_known = true;   // its own
  uint32_t file = 0;          // of Project::files
  Span place;                 // of metadata.name
  Span namespace_place;       // of metadata.namespace, or of what lacks it
  kubernetes::Labels labels;  // the object's own, empty if they cannot be known
  std::vector<kubernetes::Reference> references;
  std::unique_ptr<const ObjectDetails> details;  // nullptr: nothing of that
};

// A fact that says where it stands.
struct PlacedFact {
  std::string fact;
  Span place;
};

// What remains of a manifest.
struct FileSummary {
  std::vector<ObjectSummary> objects;
  std::vector<ObjectSummary> made;  // by what is written: the Secret of a Certificate, a generator's ConfigMap
  std::vector<ObjectSummary> patches;
  std::vector<ObjectSummary> unnamed;  // objects whose names nobody knows yet; theirs are empty
  std::unique_ptr<Kustomization> kustomization;
  std::unique_ptr<dockerfile::ImageSummary> image;  // of a Dockerfile
  std::vector<BuiltImage> built;                    // by what a skaffold.yaml or compose file says
  std::vector<std::string> facts;
  std::vector<PlacedFact> placed_facts;
  HiddenSpans hidden;
};
FileSummary summarize(const kubernetes::Manifest& manifest, const Overlay& overlay, const HiddenSpans& hidden);
// Of a file that is laid over others and no manifest: a list of JSON patch operations.
FileSummary summarize_patch(const Source& source);

struct Project {
  static constexpr NodeKind kind = NodeKind::project;

  std::vector<ProjectFile> files;      // by path
  std::vector<ObjectSummary> objects;  // by path, then as they stand in the file
  std::vector<ObjectSummary> made;     // there, but not written: see FileSummary
  std::vector<ObjectSummary> patches;  // what parts of objects are for; of a list of operations nobody knows
  std::vector<ObjectSummary> unnamed;  // see FileSummary: they make pods and have labels as the others
  std::vector<Kustomization> kustomizations;
  std::vector<dockerfile::ImageSummary> images;  // of the Dockerfiles
  std::vector<BuiltImage> built;
  bool complete = false;  // there is nothing beside the run: what it does not define does not exist
  std::unique_ptr<const ProjectIndex> index;
  std::unique_ptr<LabelTables> labels;  // label_index.h
  std::unique_ptr<Places> places = std::make_unique<Places>();

  Project();
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;
  ~Project();

  const std::string& path_of(const ObjectSummary& object) const { return files[object.file].path; }
  // Where a finding or a note stands.
  const Location& at(const ObjectSummary& object, Span span) const { return places->at(files, object.file, span); }
  const Location& at(const ObjectSummary& object) const { return at(object, object.place); }
  const Location& at(const dockerfile::ImageSummary& image, Span span) const {
    return places->at(files, image.file, span);
  }
  const Location& at(const Kustomization& kustomization, Span span) const {
    return places->at(files, kustomization.file, span);
  }
};

}  // namespace plimsoll
