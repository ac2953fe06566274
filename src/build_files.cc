#include "build_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <map>
#include <optional>

#include "image.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;
using kubernetes::Value;

// Of one file. More are not written by people.
constexpr size_t kMostImages = 4096;

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// "shop/web" for registry.example/shop/web:${TAG}; nothing where a template may be part of it.
std::optional<std::string> repository_of(std::string_view image) {
  const size_t unknown = std::min({image.find('$'), image.find("{{"), image.find("{%"), image.find("<%")});
  if (unknown != image.npos) {
    const size_t tag = image.substr(0, unknown).find_first_of(":@", image.substr(0, unknown).rfind('/') + 1);
    if (tag >= unknown || image.find('/', unknown) != image.npos) return std::nullopt;
    image = image.substr(0, tag);
  }
  return std::string(split_image(image).repository);
}

// A word whose value is known, or that is left out.
struct Word {
  bool given = false;
  std::optional<std::string> text;  // nothing: it is not known

  Word() = default;
  explicit Word(const Value& value) : given(!value.missing()) {
    if (value.is_scalar() && value.string().find_first_of("${") == std::string_view::npos && !value.templated())
      text = value.string();
  }
  explicit Word(std::optional<std::string> literal) : given(true), text(std::move(literal)) {}
  bool known() const { return !given || text; }
  std::string or_else(std::string_view fallback) const { return text.value_or(std::string(fallback)); }
};

class Builds {
 public:
  explicit Builds(std::string_view path) : folder_(fs::path(path).parent_path().lexically_normal().generic_string()) {}

  // The path of the Dockerfile is relative to the context, as most tools have it.
  void add(std::string_view image, const Word& context, const Word& dockerfile, const Word& target) {
    const bool known = context.known() && dockerfile.known() && target.known();
    add_file(image, known ? fs::path(context.or_else(".")) / dockerfile.or_else("Dockerfile") : fs::path(), target);
  }

  // Relative to the folder of the file that says so. An empty path: nobody knows what makes the image.
  void add_file(std::string_view image, const fs::path& dockerfile, const Word& target) {
    const auto repository = repository_of(image);
    if (!repository || repository->empty() || found_.size() >= kMostImages) return;
    std::string path;
    if (!dockerfile.empty()) path = (fs::path(folder_) / dockerfile).lexically_normal().generic_string();
    found_.push_back({*repository, path, folder_ == "." ? "" : folder_, target.or_else("")});
  }

  std::vector<BuiltImage> take() { return std::move(found_); }

 private:
  std::string folder_;
  std::vector<BuiltImage> found_;
};

void read_skaffold(const Value& root, Builds& builds) {
  constexpr std::string_view kOthers[] = {"jib", "ko", "buildpacks", "bazel", "custom"};
  for (const Value& artifact : root["build"]["artifacts"].items()) {
    const std::string_view image = artifact["image"].string();
    if (std::any_of(std::begin(kOthers), std::end(kOthers), [&](auto other) { return artifact[other].exists(); })) {
      builds.add_file(image, {}, Word());
      continue;
    }
    const Value how = artifact["docker"].is_map() ? artifact["docker"] : artifact["kaniko"];
    const Value context = artifact["context"].missing() ? artifact["workspace"] : artifact["context"];
    builds.add(image, Word(context), Word(how["dockerfile"]), Word(how["target"]));
  }
}

void read_compose(const Value& root, Builds& builds) {
  for (const auto& [name, service] : root["services"].entries()) {
    const Value build = service["build"];
    if (build.missing()) continue;
    std::vector<Value> images = build["tags"].items();
    images.push_back(service["image"]);
    for (const Value& image : images) {
      if (build["dockerfile_inline"].exists()) {
        builds.add_file(image.string(), {}, Word());
      } else {
        builds.add(image.string(), Word(build.is_map() ? build["context"] : build), Word(build["dockerfile"]),
                   Word(build["target"]));
      }
    }
  }
}

// What a target of a bake file says; what it inherits is not looked at.
struct BakeTarget {
  std::vector<std::string> tags;
  Word context, dockerfile, target;
  bool inherits = false;
  bool in_place = false;  // its Dockerfile

  void add_to(Builds& builds) const {
    const bool known = !in_place && (!inherits || (context.given && dockerfile.given));
    for (const std::string& tag : tags) {
      if (known) {
        builds.add(tag, context, dockerfile, target);
      } else {
        builds.add_file(tag, {}, Word());
      }
    }
  }
};

void read_bake(const Value& root, Builds& builds) {
  for (const auto& [name, said] : root["target"].entries()) {
    BakeTarget target;
    for (const Value& tag : said["tags"].items()) target.tags.emplace_back(tag.string());
    target.context = Word(said["context"]);
    target.dockerfile = Word(said["dockerfile"]);
    target.target = Word(said["target"]);
    target.inherits = said["inherits"].exists();
    target.in_place = said["dockerfile-inline"].exists();
    target.add_to(builds);
  }
}

