#include "dockerfile/image_summary.h"

#include <algorithm>
#include <map>

#include "dockerfile/exec_form.h"
#include "dockerfile/model.h"
#include "dockerfile/platform.h"
#include "dockerfile/predefined.h"
#include "dockerfile/transfers.h"
#include "dockerfile/users.h"
#include "facts/facts.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

Fact runtime() {
  static const Fact table = facts::table("base-image-runtime");
  return table;
}

bool is_distroless(const ImageRef& image) { return name_in_tables(image).starts_with("gcr.io/distroless/"); }

bool starts_as_root(const ImageRef& image) {
  // A digest may be that of a nonroot tag.
  if (is_distroless(image)) return !image.digest || image.tag;
  const std::string name = name_in_tables(image);
  return is_official_image(split_image(name)) && !runtime()["unknown-user"].has(name);
}

class Summarizer {
 public:
  explicit Summarizer(const Stage& stage) : stage_(stage), root_(*stage.root) {}

  ImageSummary run() {
    add_user();
    for (const Stage* stage = &stage_; stage; stage = stage->parent) chain_.push_back(stage);
    std::reverse(chain_.begin(), chain_.end());
    for (const Stage* stage : chain_) {
      for (const Instruction* instruction : stage->instructions) look_at(*instruction);
    }
    for (const auto& [name, variable] : variables_) {
      if (variable.empty) image_.empty_env.push_back({name, variable.place});
      if (!variable.writes.empty()) image_.writes.push_back({variable.writes, variable.place, name});
    }
    add_start();
    add_base();
    return std::move(image_);
  }

 private:
  void add_user() {
    if (stage_.user.set_by) {
      const auto& word = static_cast<const User&>(*stage_.user.set_by).user;
      if (!word || !stage_.user.text.known) return;
      const std::string_view user = split_user(stage_.user.text.value).user;
      image_.user_text = user;
      image_.user_place = word->span;
      image_.user = is_root(user)     ? ImageSummary::User::root
                    : is_number(user) ? ImageSummary::User::number
                    : user.empty()    ? ImageSummary::User::unknown
                                      : ImageSummary::User::name;
      // Windows has one user that counts as root, and no numbers.
      if (stage_.windows && image_.user == ImageSummary::User::name)
        image_.user = lower(user) == "containeradministrator" ? ImageSummary::User::root : ImageSummary::User::unknown;
    } else {
      add_user_of_base();
    }
  }

  void add_user_of_base() {
    if (!stage_.from || !stage_.from->image) return;
    if (!root_.scratch &&
        (!root_.image_known || !root_.image.valid() || stage_.windows || is_unprivileged(root_.image)))
      return;
    const bool root = root_.scratch || starts_as_root(root_.image);
    image_.user = root ? ImageSummary::User::root : ImageSummary::User::base;
    if (root) image_.user_text = "root";
    image_.user_place = stage_.from->image->span;
  }

  void look_at(const Instruction& instruction) {
    switch (instruction.keyword) {
      case Keyword::expose: {
        const auto& expose = static_cast<const Expose&>(instruction);
        const std::vector<ExposedPort> ports = exposed_ports(expose);
        if (ports.size() < expose.ports.size()) image_.ports_known = false;
        for (const ExposedPort& port : ports) image_.ports.push_back({port, port.protocol, port.word.span});
        break;
      }
      case Keyword::volume:
        for (const Word& path : static_cast<const Volume&>(instruction).paths) {
          const Text text = instruction.model->expand(path.text, instruction);
          if (text.known && text.value.starts_with('/')) image_.writes.push_back({text.value, path.span, {}});
        }
        break;
      case Keyword::env:
        for (const KeyValue& pair : static_cast<const Env&>(instruction).pairs) {
          if (!pair.value) continue;
          const std::string_view value = pair.value->text;
          const bool empty = value.empty() || value == "\"\"" || value == "''";
          variables_[std::string(pair.key.text)] = {empty, written_path(pair, instruction), pair.key.span};
        }
        break;
      case Keyword::copy:
      case Keyword::add: {
        const Transfer& transfer = *transfer_of(instruction);
        const Text path = destination_of(transfer);
        if (path.known && transfer.destination) image_.copies.push_back({path.value, transfer.destination->span});
        break;
      }
      case Keyword::run:
        for (const shell::Script* script : instruction.scripts) {
          for (const shell::Command& command : script->commands) look_at(command);
        }
        break;
      default:
        break;
    }
  }

  // LOG_DIR=/srv/logs, ACCESS_LOG=/srv/access.log; streams are none.
  static std::string written_path(const KeyValue& pair, const Instruction& env) {
    static constexpr std::string_view kEnds[] = {"_LOG",      "_LOG_DIR", "_LOGS_DIR", "_DATA_DIR",    "_UPLOAD_DIR",
                                                 "_TEMP_DIR", "_TMP_DIR", "_PID_DIR",  "_UPLOADS_DIR", "_RUN_DIR"};
    const std::string name = "_" + std::string(pair.key.text);
    if (name == "_LOG" ||
        std::none_of(std::begin(kEnds), std::end(kEnds), [&](auto end) { return name.ends_with(end); }))
      return {};
    const Text path = env.model->expand(pair.value->text, env);
    if (!path.known || !path.value.starts_with('/') || path.value.starts_with("/dev/") ||
        path.value.starts_with("/proc/"))
      return {};
    return path.value;
  }

