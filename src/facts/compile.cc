// Build step: compiles the YAML files given into one block of facts (format.h). Each file becomes the table of its
// name.
//   compile-facts OUTPUT FILE.yaml…
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <bit>
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
      for (const Item& child : children) pending.push_back(add(child));
      const bool is_map = nodes_[node][kind] == map;
      const auto first = nodes_.end() - static_cast<std::ptrdiff_t>(children.size());
      if (is_map || std::all_of(first, nodes_.end(), [](const auto& child) { return child[kind] == scalar; }))
        lookups_.emplace_back(node, table_of(node, is_map ? keys_ : texts_, is_map));
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

  // The look-up table of the children of a node; `words` are their keys or texts.
  std::vector<uint32_t> table_of(size_t node, const std::vector<std::string>& words, bool is_map) {
    const uint32_t first = nodes_[node][first_child], count = nodes_[node][child_count];
    const uint32_t mask = std::bit_ceil(std::max(2 * count, 1u)) - 1;
    std::vector<uint32_t> table(1 + (mask + 1) * kSlotWords);
    table[0] = mask;
    for (uint32_t child = first; child < first + count; ++child) {
      const uint32_t word_hash = hash(words[child]);
      uint32_t i = word_hash & mask;
      for (; table[1 + i * kSlotWords + 1] != 0; i = (i + 1) & mask) {
        if (is_map && words[table[1 + i * kSlotWords + 1]] == words[child])
          throw std::runtime_error("the key '" + words[child] + "' stands twice in one map");
      }
      table[1 + i * kSlotWords] = word_hash;
      table[1 + i * kSlotWords + 1] = child;
    }
    return table;
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
    for (const auto& [node, table] : lookups_) {
      nodes_[node][lookup] = static_cast<uint32_t>(block.size());
      block.insert(block.end(), table.begin(), table.end());
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
