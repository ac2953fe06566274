#include "kubernetes/secret_data.h"

#include <algorithm>

#include "kubernetes/parse.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

// UPDATE_AWS_SECRET_KEY asks for a value.
bool is_name_in_capitals(std::string_view text) {
  return text.find('_') != text.npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

// Nothing yet: words that ask for a value, or a reference to it. In files and URLs a word such as "example" says
// little.
bool is_blank_form(std::string_view text) {
  auto has = [&](std::string_view part) { return text.find(part) != text.npos; };
  const bool url = has("://");
  if (!url && !has("\n") && !has("\"") && !text.starts_with("{'"))
    return is_placeholder(text) || is_name_in_capitals(text);
  return has("${") || has("{{") || has("$(") || has("ENC[") || (url && (has("<") || text.starts_with("ref+")));
}

bool is_secret_text(const Value& value) { return value.is_scalar() && !is_blank_form(value.string()); }

// The user and the password of a registry, as Docker keeps them.
bool is_registry_login(const Value& auth) {
  const auto login = decode_base64(auth.string());
  if (!login) return false;
  const size_t colon = login->find(':');
  return colon != std::string::npos && !is_placeholder(std::string_view(*login).substr(colon + 1));
}

// JSON and YAML that programs log in with, by the keys of any of their mappings.
std::string_view login_in(const Document& document) {
  for (const Node& node : document.nodes) {
    if (node.kind == Node::Kind::map && is_secret_text(Value(&node)["private_key"]) &&
        Value(&node)["client_email"].is_scalar()) {
      return "the key of a service account";
    }
    for (const Node::Entry& entry : node.entries) {
      const std::string_view key = Value(entry.key).string();
      const Value value(entry.value);
      if (key == "auth" && is_registry_login(value)) return "the login of a container registry";
      if (key == "client-key-data" && is_secret_text(value)) return "the client key of a kubeconfig";
      if (key == "auths") {
        for (const auto& [registry, login] : value.entries()) {
          for (std::string_view word : {"password", "identitytoken", "registrytoken"}) {
            if (is_secret_text(login[word])) return "the login of a container registry";
          }
        }
      }
      if (key == "users") {
        for (const Value& user : value.items()) {
          if (is_secret_text(user["user"]["token"]) || is_secret_text(user["user"]["password"])) {
            return "the login of a kubeconfig";
          }
        }
      }
    }
  }
  return {};
}

bool is_htpasswd_line(std::string_view line) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || line.find(' ') < colon) return false;
  const std::string_view hash = line.substr(colon + 1);
  return hash.size() > 12 &&
         (hash.starts_with("$apr1$") || hash.starts_with("$2y$") || hash.starts_with("$2a$") ||
          hash.starts_with("$2b$") || hash.starts_with("$5$") || hash.starts_with("$6$") || hash.starts_with("{SHA}"));
}

// Server=db;User Id=app;Password=… and host=db user=app password=…
std::optional<Secret> password_in_connection(std::string_view line) {
  const bool words = line.find("host=") != line.npos || line.find("dbname=") != line.npos;
  const char joint = line.find(';') != line.npos ? ';' : ' ';
  for (size_t begin = 0; (joint == ';' || words) && begin < line.size();) {
    const size_t end = std::min(line.find(joint, begin), line.size());
    const std::string_view part = line.substr(begin, end - begin);
    const size_t equals = part.find('=');
    if (equals != part.npos && secret_name(part.substr(0, equals)).what == "a password") {
      if (auto secret = literal_secret(part.substr(0, equals), part.substr(equals + 1))) {
        secret->begin += begin + equals + 1;
        secret->end += begin + equals + 1;
        return secret;
      }
    }
    begin = end + 1;
  }
  return std::nullopt;
}

// Of `data`, also where lists and mappings stand instead of texts.
void add_scalars(const Value& data, std::vector<Span>& spans) {
  std::vector<Value> open{data};
  for (size_t i = 0; i < open.size(); ++i) {
    const Value value = open[i];
    if (value.is_scalar() && !is_placeholder(value.string())) spans.push_back(value.span());
    for (const Value& item : value.items()) open.push_back(item);
    if (!value.is_map()) continue;
    // As written, with those whose key comes again.
    for (const Node::Entry& entry : value.node()->entries)
      open.emplace_back(entry.value->kind == Node::Kind::alias ? entry.value->target : entry.value);
  }
}

void add_literal(std::string_view name, const Value& value, const Source& source, std::vector<Span>& spans) {
  const MappedText text = value.mapped(source);
  if (const auto secret = literal_secret(name, text.text())) spans.push_back(text.span(secret->begin, secret->end));
}

