// What a Dockerfile means: its stages, what each inherits, and which values are known at each instruction.
//
// The Model sets Instruction::stage, ::order and ::model of the File once; after that both are const, and one thread
// asks them. They point at each other: the File must outlive the Model, and the Model stays where it is built. "At an
// instruction" always means: as that instruction finds it. For what a stage ends with ask the Stage.
//
//   Model model(*file, {.build_args = {{"VERSION", "12"}}});
//   model.stages().back()->image.tag;                         // FROM debian:$VERSION -> "12"
//   model.expand(env.pairs[0].value->text, env).value;        // with the variables that this ENV sees
//
// Cost: building is (near) linear in the file. Variables are versions of a PersistentArray, so a look-up costs a hash
// and log16(names) steps however long the chain of stages is; values over 16 KiB, and all further ones once values take
// 8 MiB more than 8 times the file, are unknown.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dockerfile/ast.h"
#include "dockerfile/expand.h"
#include "dockerfile/persistent_array.h"
#include "image.h"
#include "shell/script.h"
#include "trigrams.h"

namespace plimsoll::dockerfile {

class BuildContext;

struct ModelOptions {
  std::map<std::string, std::string, std::less<>> build_args;  // --build-arg NAME=VALUE
  std::string target;                                          // name or index of the stage to build; empty: the last
  const BuildContext* context = nullptr;  // must outlive the Model; nullptr: nothing is known of it
};

// A user or a working directory in force. Where no instruction of the file sets it, it is the base image's: unknown,
// but "root" and "/" on scratch.
struct Setting {
  Text text;
  const Instruction* set_by = nullptr;
};

// Who reads a shell-form command.
struct ActiveShell {
  shell::Dialect dialect = shell::Dialect::sh;
  const Shell* set_by = nullptr;  // the SHELL in force; its command.exec holds the options, such as -o pipefail
  bool by_comment = false;        // "# hadolint shell=NAME"
};

struct Stage {
  static constexpr NodeKind kind = NodeKind::stage;

  size_t index = 0;
  const From* from = nullptr;  // nullptr: a fragment without any FROM, which counts as one final stage
  std::string name;            // in lower case; empty if it has none
  std::vector<const Instruction*> instructions;  // behind the FROM; a trigger is inside its ONBUILD

  const Stage* parent = nullptr;  // the earlier stage that FROM names, without regard to case
  const Stage* root = nullptr;    // the stage at the end of the chain, whose FROM names an image or scratch
  Text image_text;                // what FROM names, expanded; "" in a fragment
  ImageRef image;                 // image_text split (its unknown parts stand as ${NAME}); empty if there is a parent
  bool image_known = false;       // all of image_text is known
  bool scratch = false;           // FROM scratch
  Text platform;                  // of --platform, expanded; "" if there is none
  bool windows = false;           // by the root's image or --platform

  bool final = false;      // the last stage, or the target that was asked for
  bool shipped = false;    // in the chain of the final stage
  bool reachable = false;  // the final stage needs it, or may need it with other build arguments

  Setting user;  // at its end
  Setting workdir;
  ActiveShell shell;

  bool external() const { return !parent && !scratch; }
  // The instruction of that kind that is in force at its end: the last one of the chain; nullptr if there is none.
  const Instruction* last(Keyword keyword) const;
  // Where a part of `image` stands in the FROM: its very bytes, or the whole word where a variable or quotes are in it.
  Span place_of(std::string_view part) const;
  // The chain ends in an image whose environment, user and working directory nobody has told us.
  bool on_unknown_environment() const { return !root->scratch; }
};

// A variable as an instruction sees it.
struct Binding {
  enum class Origin {
    undeclared,  // nothing in the file declares it here; on an external image it may still be set
    arg,
    env,
    platform,  // predefined, in FROM
    proxy,     // predefined, in RUN
  };
  Origin origin = Origin::undeclared;
  Variable variable;
  const Instruction* declared_by = nullptr;  // the ARG or ENV
  const KeyValue* pair = nullptr;

  bool declared() const { return origin != Origin::undeclared; }
};

// What COPY --from or RUN --mount=from= names.
struct StageReference {
  enum class Kind {
    earlier,
    self,
    later,
    no_such_index,
    image,     // no stage has that name
    variable,  // the builder expands nothing there
  };
  Kind kind = Kind::image;
  const Stage* stage = nullptr;  // of earlier, self and later
  std::string text;              // without quotes; split_image() it for an image
  bool by_index = false;
};

class Model {
 public:
  explicit Model(File& file, ModelOptions options = {});
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  const File& file() const { return *file_; }
  const BuildContext& context() const;
  const std::vector<std::unique_ptr<Stage>>& stages() const { return stages_; }
  const Stage* final_stage() const { return final_; }  // nullptr in a file without instructions

