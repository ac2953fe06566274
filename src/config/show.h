// `plimsoll config show FILE`: what holds for a file, and where each setting came from.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "config.h"
#include "output/output.h"
#include "rule_set.h"

namespace plimsoll {

struct ShownConfig {
  std::string file;
  const Config& config;
  Selection selection;  // of the command line and the environment
  std::vector<std::pair<std::string, std::string>> build_args;
  std::set<std::string> from_environment;  // names of the options that variables set
};

void show_text(const ShownConfig& shown, const Write& write);
void show_json(const ShownConfig& shown, const Write& write);

}  // namespace plimsoll
