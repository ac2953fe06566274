#include "dockerfile/image_summary.h"

#include <algorithm>
#include <map>

#include "dockerfile/exec_form.h"
#include "dockerfile/model.h"
#include "dockerfile/platform.h"
#include "dockerfile/ports.h"
#include "dockerfile/predefined.h"
#include "dockerfile/probe.h"
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
    image_.stage = stage_.name;
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
          look_at(*script, instruction);
        }
        break;
      default:
        break;
    }
  }

  // LOG_DIR=/srv/logs, ACCESS_LOG=/srv/access.log; streams are none.
  static std::string written_path(const KeyValue& pair, const Instruction& env) {
    static constexpr std::string_view kEnds[] = {"_LOG",       "_LOG_DIR",    "_LOGS_DIR",    "_LOG_FILE", "_LOG_PATH",
                                                 "_DATA_DIR",  "_UPLOAD_DIR", "_UPLOADS_DIR", "_TEMP_DIR", "_TMP_DIR",
                                                 "_PID_DIR",   "_PID_FILE",   "_PIDFILE",     "_RUN_DIR",  "_SPOOL_DIR",
                                                 "_STATE_DIR", "_STORAGE_DIR"};
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

  // Directories for what changes that are given to the user of the image, or to everybody.
  void look_at(const shell::Script& script, const Instruction& run) {
    if (image_.user_text.empty() || image_.user == ImageSummary::User::root) return;
    const Text& workdir = run.model->workdir_at(run).text;
    const bool moves = std::any_of(script.commands.begin(), script.commands.end(), [](const shell::Command& each) {
      return each.base == "cd" || each.base == "pushd";
    });
    const std::string folder = workdir.known && !moves ? workdir.value : std::string();
    for (const shell::Command& command : script.commands) {
      const bool chown = command.base == "chown";
      if (!chown && command.base != "chmod") continue;
      const auto operands = command.operands();
      const auto whom = operands.size() > 1 ? text_at(*operands[0], run) : std::nullopt;
      if (!whom || !(chown ? is_user_of_image(split_user(*whom).user) : is_open_mode(*whom))) continue;
      for (size_t i = 1; i < operands.size(); ++i) {
        const auto written = text_at(*operands[i], run);
        if (!written || written->find_first_of("*?[]{}$`") != std::string::npos) continue;
        const std::string path = clean_path(written->starts_with('/') ? *written : folder + "/" + *written);
        const bool known = written->starts_with('/') || folder.starts_with('/');
        if (known && holds_what_changes(path)) image_.writes.push_back({path, operands[i]->span, {}});
      }
    }
  }

  static bool is_open_mode(std::string_view mode) {
    constexpr std::string_view kModes[] = {"777", "0777", "1777", "a+w", "a+rw", "a+rwx", "a=rwx", "ugo+rwx", "go+w"};
    return std::find(std::begin(kModes), std::end(kModes), mode) != std::end(kModes);
  }

  static bool holds_what_changes(std::string_view path) {
    static constexpr std::string_view kNames[] = {"cache",    "data",  "log",   "logs", "media", "pids",   "run",
                                                  "sessions", "spool", "state", "tmp",  "temp",  "upload", "uploads"};
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const bool of_system = path.starts_with("/var/") && !is_below(path, "/var/www");
    return of_system || std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
  }

  // By name or number, if the file creates the user with both.
  bool is_user_of_image(std::string_view owner) {
    if (owner == image_.user_text) return true;
    if (!users_) users_ = users_of(stage_);
    const bool number = is_number(owner);
    if (number == is_number(image_.user_text)) return false;
    const NewUser* user = users_->find(number ? image_.user_text : owner, false);
    return user && user->id == (number ? owner : image_.user_text);
  }

  void add_start() {
    if (const auto* check = static_cast<const Healthcheck*>(stage_.last(Keyword::healthcheck)); check && !check->none) {
      image_.healthcheck = check->name.span;
      image_.healthcheck_text = check->arguments_span();
      image_.probe = probe_of(*check, stage_);
    }
    const auto* entrypoint = static_cast<const Entrypoint*>(stage_.last(Keyword::entrypoint));
    // ENTRYPOINT [] takes that of the base image away.
    if (entrypoint && entrypoint->command.exec_form && entrypoint->command.exec.empty()) entrypoint = nullptr;
    if (entrypoint && entrypoint->command.exec_form) {
      const MappedText& program = entrypoint->command.exec.front();
      image_.entrypoint = program.text().substr(program.text().rfind('/') + 1);
      image_.entrypoint_place = program.span(program.text());
    }
    const Cmd* cmd = command_of(stage_);
    const Instruction* start = entrypoint ? static_cast<const Instruction*>(entrypoint) : cmd;
    const CommandLine* command = entrypoint ? &entrypoint->command : cmd ? &cmd->command : nullptr;
    if (!command || stage_.windows || command->exec_form || start->scripts.empty()) return;
    const auto& commands = start->scripts.front()->commands;
    if (commands.empty() || std::any_of(commands.begin(), commands.end(), has_exec)) return;
    image_.shell_form = start->arguments_span();
    image_.shell_form_of_cmd = !entrypoint;
  }

  void add_base() {
    const bool image = root_.from && root_.from->image;
    if (root_.image_known && image) {
      image_.base = root_.image_text.value;
      image_.base_place = root_.from->image->span;
      const std::string name = name_in_tables(root_.image);
      add_base_writes(name);
      add_need(name);
      add_base_ports(name);
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

  void add_base_ports(const std::string& name) {
    const Fact ports = runtime()["ports"][name];
    if (!ports.exists() && !runtime()["silent"].has(name) && !is_distroless(root_.image)) image_.ports_known = false;
    for (Fact port : ports.items()) {
      if (const auto range = port_range(port.string())) image_.base_ports.push_back({*range, "tcp", image_.base_place});
    }
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
  std::shared_ptr<const Users> users_;
  ImageSummary image_;
};

}  // namespace

ImageSummary summarize(const Model& model) {
  const Stage* last = model.final_stage();
  if (!last) return {};
  ImageSummary image = Summarizer(*last).run();
  for (const auto& stage : model.stages()) {
    if (image.targets.size() == kMostTargets) break;
    if (stage.get() != last && !stage->name.empty()) image.targets.push_back(Summarizer(*stage).run());
  }
  return image;
}

}  // namespace plimsoll::dockerfile