// Words and marks of Starlark or HCL; strings of more than one line and heredocs are passed over.
class Scanner {
 public:
  enum class Kind : uint8_t { end, name, text, mark };
  struct Token {
    Kind kind = Kind::end;
    std::string_view text;  // of a string: what is between its quotes
    bool literal = true;    // a string that is what it says

    bool is(char mark) const { return kind == Kind::mark && text.front() == mark; }
    bool is(std::string_view name) const { return kind == Kind::name && text == name; }
  };

  Scanner(std::string_view text, bool hcl) : text_(text), hcl_(hcl) {}

  Token next() {
    skip_blanks();
    if (at_ >= text_.size()) return {};
    const char c = text_[at_];
    if (c == '"' || (c == '\'' && !hcl_)) return quoted();
    if (is_name(c)) {
      const size_t begin = at_;
      while (at_ < text_.size() && is_name(text_[at_])) ++at_;
      return {Kind::name, text_.substr(begin, at_ - begin)};
    }
    if (hcl_ && text_.substr(at_).starts_with("<<")) return heredoc();
    return {Kind::mark, text_.substr(at_++, 1)};
  }

 private:
  bool is_name(char c) const { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (hcl_ && c == '-'); }

  void skip_blanks() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (rest.front() == '#' || (hcl_ && rest.starts_with("//"))) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (hcl_ && rest.starts_with("/*")) {
        const size_t end = text_.find("*/", at_ + 2);
        at_ = end == text_.npos ? text_.size() : end + 2;
      } else if (std::isspace(static_cast<unsigned char>(rest.front()))) {
        ++at_;
      } else {
        return;
      }
    }
  }

  Token quoted() {
    const char quote = text_[at_];
    const std::string_view three = text_.substr(at_, 3);
    if (!hcl_ && three.size() == 3 && three[1] == quote && three[2] == quote) {
      const size_t end = text_.find(three, at_ + 3);
      at_ = end == text_.npos ? text_.size() : end + 3;
      return {Kind::text, {}, false};
    }
    const size_t begin = ++at_;
    bool literal = true;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      if (text_[at_] == '\\') {
        literal = false;
        ++at_;
      }
      ++at_;
    }
    at_ = std::min(at_, text_.size());
    const Token token{Kind::text, text_.substr(begin, at_ - begin), literal};
    if (at_ < text_.size()) ++at_;
    return token;
  }

  Token heredoc() {
    at_ += 2;
    if (at_ < text_.size() && text_[at_] == '-') ++at_;
    const size_t begin = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    const std::string_view marker = text_.substr(begin, at_ - begin);
    while (at_ < text_.size()) {
      const size_t line = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
      const size_t end = std::min(text_.find('\n', line), text_.size());
      std::string_view word = text_.substr(line, end - line);
      word.remove_prefix(std::min(word.find_first_not_of(" \t"), word.size()));
      at_ = end;
      if (word == marker || word == std::string(marker) + "\r") break;
    }
    return {Kind::text, {}, false};
  }

  std::string_view text_;
  bool hcl_;
  size_t at_ = 0;
};
using Token = Scanner::Token;

std::optional<std::string> literal(const Token& token) {
  if (token.kind != Scanner::Kind::text || !token.literal) return std::nullopt;
  return std::string(token.text);
}

int depth_after(const Token& token, int depth) {
  if (token.is('(') || token.is('[') || token.is('{')) return depth + 1;
  return token.is(')') || token.is(']') || token.is('}') ? depth - 1 : depth;
}

class TiltReader {
 public:
  TiltReader(std::string_view text, Builds& builds) : scanner_(text, false), builds_(builds) {}

  void run() {
    Token before;
    for (Token token = scanner_.next(); token.kind != Scanner::Kind::end; token = scanner_.next()) {
      if (before.is("docker_build") && token.is('(')) call();
      before = token;
    }
  }

 private:
  // Behind its "(", up to its ")".
  void call() {
    std::map<std::string, Word, std::less<>> given;
    std::vector<Token> part;
    size_t position = 0;
    int depth = 0;
    for (Token token = scanner_.next(); token.kind != Scanner::Kind::end; token = scanner_.next()) {
      const bool ends = depth == 0 && (token.is(',') || token.is(')'));
      if (ends && !part.empty()) add_argument(part, position++, given);
      if (ends) part.clear();
      if (ends && token.is(')')) return finish(given);
      depth = depth_after(token, depth);
      // Of an argument no more is looked at.
      if (!ends && part.size() < 4) part.push_back(token);
    }
  }

  static void add_argument(const std::vector<Token>& part, size_t position,
                           std::map<std::string, Word, std::less<>>& given) {
    constexpr std::string_view kPositions[] = {"ref", "context"};
    const bool named = part.size() > 1 && part[0].kind == Scanner::Kind::name && part[1].is('=');
    const size_t first = named ? 2 : 0;
    std::string name = named                              ? std::string(part[0].text)
                       : position < std::size(kPositions) ? std::string(kPositions[position])
                                                          : std::string("?");
    given[std::move(name)] = Word(part.size() == first + 1 ? literal(part[first]) : std::nullopt);
  }

