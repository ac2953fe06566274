#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_map>

#include "built_containers.h"
#include "context.h"
#include "label_index.h"

namespace plimsoll::kubernetes {
namespace {

using dockerfile::ImageSummary;

// Runs as what the image says, and shall not be root.
bool forbids_root(const BuiltContainer& built, const Project& project) {
  return !built.container->non_root_place.empty() && built.container->user_place.empty() &&
         !built.is_patched(project, {"securityContext", "spec/securityContext"});
}

bool sets(const ContainerSummary& container, const std::string& variable) {
  return std::find(container.variables.begin(), container.variables.end(), variable) != container.variables.end();
}

bool sets_any(const ContainerSummary& container, const std::vector<std::string>& variables) {
  return std::any_of(variables.begin(), variables.end(),
                     [&](const std::string& variable) { return sets(container, variable); });
}

// What passes signals on, gives up rights, or sets the image up, before it makes way for the program.
bool is_init_program(std::string_view name) {
  constexpr std::string_view kNames[] = {"tini",       "tini-static",  "dumb-init",         "catatonit",
                                         "gosu",       "su-exec",      "docker-entrypoint", "docker-entrypoint.sh",
                                         "entrypoint", "entrypoint.sh"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

// "65532" and "065532" are the same.
bool is_number(std::string_view text, int64_t number) {
  int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error != std::errc() || stop != end || value == number;
}

bool exposes(const std::vector<ImageSummary::Port>& ports, int64_t number, std::string_view protocol) {
  return std::any_of(ports.begin(), ports.end(), [&](const ImageSummary::Port& each) {
    return each.range.holds(static_cast<uint32_t>(number)) && (protocol == "UDP") == (each.protocol == "udp");
  });
}

bool is_port(int64_t number) { return number > 0 && number < 65536; }

bool declares(const ContainerSummary& container, int64_t number) {
  return std::any_of(container.ports.begin(), container.ports.end(),
                     [&](const ContainerSummary::Port& port) { return port.number == number || port.number == 0; });
}

// What containerPort is silent about: ports that the image exposes, and a probe or a Service asks.
class UndeclaredPorts {
 public:
  UndeclaredPorts(const Project& project, Context& ctx) : project_(project), ctx_(ctx) {}

  void probes(const BuiltContainer& built) {
    if (built.is_patched(project_, {"livenessProbe", "readinessProbe", "startupProbe"})) return;
    built_[built.pod].push_back(built);
    for (const ContainerSummary::Port& port : built.container->probe_ports) {
      if (!is_port(port.number) || !exposes(built.image->ports, port.number, port.protocol) ||
          declares(*built.container, port.number))
        continue;
      report(built, project_.at(*built.object, port.place), port.number, "a probe");
    }
  }

  void services() {
    if (built_.empty()) return;
    const LabelIndex pods(project_, LabelIndex::What::pods);
    for (const ObjectSummary& object : project_.objects) {
      if (!object.group.empty() || object.kind_name != "Service" || !object.details || !object.details->selector ||
          object.details->cluster_ip == "None")
        continue;
      const LabelIndex::Picked picked = pods.picked(object, *object.details->selector);
      for (const PortSummary& port : object.details->ports) service(object, port, picked.items);
    }
  }

 private:
  void service(const ObjectSummary& object, const PortSummary& port, const std::vector<Labelled>& pods) {
    int64_t number = 0;
    const char* end = port.target.data() + port.target.size();
    const auto [stop, error] = std::from_chars(port.target.data(), end, number);
    if (error != std::errc() || stop != end || !is_port(number)) return;
    // One is enough, and others may be many.
    constexpr size_t kMostPods = 64;
    for (size_t i = 0; i < std::min(pods.size(), kMostPods); ++i) {
      const Labelled& item = pods[i];
      const auto found = built_.find(item.pod);
      if (found == built_.end() ||
          std::any_of(item.pod->containers.begin(), item.pod->containers.end(),
                      [&](const ContainerSummary& container) { return declares(container, number); }))
        continue;
      for (const BuiltContainer& built : found->second) {
        if (exposes(built.image->ports, number, port.protocol))
          return report(built, project_.at(object, port.target_place), number, "the Service");
      }
    }
  }

  void report(const BuiltContainer& built, const Location& place, int64_t number, std::string_view who) {
    if (!said_.emplace(built.pod, number).second) return;
    const auto& ports = built.image->ports;
    const auto exposed = std::find_if(ports.begin(), ports.end(), [&](const ImageSummary::Port& each) {
      return each.range.holds(static_cast<uint32_t>(number));
    });
    ctx_.report(place, "{} asks port {}, which the image of '{}' exposes, but no containerPort declares it", who,
                number, built.container->name)
        .note(project_.at(*built.image, exposed->place), "it is exposed here");
  }

  const Project& project_;
  Context& ctx_;
  std::unordered_map<const PodSummary*, std::vector<BuiltContainer>> built_;
  std::set<std::pair<const PodSummary*, int64_t>> said_;  // once is enough, the probe before the Service
};

bool shows_secret(const Project& project, const ImageSummary& image, Span span) {
  const HiddenSpans& hidden = project.files[image.file].hidden;
  for (uint32_t at = span.begin; at < span.end; ++at) {
    if (hidden.end_of(at) != at) return true;
  }
  return false;
}

// The lines of a probe where the manifest has a place for them.
std::string probe_lines(const ContainerSummary& container, std::string_view probe) {
  std::string lines;
  while (!probe.empty()) {
    const size_t end = std::min(probe.find('\n'), probe.size());
    lines.append(container.probe_lead).append(probe.substr(0, end));
    probe.remove_prefix(std::min(end + 1, probe.size()));
  }
  return lines;
}

}  // namespace

extern constinit const Rule run_as_non_root_image_user_root = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image, user] = built;