  // A directory for what changes that is given to the user of the image.
  void look_at(const shell::Command& command) {
    if (command.base != "chown" || image_.user_text.empty() || image_.user == ImageSummary::User::root) return;
    const auto operands = command.operands();
    if (operands.size() < 2 || split_user(operands[0]->text).user != image_.user_text) return;
    for (size_t i = 1; i < operands.size(); ++i) {
      const std::string path = clean_path(operands[i]->text);
      const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
      static constexpr std::string_view kNames[] = {"cache", "data", "log", "logs", "run", "spool", "tmp", "uploads"};
      if (!operands[i]->literal || !operands[i]->text.starts_with('/')) continue;
      if (path.starts_with("/var/") || std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames))
        image_.writes.push_back({path, operands[i]->span, {}});
    }
  }

  void add_start() {
    if (const auto* check = static_cast<const Healthcheck*>(stage_.last(Keyword::healthcheck)); check && !check->none)
      image_.healthcheck = check->name.span;
    const auto* entrypoint = static_cast<const Entrypoint*>(stage_.last(Keyword::entrypoint));
    const auto* cmd = static_cast<const Cmd*>(stage_.last(Keyword::cmd));
    if (entrypoint && entrypoint->command.exec_form && !entrypoint->command.exec.empty()) {
      const MappedText& program = entrypoint->command.exec.front();
      image_.entrypoint = program.text().substr(program.text().rfind('/') + 1);
      image_.entrypoint_place = program.span(program.text());
    }
    const Instruction* start = entrypoint ? static_cast<const Instruction*>(entrypoint) : cmd;
    const CommandLine* command = entrypoint ? &entrypoint->command : cmd ? &cmd->command : nullptr;
    if (!command || command->exec_form || start->scripts.empty() || start->scripts.front()->commands.empty()) return;
    const auto& commands = start->scripts.front()->commands;
    if (std::none_of(commands.begin(), commands.end(), [](const shell::Command& each) { return has_exec(each); }))
      image_.shell_form = start->arguments_span();
  }

  void add_base() {
    const bool image = root_.from && root_.from->image;
    if (root_.image_known && image) {
      image_.base = root_.image_text.value;
      image_.base_place = root_.from->image->span;
      const std::string name = name_in_tables(root_.image);
      add_base_writes(name);
      add_need(name);
      if (!runtime()["silent"].has(name) && !is_distroless(root_.image)) image_.ports_known = false;
    } else if (!root_.scratch) {
      image_.ports_known = false;
    }
    if (stage_.windows) {
      image_.os = "windows";
      image_.platform_place = image ? root_.from->image->span : Span();
    }
    const Flag* flag = root_.from ? root_.from->flag("platform") : nullptr;
    if (!flag || !flag->value || !root_.platform.known) return;
    const auto platform = parse_platform(root_.platform.value);
    if (!platform) return;
    image_.os = platform->os;
    image_.architecture = platform->architecture;
    image_.platform_place = flag->value->span;
  }

  void add_base_writes(const std::string& name) {
    const bool fpm = name == "php" && root_.image.tag && root_.image.tag->find("fpm") != std::string_view::npos;
    for (Fact path : runtime()["writes"][fpm ? "php-fpm" : name].items())
      image_.writes.push_back({std::string(path.string()), image_.base_place, {}});
    const Fact data = runtime()["data"][name];
    const std::string variable(data["variable"].string());
    if (data.exists() && !variables_.contains(variable))
      image_.writes.push_back({std::string(data["path"].string()), image_.base_place, variable});
  }

  void add_need(const std::string& name) {
    const Fact needs = runtime()["needs"][name];
    if (!needs.exists() || stage_.last(Keyword::entrypoint) || stage_.last(Keyword::cmd)) return;
    ImageSummary::Need need{{}, image_.base_place};
    for (Fact variable : needs.items()) need.variables.emplace_back(variable.string());
    const bool given = std::any_of(need.variables.begin(), need.variables.end(),
                                   [&](const std::string& variable) { return variables_.contains(variable); });
    if (!given) image_.need = std::move(need);
  }

  struct Variable {
    bool empty = false;
    std::string writes;  // the path
    Span place;
  };

  const Stage& stage_;
  const Stage& root_;
  std::map<std::string, Variable> variables_;
  std::vector<const Stage*> chain_;  // from the root
  ImageSummary image_;
};

}  // namespace

ImageSummary summarize(const Model& model) {
  const Stage* stage = model.final_stage();
  return stage ? Summarizer(*stage).run() : ImageSummary();
}

}  // namespace plimsoll::dockerfile
