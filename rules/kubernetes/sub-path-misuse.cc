#include <algorithm>
#include <unordered_map>

#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/variables.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

bool goes_up(std::string_view path) {
  return path == ".." || path.starts_with("../") || path.ends_with("/..") || path.find("/../") != path.npos;
}

// What a volume is made of, if that is an object of the cluster whose changes reach the files.
Value projection_of(const Value& volume) {
  for (const char* source : {"configMap", "secret", "downwardAPI", "projected"})
    if (volume[source].is_map()) return volume[source];
  return {};
}

// Only some keys are in the volume, and none under this name.
bool lacks_file(const Value& projection, std::string_view path) {
  const std::vector<Value> items = projection["items"].items();
  return !items.empty() && std::none_of(items.begin(), items.end(), [&](const Value& item) {
    const std::string_view file = item["path"].string();
    return item["path"].templated() || file == path || file.substr(0, path.size() + 1) == std::string(path) + "/";
  });
}

void check_mount(const Value& mount, const Value& volume, const Container& container, Context& ctx) {
  const Value path = mount["subPath"], pattern = mount["subPathExpr"];
  if (path.present() && !path.is("") && pattern.present() && !pattern.is("")) {
    ctx.report(pattern.key_span(), "'subPath' and 'subPathExpr' exclude each other")
        .severity(Severity::error)
        .note(path.key_span(), "the other");
    return;
  }
  for (const Value& value : {path, pattern}) {
    if (value.string().empty() || (value.templated() && value == path)) continue;
    if (value.string().starts_with('/')) {
      ctx.report(value.span(), "'{}' is rejected: it has to be a path inside the volume", value.string())
          .severity(Severity::error);
      return;
    }
    if (goes_up(value.string())) {
      ctx.report(value.span(), "'{}' is rejected: it leads out of the volume", value.string())
          .severity(Severity::error);
      return;
    }
  }
  const Environment environment = environment_of(container);
  for (const VariableUse& reference : variables_in(pattern.string())) {
    if (environment.may_have(reference.name)) continue;
    ctx.report(pattern.mapped(ctx.source()).span(reference.begin, reference.end),
               "container '{}' has no variable '{}', so it does not start", container.name(), reference.name)
        .severity(Severity::error);
  }
  const Value projection = projection_of(volume);
  if (!projection.exists() || path.string().empty() || path.templated()) return;
  if (lacks_file(projection, clean_path("/" + std::string(path.string())).substr(1))) {
    ctx.report(path.span(), "volume '{}' has no file '{}', so an empty directory is mounted", volume["name"].string(),
               path.string())
        .severity(Severity::error)
        .note(projection["items"].key_span(), "its files");
  } else if (!ctx.unasked()) {
    ctx.report(path.span(), "with 'subPath' the container does not see when '{}' changes", path.string())
        .severity(Severity::info);
  }
}

void check_key(const MissingPart& part, const Project& project, Context& ctx) {
  const Reference& reference = *part.reference;
  const std::string hint = part.similar.empty() ? "" : fmt::format("; did you mean '{}'?", part.similar);
  ctx.report(project.at(*part.object, reference.part_place),
             "{} '{}' has no key '{}', so an empty directory is mounted{}", reference.kind, reference.name,
             reference.part, hint)
      .severity(Severity::error)
      .note(project.at(*part.target), "its keys stand here");
}

}  // namespace

extern constinit const Rule sub_path_misuse = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check = {[](const Workload& workload, Context& ctx) {
                std::unordered_map<std::string_view, Value> volumes;
                for (const Value& volume : volumes_of(workload)) volumes.try_emplace(volume["name"].string(), volume);
                for (const Container& container : workload.containers) {
                  for (const Value& mount : container["volumeMounts"].items()) {
                    if (!mount["subPath"].present() && !mount["subPathExpr"].present()) continue;
                    const auto volume = volumes.find(mount["name"].string());
                    check_mount(mount, volume == volumes.end() ? Value() : volume->second, container, ctx);
                  }
                }
              },
              [](const Project& project, Context& ctx) {
                for (const MissingPart& part : missing_parts(project, Field::sub_path)) check_key(part, project, ctx);
              }},
};

}  // namespace plimsoll::kubernetes
