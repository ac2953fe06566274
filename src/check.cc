#include "check.h"

#include <memory>
#include <tuple>
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
  Nodes(const RuleSet& rules, const dockerfile::File& file, const dockerfile::Model& model) : rules_(rules) {
    add_node(file);
    for (const auto& stage : model.stages()) add_node(*stage);
    for (const auto& instruction : file.instructions) add(*instruction);
  }

  void visit(const Source& source, std::vector<Finding>& findings) const {
    std::apply([&](const auto&... nodes) { (rules_.visit_all(nodes, source, findings), ...); }, nodes_);
    for (const shell::Command* command : of<shell::Command>()) rules_.visit_command(*command, source, findings);
    for (const shell::Download* download : of<shell::Download>())
      rules_.visit_program(*download, download->command->base, source, findings);
    for (const shell::ManagerCall* call : of<shell::ManagerCall>())
      rules_.visit_program(*call, call->manager, source, findings);
    for (const shell::Install* install : of<shell::Install>())
      rules_.visit_program(*install, install->manager, source, findings);
  }

 private:
  template <class... Kinds>
  using Lists = std::tuple<std::vector<const Kinds*>...>;

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
    const bool downloads = rules_.wants(NodeKind::download);
    const bool calls = rules_.wants(NodeKind::manager_call) || rules_.wants(NodeKind::install);
    for (const shell::Command& command : script.commands) {
      add_node(command);
      if (downloads) {
        if (auto download = shell::download_of(command)) add_node(*downloads_.emplace_back(std::move(download)));
      }
      if (!calls) continue;
      const auto call = shell::manager_call(command);
      if (!call) continue;
      add_node(*calls_.emplace_back(call));
      if (auto install = shell::install_of(*call)) add_node(*installs_.emplace_back(std::move(install)));
    }
  }

  const RuleSet& rules_;
  std::vector<std::shared_ptr<const shell::Download>> downloads_;
  std::vector<std::shared_ptr<const shell::ManagerCall>> calls_;
  std::vector<std::shared_ptr<const shell::Install>> installs_;
  Lists<dockerfile::File, dockerfile::Stage, dockerfile::Instruction, dockerfile::From, dockerfile::Run,
        dockerfile::Cmd, dockerfile::Label, dockerfile::Maintainer, dockerfile::Expose, dockerfile::Env,
        dockerfile::Add, dockerfile::Copy, dockerfile::Entrypoint, dockerfile::Volume, dockerfile::User,
        dockerfile::Workdir, dockerfile::Arg, dockerfile::Onbuild, dockerfile::Stopsignal, dockerfile::Healthcheck,
        dockerfile::Shell, dockerfile::Unknown, shell::Script, shell::Command, shell::Download, shell::ManagerCall,
        shell::Install>
      nodes_;
};

}  // namespace

void check(const dockerfile::File& file, const dockerfile::Model& model, const RuleSet& rules,
           std::vector<Finding>& findings) {
  const MemoScope memory;
  Nodes(rules, file, model).visit(*file.source, findings);
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
