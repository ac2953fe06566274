#include "check.h"

#include <memory>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "dockerfile/model.h"
#include "kubernetes/manifest.h"
#include "memo.h"
#include "shell/install.h"

namespace plimsoll {
namespace {

// All nodes of a Dockerfile, by their kinds.
class Nodes {
 public:
  explicit Nodes(const CheckedFile& checked) : checked_(checked) {
    add_node(*checked.file);
    for (const auto& stage : checked.model->stages()) add_node(*stage);
    for (const auto& instruction : checked.file->instructions) add(*instruction);
  }

  static void visit(const std::vector<Nodes>& files, const RuleSet& rules) {
    visit_all(files, rules, Kinds());
    visit_programs<shell::Command>(files, rules, [](const auto& command) -> std::string_view { return command.base; });
    visit_programs<shell::Download>(files, rules,
                                    [](const auto& download) -> std::string_view { return download.command->base; });
    visit_programs<shell::ManagerCall>(files, rules, [](const auto& call) { return call.manager; });
    visit_programs<shell::Install>(files, rules, [](const auto& install) { return install.manager; });
    for (const Nodes& nodes : files) {
      for (const shell::Command* command : nodes.of<shell::Command>())
        rules.visit_surroundings(*command, *nodes.checked_.file->source, *nodes.checked_.findings);
    }
  }

 private:
  template <class... Each>
  struct List {};
  template <class... Each>
  static std::tuple<std::vector<const Each*>...> lists(List<Each...>);

  template <class... Each>
  static void visit_all(const std::vector<Nodes>& files, const RuleSet& rules, List<Each...>) {
    (visit_kind<Each>(files, rules), ...);
  }
  template <class Node>
  static void visit_kind(const std::vector<Nodes>& files, const RuleSet& rules) {
    std::vector<RuleSet::Visited<Node>> visited;
    for (const Nodes& nodes : files)
      visited.push_back({&nodes.of<Node>(), nodes.checked_.file->source, nodes.checked_.findings});
    rules.visit_all(visited);
  }

  // The rules that are for some programs only.
  template <class Node, class ProgramOf>
  static void visit_programs(const std::vector<Nodes>& files, const RuleSet& rules, ProgramOf program_of) {
    std::unordered_map<std::string_view, std::vector<RuleSet::Use<Node>>> uses;
    for (const Nodes& nodes : files) {
      for (const Node* node : nodes.of<Node>())
        uses[program_of(*node)].push_back({node, nodes.checked_.file->source, nodes.checked_.findings});
    }
    for (const auto& [program, all] : uses) rules.visit_program(program, all);
  }

  template <class Node>
  void add_node(const Node& node) {
    std::get<std::vector<const Node*>>(nodes_).push_back(&node);
  }
  template <class Node>
  const std::vector<const Node*>& of() const {
    return std::get<std::vector<const Node*>>(nodes_);
  }

  void add(const dockerfile::Instruction& instruction) {
    using namespace dockerfile;
    add_node(instruction);
    switch (instruction.keyword) {
      case Keyword::from:
        add_node(static_cast<const From&>(instruction));
        break;
      case Keyword::run:
        add_node(static_cast<const Run&>(instruction));
        break;
      case Keyword::cmd:
        add_node(static_cast<const Cmd&>(instruction));
        break;
      case Keyword::label:
        add_node(static_cast<const Label&>(instruction));
        break;
      case Keyword::maintainer:
        add_node(static_cast<const Maintainer&>(instruction));
        break;
      case Keyword::expose:
        add_node(static_cast<const Expose&>(instruction));
        break;
      case Keyword::env:
        add_node(static_cast<const Env&>(instruction));
        break;
      case Keyword::add:
        add_node(static_cast<const Add&>(instruction));
        break;
      case Keyword::copy:
        add_node(static_cast<const Copy&>(instruction));
        break;
      case Keyword::entrypoint:
        add_node(static_cast<const Entrypoint&>(instruction));
        break;
      case Keyword::volume:
        add_node(static_cast<const Volume&>(instruction));
        break;
      case Keyword::user:
        add_node(static_cast<const User&>(instruction));
        break;
      case Keyword::workdir:
        add_node(static_cast<const Workdir&>(instruction));
        break;
      case Keyword::arg:
        add_node(static_cast<const Arg&>(instruction));
        break;
      case Keyword::stopsignal:
        add_node(static_cast<const Stopsignal&>(instruction));
        break;
      case Keyword::healthcheck:
        add_node(static_cast<const Healthcheck&>(instruction));
        break;
      case Keyword::shell:
        add_node(static_cast<const dockerfile::Shell&>(instruction));
        break;
      case Keyword::unknown:
        add_node(static_cast<const Unknown&>(instruction));
        break;
      case Keyword::onbuild: {
        const auto& onbuild = static_cast<const Onbuild&>(instruction);
        add_node(onbuild);
        if (onbuild.trigger) add(*onbuild.trigger);
        break;
      }
    }
    for (const shell::Script* script : instruction.scripts) add(*script);
  }

  void add(const shell::Script& script) {
    add_node(script);
    for (const shell::Command& command : script.commands) {
      add_node(command);
      if (command.download) add_node(*command.download);
      if (command.call) add_node(*command.call);
      if (command.install) add_node(*command.install);
    }
  }

  CheckedFile checked_;
  using Kinds = List<dockerfile::File, dockerfile::Stage, dockerfile::Instruction, dockerfile::From, dockerfile::Run,
                     dockerfile::Cmd, dockerfile::Label, dockerfile::Maintainer, dockerfile::Expose, dockerfile::Env,
                     dockerfile::Add, dockerfile::Copy, dockerfile::Entrypoint, dockerfile::Volume, dockerfile::User,
                     dockerfile::Workdir, dockerfile::Arg, dockerfile::Onbuild, dockerfile::Stopsignal,
                     dockerfile::Healthcheck, dockerfile::Shell, dockerfile::Unknown, shell::Script, shell::Command,
                     shell::Download, shell::ManagerCall, shell::Install>;
  decltype(lists(Kinds())) nodes_;
};

}  // namespace

void check(std::span<const CheckedFile> files, const RuleSet& rules) {
  const MemoScope memory;
  std::vector<Nodes> nodes;
  nodes.reserve(files.size());
  for (const CheckedFile& file : files) {
    nodes.emplace_back(file);
    file.findings->reserve(32);  // few files have more
  }
  Nodes::visit(nodes, rules);
}

void check(const kubernetes::Manifest& manifest, const RuleSet& rules, std::vector<Finding>& findings,
           const std::vector<const RuleSet*>& of_objects) {
  const MemoScope memory;
  const Source& source = *manifest.source;
  rules.visit(manifest, source, findings);
  for (const auto& document : manifest.documents) rules.visit(*document, source, findings);
  for (size_t i = 0; i < manifest.objects.size(); ++i) {
    const RuleSet& own = of_objects.empty() ? rules : *of_objects[i];
    own.visit(manifest.objects[i], source, findings);
    for (const kubernetes::Workload& workload : manifest.workloads[i]) {
      own.visit(workload, source, findings);
      for (const kubernetes::Container& container : workload.containers) own.visit(container, source, findings);
    }
  }
}

}  // namespace plimsoll