  // A word of an instruction, as the builder expands it there: global ARGs in FROM, ENV and ARG of the chain elsewhere.
  Text expand(std::string_view word, const Instruction& at) const;
  std::vector<Text> expand_words(std::string_view word, const Instruction& at) const;
  Binding variable(std::string_view name, const Instruction& at) const;
  // Every name that some ARG or ENV of the file declares, in order of the first.
  const std::deque<std::string>& variable_names() const { return names_; }
  // The ARG before the first FROM that declares it, nullptr if none: such a name is unset in a stage until it is
  // redeclared.
  const Instruction* global_argument(std::string_view name) const;

  const Setting& user_at(const Instruction& at) const { return users_[scope(at).user]; }
  const Setting& workdir_at(const Instruction& at) const { return workdirs_[scope(at).workdir]; }
  const ActiveShell& shell_at(const Instruction& at) const { return shells_[scope(at).shell]; }

  // The first instruction of the chain of at's stage, up to and with `at`, whose text has `word` in it, such as a
  // setting that is written into a file of the system. Remembers what it looked for, so that asking again costs
  // nothing.
  const Instruction* mention(std::string_view word, const Instruction& at) const;
  // The same where only COPY and ADD count.
  const Instruction* copied(std::string_view word, const Instruction& at) const;
  // False: the word stands nowhere in the file, in any letter case. Cheap.
  bool may_mention(std::string_view word) const;

  // The last stage of that name in the file, in any letter case.
  const Stage* stage_named(std::string_view name) const;
  // `value` is the --from of a COPY (a name or an index), or the from= of a mount of a RUN (a name only).
  StageReference stage_reference(std::string_view value, const Instruction& at) const;

 private:
  struct Definition {
    const Instruction* by = nullptr;
    const KeyValue* pair = nullptr;
    Variable variable;
    bool env = false;
    bool trigger = false;    // below ONBUILD
    uint32_t env_below = 0;  // the ENV of that name that is in force as well, 0 if none; itself if this is one
  };
  // What one instruction finds: a version of the variables, and indexes into users_, workdirs_, shells_.
  struct Scope {
    PersistentArray::Version variables = 0;
    uint32_t user = 0;
    uint32_t workdir = 0;
    uint32_t shell = 0;
  };

  using Mentions = std::map<std::string, std::vector<const Instruction*>, std::less<>>;
  const Instruction* mention_in(Mentions& mentions, bool copied, std::string_view word, const Instruction& at) const;

  const Scope& scope(const Instruction& at) const { return scopes_[at.order]; }
  const Definition* find(std::string_view name, PersistentArray::Version variables, const Instruction& at) const;
  Variable undeclared(std::string_view name, const Instruction& at) const;
  Lookup lookup(PersistentArray::Version variables, const Instruction& at) const;

  // model_build.cc: one pass over the file.
  void build();
  void number(Instruction& instruction, const Stage* stage);
  Scope begin_stage(From* from);  // nullptr: a fragment
  void end_stage(Scope now);
  void apply(const Instruction& instruction, Scope& now);
  void apply_env(const Env& env, Scope& now);
  void apply_arg(const Arg& arg, Scope& now);
  void apply_user(const User& user, Scope& now);
  void apply_workdir(const Workdir& workdir, Scope& now);
  void apply_shell(const Shell& shell, Scope& now);
  Variable argument_value(const Arg& arg, const KeyValue& pair, const Definition* previous, const Scope& now) const;
  void define(std::string_view name, Definition definition, Scope& now);
  std::optional<shell::Dialect> comment_dialect(uint32_t before);
  uint32_t name_id(std::string_view name);
  bool afford(size_t bytes);

  // reachable.cc
  void mark_final();
  void mark_reachable();

  File* file_;
  ModelOptions options_;
  std::vector<std::unique_ptr<Stage>> stages_;
  const Stage* final_ = nullptr;
  std::unordered_map<std::string, Stage*> stage_by_name_;  // the last so far

  std::deque<std::string> names_;
  std::unordered_map<std::string_view, uint32_t> name_ids_;
  std::vector<Definition> definitions_;  // 0 is no definition
  std::unique_ptr<PersistentArray> variables_;
  PersistentArray::Version globals_ = 0;
  std::vector<Scope> scopes_;  // by Instruction::order
  std::vector<Setting> users_, workdirs_;
  std::vector<ActiveShell> shells_;
  std::vector<Scope> ends_;  // by Stage::index
  std::optional<shell::Dialect> file_dialect_;
  size_t next_comment_ = 0;
  size_t bytes_left_ = 0;
  mutable Mentions mentions_, copied_;  // by Stage::index, what was found so far
  mutable std::optional<Trigrams> trigrams_;
};

// What it does is in the image, for its stage is shipped. A trigger runs in another build and counts as shipped.
bool shipped(const Instruction& instruction);
// Where programs of a RUN keep what is the user's own: HOME if it is set, /root, or /home/NAME.
std::string home_at(const Instruction& run);

// A one-line form for tests, a stage a line.
std::string dump(const Model& model);

}  // namespace plimsoll::dockerfile
