// Build step: compiles the YAML files given into one block of facts (format.h). Each file becomes the table of its
// name.
//   compile-facts OUTPUT FILE.yaml…
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "facts/format.h"

namespace {

using namespace plimsoll::facts_format;

struct Item {
  std::string key;
  YAML::Node value;
};

class Compiler {
 public:
  // Breadth first, so that the children of a node are contiguous.
  std::vector<uint32_t> compile(std::vector<Item> tables) {
    std::vector<std::vector<Item>> pending;
    add_node("", map);
    pending.push_back(std::move(tables));
    for (size_t node = 0; node < pending.size(); ++node) {
      std::vector<Item> children = std::move(pending[node]);
      nodes_[node][first_child] = static_cast<uint32_t>(nodes_.size());
      nodes_[node][child_count] = static_cast<uint32_t>(children.size());
      std::vector<uint32_t> order;
      for (const Item& child : children) {
        order.push_back(static_cast<uint32_t>(nodes_.size()));
        pending.push_back(add(child));
      }
      const bool is_map = nodes_[node][kind] == map;
      const auto& words = is_map ? keys_ : texts_;
      if (!is_map && std::any_of(order.begin(), order.end(), [&](uint32_t i) { return nodes_[i][kind] != scalar; }))
        continue;
      const auto before = [&](uint32_t a, uint32_t b) {
        return std::pair(hash(words[a]), std::string_view(words[a])) <
               std::pair(hash(words[b]), std::string_view(words[b]));
      };
      std::sort(order.begin(), order.end(), before);
      auto same =
          std::adjacent_find(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return words[a] == words[b]; });
      if (is_map && same != order.end())
        throw std::runtime_error("the key '" + keys_[*same] + "' stands twice in one map");
      std::vector<uint32_t> lookup;
      for (uint32_t child : order) lookup.push_back(hash(words[child]));
      lookup.insert(lookup.end(), order.begin(), order.end());
      lookups_.emplace_back(node, std::move(lookup));
    }
    return layout();
  }

 private:
  std::vector<Item> add(const Item& item) {
    std::vector<Item> children;
    if (item.value.IsMap()) {
      add_node(item.key, map);
      for (const auto& entry : item.value) children.push_back({entry.first.Scalar(), entry.second});
    } else if (item.value.IsSequence()) {
      add_node(item.key, list);
      for (const auto& entry : item.value) children.push_back({"", entry});
    } else {
      add_node(item.key, scalar);
      const std::string text = item.value.IsScalar() ? item.value.Scalar() : "";
      nodes_.back()[text_begin] = intern(text);
      nodes_.back()[text_size] = static_cast<uint32_t>(text.size());
      texts_.back() = text;
    }
    return children;
  }

  void add_node(const std::string& key, Kind node_kind) {
    nodes_.push_back({node_kind, intern(key), static_cast<uint32_t>(key.size()), 0, 0, 0, 0, 0});
    keys_.push_back(key);
    texts_.emplace_back();
  }

  uint32_t intern(const std::string& text) {
    auto [found, fresh] = interned_.try_emplace(text, static_cast<uint32_t>(strings_.size()));
    if (fresh) strings_ += text;
    return found->second;
  }

  std::vector<uint32_t> layout() {
    std::vector<uint32_t> block(kHeaderWords + nodes_.size() * kNodeWords);
    for (auto& [node, lookup] : lookups_) {
      nodes_[node][hashes] = static_cast<uint32_t>(block.size());
      block.insert(block.end(), lookup.begin(), lookup.end());
    }
    for (size_t i = 0; i < nodes_.size(); ++i) {
      std::copy(nodes_[i].begin(), nodes_[i].end(), block.begin() + kHeaderWords + i * kNodeWords);
    }
    block[0] = static_cast<uint32_t>(block.size());
    block.resize(block.size() + (strings_.size() + 3) / 4);
    if (!strings_.empty()) std::memcpy(block.data() + block[0], strings_.data(), strings_.size());
    return block;
  }

  std::vector<std::array<uint32_t, kNodeWords>> nodes_;
  std::vector<std::string> keys_, texts_;
  std::vector<std::pair<size_t, std::vector<uint32_t>>> lookups_;
  std::string strings_;
  std::unordered_map<std::string, uint32_t> interned_;
};

}  // namespace

int main(int argc, char** argv) {
  std::vector<Item> tables;
  for (int i = 2; i < argc; ++i) {
    try {
      tables.push_back({std::filesystem::path(argv[i]).stem().string(), YAML::LoadFile(argv[i])});
    } catch (const YAML::Exception& problem) {
      std::cerr << argv[i] << ":" << problem.mark.line + 1 << ":" << problem.mark.column + 1 << ": " << problem.msg
                << "\n";
      return 1;
    }
  }
  try {
    const std::vector<uint32_t> block = Compiler().compile(std::move(tables));
    std::ofstream out(argv[1], std::ios::binary);
    out.write(reinterpret_cast<const char*>(block.data()), static_cast<std::streamsize>(block.size() * 4));
    return out ? 0 : 1;
  } catch (const std::exception& problem) {
    std::cerr << "compile-facts: " << problem.what() << "\n";
    return 1;
  }
}
