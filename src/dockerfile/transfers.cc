#include "dockerfile/transfers.h"

#include <algorithm>

#include "dockerfile/dockerignore.h"
#include "dockerfile/predefined.h"
#include "facts/facts.h"
#include "glob.h"
#include "memo.h"

namespace plimsoll::dockerfile {
namespace {

bool has_end(Fact ends, std::string_view name) {
  constexpr size_t longest = 16;
  const std::string small = lower(name.substr(name.size() - std::min(name.size(), longest)));
  return std::any_of(ends.items().begin(), ends.items().end(),
                     [&](Fact end) { return name.ends_with(end.string()) || small.ends_with(end.string()); });
}

}  // namespace

SourceKind source_kind(std::string_view source) {
  if (source.starts_with("<<")) return SourceKind::heredoc;
  const size_t scheme_end = source.find("://");
  const std::string scheme = scheme_end == source.npos ? "" : lower(source.substr(0, scheme_end));
  const std::string_view place = source.substr(0, find_any(source, "#?"));
  const bool repository = place.ends_with(".git");
  if (scheme == "git" || scheme == "ssh" || source.starts_with("git@")) return SourceKind::git;
  if (scheme == "http" || scheme == "https") return repository ? SourceKind::git : SourceKind::url;
  if (place.starts_with("github.com/")) return SourceKind::git;
  // user@host:path/to/repository
  const size_t colon = place.find(':'), at = place.find('@');
  const bool remote = at != place.npos && at > 0 && colon != place.npos && at < colon && place.find('/') > colon;
  if (remote && colon + 1 < place.size()) return SourceKind::git;
  return SourceKind::path;
}

bool has_wildcard(std::string_view path) { return path.find_first_of("*?[") != path.npos; }

const std::vector<ContextSource>& context_sources(const Transfer& transfer) {
  thread_local Memo<std::vector<ContextSource>> memo;
  return memo.get(&transfer, [&] {
    std::vector<ContextSource> sources;
    if (transfer.flag("from") || !transfer.model) return sources;
    for (const Word& word : transfer.sources) {
      if (source_kind(word.text) == SourceKind::heredoc) continue;
      Text text = transfer.model->expand(word.text, transfer);
      if (!text.known || text.value.empty() || source_kind(text.value) != SourceKind::path) continue;
      std::string path = clean_source(text.value);
      sources.push_back({&word, std::move(text.value), std::move(path)});
    }
    return sources;
  });
}

Text destination_of(const Transfer& transfer) {
  if (!transfer.destination || !transfer.model) {
    Text unknown;
    unknown.known = false;
    return unknown;
  }
  Text path = transfer.model->expand(transfer.destination->text, transfer);
  const bool folder = path.value.ends_with('/') || path.value == "." || path.value.ends_with("/.");
  const bool windows = transfer.stage && transfer.stage->windows;
  Text joined = join_workdir(transfer.model->workdir_at(transfer).text, path, windows);
  if (joined.value.starts_with('/')) joined.value = clean_path(joined.value);
  if (folder && !joined.value.ends_with('/')) joined.value += '/';
  return joined;
}

bool base_has_workdir(const Stage& root) {
  const std::string name(root.image.repository);
  const std::string tagged = name + ":" + std::string(root.image.tag.value_or("latest"));
  const std::string host(root.image.registry.empty() ? "" : std::string(root.image.registry) + "/");
  for (Fact glob : facts::table("base-workdirs")["images"].items()) {
    const std::string& wanted = glob.string().find(':') == std::string_view::npos ? name : tagged;
    if (fits_glob(glob.string(), wanted) || (!host.empty() && fits_glob(glob.string(), host + wanted))) return true;
  }
  return false;
}

std::string base_name(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return std::string(path.substr(path.rfind('/') + 1));
}

std::string clean_path(std::string_view path) {
  const std::string inner = clean_source(path);
  return inner == "." ? "/" : "/" + inner;
}

bool is_below(std::string_view path, std::string_view folder) {
  if (folder == "/") return path.starts_with('/');
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool is_tar(std::string_view name) {
  static const Fact ends = facts::table("archives")["unpacked"];
  return has_end(ends, name);
}

bool may_be_tar(std::string_view name) {
  static const Fact ends = facts::table("archives")["compressed"];
  return is_tar(name) || has_end(ends, name);
}

}  // namespace plimsoll::dockerfile