// Of a variable all values, also those under misspelt keys and in lists.
void add_variable(const Value& variable, const Source& source, std::vector<Span>& spans) {
  if (!variable.is_map()) return;
  const Value name = variable["name"];
  for (const Node::Entry& entry : variable.node()->entries) {
    const Value value(entry.value);
    if (value != name) add_literal(name.string(), value, source, spans);
    for (const Value& item : value.items()) add_literal(name.string(), item, source, spans);
  }
}

// --token and the word behind it.
void add_options(const Value& words, const Source& source, std::vector<Span>& spans) {
  std::string_view option;
  for (const Value& word : words.items()) {
    const std::string_view text = word.string();
    const bool is_option = text.starts_with('-') && text.find('=') == text.npos;
    if (!option.empty() && !text.starts_with('-')) add_literal(option, word, source, spans);
    option = is_option ? text : std::string_view();
  }
}

// What has no place in a Secret may be its data under a misspelt key.
bool may_be_data(const Value& key) {
  for (std::string_view other : {"apiVersion", "kind", "metadata", "type", "immutable"}) {
    if (key.is(other)) return false;
  }
  return true;
}

}  // namespace

std::vector<Span> secrets_in(const Manifest& manifest) {
  std::vector<Span> spans;
  const Source& source = *manifest.source;
  const auto at = [](size_t offset) { return static_cast<uint32_t>(offset); };
  for (const Secret& secret : literal_secrets_in(source.text())) spans.push_back({at(secret.begin), at(secret.end)});
  for (const Object& object : manifest.objects) {
    if (object.is("", "Secret")) {
      for (const auto& [key, value] : object.root.entries()) {
        if (may_be_data(key)) add_scalars(value, spans);
      }
    } else if (object.is("", "ConfigMap")) {
      for (const auto& [key, value] : object["data"].entries()) add_literal(key.string(), value, source, spans);
    }
  }
  for (const auto& workloads : manifest.workloads) {
    for (const Workload& workload : workloads) {
      for (const Container& container : workload.containers) {
        for (const Value& variable : container["env"].items()) add_variable(variable, source, spans);
        for (const char* words : {"command", "args"}) add_options(container[words], source, spans);
      }
    }
  }
  return spans;
}

std::vector<SecretEntry> secret_entries_of(const Object& object) {
  std::vector<SecretEntry> entries;
  if (!object.is("", "Secret") || object["sops"].exists()) return entries;
  for (const auto& [key, value] : object["data"].entries()) {
    if (!is_secret_text(value)) continue;
    auto content = decode_base64(value.string());
    if (!content) content = std::string(value.string());
    if (!is_blank_form(*content)) entries.push_back({key, value, std::move(*content), true});
  }
  for (const auto& [key, value] : object["stringData"].entries()) {
    if (is_secret_text(value)) entries.push_back({key, value, std::string(value.string()), false});
  }
  return entries;
}

bool is_public_material(std::string_view content) {
  const size_t first = content.find_first_not_of(" \t\r\n");
  if (first == content.npos) return false;
  content.remove_prefix(first);
  if (content.find("PRIVATE KEY") != content.npos) return false;
  return content.starts_with("-----BEGIN CERTIFICATE") || content.starts_with("-----BEGIN PUBLIC KEY") ||
         content.starts_with("-----BEGIN TRUSTED CERTIFICATE") || content.starts_with("ssh-rsa ") ||
         content.starts_with("ssh-ed25519 ");
}

std::optional<LiveCredential> live_credential_in(std::string_view content) {
  for (const Secret& secret : secrets_in_text(content)) {
    if (secret.evidence != Secret::Evidence::weak)
      return LiveCredential{std::string(secret.what), secret.begin, secret.end};
  }
  for (size_t begin = 0; begin < content.size();) {
    const size_t end = std::min(content.find('\n', begin), content.size());
    const std::string_view line = content.substr(begin, end - begin);
    if (is_htpasswd_line(line)) return LiveCredential{"the password hash of a user", begin, end};
    if (const auto secret = password_in_connection(line)) {
      return LiveCredential{"a password in a connection string", begin + secret->begin, begin + secret->end};
    }
    begin = end + 1;
  }
  const bool may_be_file = content.find("auth") != content.npos || content.find("client-key-data") != content.npos ||
                           content.find("users") != content.npos || content.find("private_key") != content.npos;
  if (!may_be_file) return std::nullopt;
  const Source source("", std::string(content));
  for (const auto& document : parse(source)) {
    if (const std::string_view what = login_in(*document); !what.empty()) {
      return LiveCredential{std::string(what), 0, content.size()};
    }
  }
  return std::nullopt;
}

}  // namespace plimsoll::kubernetes