  void finish(std::map<std::string, Word, std::less<>>& given) {
    const Word& ref = given["ref"];
    if (!ref.text) return;
    const Word &context = given["context"], &dockerfile = given["dockerfile"], &target = given["target"];
    const bool known = context.known() && dockerfile.known() && target.known() && !given.contains("?") &&
                       !given.contains("dockerfile_contents") && !given.contains("entrypoint");
    fs::path path;
    // Unlike elsewhere it is relative to the Tiltfile.
    if (known) path = dockerfile.given ? fs::path(*dockerfile.text) : fs::path(context.or_else(".")) / "Dockerfile";
    builds_.add_file(*ref.text, path, target);
  }

  Scanner scanner_;
  Builds& builds_;
};

class HclReader {
 public:
  HclReader(std::string_view text, Builds& builds) : scanner_(text, true), builds_(builds) {}

  void run() {
    std::array<Token, 3> last;
    int depth = 0;
    for (Token token = scanner_.next(); token.kind != Scanner::Kind::end; token = scanner_.next()) {
      last = {last[1], last[2], token};
      if (depth == 0 && last[0].is("target") && last[1].kind == Scanner::Kind::text && token.is('{')) {
        block();
      } else {
        depth = std::max(0, depth_after(token, depth));
      }
    }
  }

 private:
  // Behind its "{", up to its "}".
  void block() {
    BakeTarget target;
    std::string_view key;
    std::vector<Token> value;
    int depth = 0;
    Token before;
    for (Token token = scanner_.next(); token.kind != Scanner::Kind::end; token = scanner_.next()) {
      if (depth == 0 && (token.is('=') || token.is('}'))) {
        // The name of the next attribute is not part of the value.
        if (token.is('=') && !value.empty()) value.pop_back();
        take(key, value, target);
        if (token.is('}')) return target.add_to(builds_);
        key = before.kind == Scanner::Kind::name ? before.text : std::string_view();
        value.clear();
      } else if (value.size() < kMostImages) {
        value.push_back(token);
      }
      depth = depth_after(token, depth);
      before = token;
    }
  }

  static void take(std::string_view key, const std::vector<Token>& value, BakeTarget& target) {
    const auto word = [&] { return Word(value.size() == 1 ? known(value.front()) : std::nullopt); };
    if (key == "context") target.context = word();
    if (key == "dockerfile") target.dockerfile = word();
    if (key == "target") target.target = word();
    if (key == "inherits") target.inherits = true;
    if (key == "dockerfile-inline") target.in_place = true;
    if (key != "tags" || value.empty() || !value.front().is('[')) return;
    // An item of more than one word is an expression.
    for (size_t i = 1; i + 1 < value.size(); ++i) {
      const bool alone =
          (value[i - 1].is('[') || value[i - 1].is(',')) && (value[i + 1].is(',') || value[i + 1].is(']'));
      if (auto tag = alone ? literal(value[i]) : std::nullopt) target.tags.push_back(*std::move(tag));
    }
  }

  static std::optional<std::string> known(const Token& token) {
    auto text = literal(token);
    return text && text->find_first_of("$%") == text->npos ? text : std::nullopt;
  }

  Scanner scanner_;
  Builds& builds_;
};

bool is_compose_name(std::string_view name) {
  return name.starts_with("docker-compose") || name.starts_with("compose");
}
bool is_bake_name(std::string_view name) { return name.starts_with("docker-bake"); }

}  // namespace

bool is_build_file_name(std::string_view path) {
  const std::string_view name = name_of(path);
  const bool yaml = name.ends_with(".yaml") || name.ends_with(".yml");
  return (yaml && is_compose_name(name)) || (name.ends_with(".json") && is_bake_name(name));
}

std::vector<BuiltImage> built_images_of(const kubernetes::Document& document, std::string_view path) {
  Builds builds(path);
  const Value root = document.value();
  if (root["apiVersion"].string().starts_with("skaffold/")) read_skaffold(root, builds);
  if (is_build_file_name(path)) is_bake_name(name_of(path)) ? read_bake(root, builds) : read_compose(root, builds);
  return builds.take();
}

bool is_build_script_name(std::string_view path) {
  const std::string_view name = name_of(path);
  return name == "Tiltfile" || (is_bake_name(name) && name.ends_with(".hcl"));
}

std::vector<BuiltImage> built_images_in(std::string_view script, std::string_view path) {
  Builds builds(path);
  if (name_of(path) == "Tiltfile") {
    TiltReader(script, builds).run();
  } else {
    HclReader(script, builds).run();
  }
  return builds.take();
}

}  // namespace plimsoll
