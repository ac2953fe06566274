#include <algorithm>

#include "built_containers.h"
#include "context.h"

namespace plimsoll::kubernetes {
namespace {

using dockerfile::ImageSummary;

// Runs as what the image says, and shall not be root.
bool forbids_root(const ContainerSummary& container) {
  return !container.non_root_place.empty() && container.user_place.empty();
}

bool sets(const ContainerSummary& container, const std::string& variable) {
  return std::find(container.variables.begin(), container.variables.end(), variable) != container.variables.end();
}

bool sets_any(const ContainerSummary& container, const std::vector<std::string>& variables) {
  return std::any_of(variables.begin(), variables.end(),
                     [&](const std::string& variable) { return sets(container, variable); });
}

bool is_init_program(std::string_view name) {
  return name == "tini" || name == "dumb-init" || name == "docker-entrypoint.sh" || name == "entrypoint.sh" ||
         name == "docker-entrypoint";
}

}  // namespace

extern constinit const Rule run_as_non_root_image_user_root = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image] = built;

            if (!forbids_root(*container)) continue;
            if (image->user == ImageSummary::User::root) {
              ctx.report(project.at(*object, container->non_root_place),
                         "the image of '{}' runs as root, so the kubelet does not start it", container->name)
                  .note(project.at(*image, image->user_place), "here");
            } else if (image->user == ImageSummary::User::base) {
              ctx.report(project.at(*object, container->non_root_place),
                         "the image of '{}' leaves the user to its base image; if that is root, the kubelet does not "
                         "start it",
                         container->name)
                  .severity(Severity::warning)
                  .note(project.at(*image, image->user_place), "the base image");
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
            const auto& [object, pod, container, image] = built;

            if (!forbids_root(*container) || image->user != ImageSummary::User::name) continue;
            ctx.report(project.at(*object, container->non_root_place),
                       "the user '{}' of the image of '{}' is a name, so the kubelet cannot tell that it is not root",
                       image->user_text, container->name)
                .note(project.at(*image, image->user_place), "write its number here, or 'runAsUser' in the manifest");
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
            const auto& [object, pod, container, image] = built;

            if (!container->user || image->user != ImageSummary::User::number ||
                std::to_string(*container->user) == image->user_text)
              continue;
            ctx.report(project.at(*object, container->user_place),
                       "the image of '{}' is made for user {}, so its files may not be readable for user {}",
                       container->name, image->user_text, *container->user)
                .note(project.at(*image, image->user_place), "the user of the image");
          }
        },
};

extern constinit const Rule container_port_not_exposed = {
    .severity = Severity::info,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image] = built;

            if (!image->ports_known || image->ports.empty() || container->command_place != Span()) continue;
            for (const ContainerSummary::Port& port : container->ports) {
              const bool exposed =
                  std::any_of(image->ports.begin(), image->ports.end(), [&](const ImageSummary::Port& each) {
                    return each.range.holds(static_cast<uint32_t>(port.number)) &&
                           (port.protocol == "UDP") == (each.protocol == "udp");
                  });
              if (port.number <= 0 || port.number > 65535 || exposed) continue;
              ctx.report(project.at(*object, port.place), "the image of '{}' does not expose port {}", container->name,
                         port.number)
                  .note(project.at(*image, image->ports.front().place), "it exposes this one");
            }
          }
        },
};

extern constinit const Rule dockerfile_healthcheck_ignored = {
    .severity = Severity::info,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image] = built;

            if (image->healthcheck.empty() || container->probed || !built.serves()) continue;
            ctx.report(project.at(*object, container->place),
                       "Kubernetes ignores the HEALTHCHECK of the image, and container '{}' has no probe",
                       container->name)
                .note(project.at(*image, image->healthcheck), "what a probe could do");
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
            const auto& [object, pod, container, image] = built;

            if (container->command_place.empty() || !is_init_program(image->entrypoint)) continue;
            ctx.report(project.at(*object, container->command_place),
                       "'command' replaces the entrypoint '{}' of the image; 'args' would keep it", image->entrypoint)
                .note(project.at(*image, image->entrypoint_place), "the entrypoint");
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
            const auto& [object, pod, container, image] = built;

            if (container->more_variables) continue;
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
            const auto& [object, pod, container, image] = built;

            const bool architecture =
                !pod->architecture.empty() && !image->architecture.empty() && pod->architecture != image->architecture;
            const bool os = !pod->os.empty() && !image->os.empty() && pod->os != image->os;
            if (!architecture && !os) continue;
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
            const auto& [object, pod, container, image] = built;

            if (image->shell_form.empty() || !container->command_place.empty() || container->pre_stop ||
                pod->shares_processes || !built.serves())
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