            if (!forbids_root(built, project)) continue;
            if (user->user == ImageSummary::User::root) {
              ctx.report(project.at(*object, container->non_root_place),
                         "the image of '{}' runs as root, so the kubelet does not start it", container->name)
                  .note(project.at(*user, user->user_place), user == image ? "here" : "its base image does so");
            } else if (user->user == ImageSummary::User::base) {
              ctx.report(project.at(*object, container->non_root_place),
                         "the image of '{}' leaves the user to its base image; if that is root, the kubelet does not "
                         "start it",
                         container->name)
                  .severity(Severity::warning)
                  .note(project.at(*user, user->user_place), "the base image");
            }
          }
        },
};

extern constinit const Rule run_as_non_root_image_user_name = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image, user] = built;

            if (user->user != ImageSummary::User::name || !forbids_root(built, project)) continue;
            ctx.report(project.at(*object, container->non_root_place),
                       "the user '{}' of the image of '{}' is a name, so the kubelet cannot tell that it is not root",
                       user->user_text, container->name)
                .note(project.at(*user, user->user_place), "write its number here, or 'runAsUser' in the manifest");
          }
        },
};

extern constinit const Rule run_as_user_differs_from_image = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::strict,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image, user] = built;

            if (!container->user || user->user != ImageSummary::User::number ||
                is_number(user->user_text, *container->user) ||
                built.is_patched(project, {"securityContext", "spec/securityContext"}))
              continue;
            if (*container->user == 0) {
              ctx.report(project.at(*object, container->user_place),
                         "the image of '{}' is made for user {}, and runs as root here", container->name,
                         user->user_text)
                  .note(project.at(*user, user->user_place), "the user of the image");
              continue;
            }
            ctx.report(project.at(*object, container->user_place),
                       "the image of '{}' is made for user {}, so its files may not be readable for user {}",
                       container->name, user->user_text, *container->user)
                .note(project.at(*user, user->user_place), "the user of the image");
          }
        },
};

extern constinit const Rule container_port_not_exposed = {
    .severity = Severity::info,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          UndeclaredPorts undeclared(project, ctx);
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image, user] = built;

            if (image->ports.empty() || !container->command_place.empty() ||
                built.is_patched(project, {"command", "ports"}))
              continue;
            bool other = false;
            for (const ContainerSummary::Port& port : container->ports) {
              if (!image->ports_known || !is_port(port.number) || exposes(image->ports, port.number, port.protocol) ||
                  exposes(image->base_ports, port.number, port.protocol))
                continue;
              other = true;
              ctx.report(project.at(*object, port.place), "the image of '{}' does not expose port {}", container->name,
                         port.number)
                  .note(project.at(*image, image->ports.front().place), "it exposes this one");
            }
            // The one that is asked is the one that was meant.
            if (!other && built.serves()) undeclared.probes(built);
          }
          undeclared.services();
        },
};

extern constinit const Rule dockerfile_healthcheck_ignored = {
    .severity = Severity::info,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image, user] = built;

            if (image->healthcheck.empty() || container->probed || !built.serves() ||
                built.is_patched(project, {"livenessProbe", "readinessProbe", "spec/restartPolicy"}))
              continue;
            Report report = ctx.report(project.at(*object, container->place),
                                       "Kubernetes ignores the HEALTHCHECK of the image, and container '{}' has no "
                                       "probe",
                                       container->name);
            report.note(project.at(*image, image->healthcheck), "what a probe could do");
            if (image->probe.empty() || container->probe_lead.empty() ||
                shows_secret(project, *image, image->healthcheck_text))
              continue;
            report.suggest("add a livenessProbe that does the same",
                           replace(project.at(*object, container->probe_spot), probe_lines(*container, image->probe)));
          }
        },
};

extern constinit const Rule command_overrides_entrypoint = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::all,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image, user] = built;

            if (container->command_place.empty() || !is_init_program(image->entrypoint) ||
                container->command.find(image->entrypoint) != std::string::npos ||
                built.is_patched(project, {"command", "args"}))
              continue;
            Report report = ctx.report(project.at(*object, container->command_place),
                                       "'command' replaces the entrypoint '{}' of the image; 'args' would keep it",
                                       image->entrypoint);
            report.note(project.at(*image, image->entrypoint_place), "the entrypoint");
            if (container->args_key.empty()) continue;
            report.suggest("rename command to args",
                           replace(project.at(*object, container->command_place), container->args_key));
          }
        },
};

extern constinit const Rule env_missing_for_image = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::all,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image, user] = built;

            if (container->more_variables || built.is_patched(project, {"env", "envFrom"})) continue;
            for (const ImageSummary::Path& variable : image->empty_env) {
              if (sets(*container, variable.path)) continue;
              ctx.report(project.at(*object, container->place),
                         "the image of '{}' leaves '{}' empty, and the manifest does not set it", container->name,
                         variable.path)
                  .note(project.at(*image, variable.place), "it is empty here");
            }
            if (!image->need || !container->command_place.empty() || sets_any(*container, image->need->variables))
              continue;
            ctx.report(project.at(*object, container->place),
                       "the image of '{}' does not start without '{}', and the manifest does not set it",
                       container->name, image->need->variables.front())
                .note(project.at(*image, image->need->place), "this image wants it");
          }
        },
};

extern constinit const Rule image_platform_mismatch = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image, user] = built;

            const bool architecture =
                !pod->architecture.empty() && !image->architecture.empty() && pod->architecture != image->architecture;
            const bool os = !pod->os.empty() && !image->os.empty() && pod->os != image->os;
            if ((!architecture && !os) || built.is_patched(project, {"spec/nodeSelector", "spec/os"})) continue;
            ctx.report(project.at(*object, os ? pod->os_place : pod->architecture_place),
                       "the image of '{}' is built for {}, so it does not run on the nodes for {}", container->name,
                       os ? image->os : image->architecture, os ? pod->os : pod->architecture)
                .note(project.at(*image, image->platform_place), "the platform of the image");
          }
        },
};

extern constinit const Rule stop_signal_shell_form = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::strict,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image, user] = built;

            if (image->shell_form.empty() || !container->command_place.empty() || container->pre_stop ||
                (image->shell_form_of_cmd && container->args) || pod->shares_processes || !built.serves() ||
                built.is_patched(project, {"command", "args", "lifecycle", "spec/shareProcessNamespace"}))
              continue;
            ctx.report(project.at(*object, pod->grace_place.empty() ? container->place : pod->grace_place),
                       "a shell stands between the image of '{}' and its signals, so each stop may take all of the "
                       "grace period",
                       container->name)
                .note(project.at(*image, image->shell_form), "the shell form");
          }
        },
};

}  // namespace plimsoll::kubernetes
