// Commands and what they do with packages, one line each:
//   manager «subcommand» name[separator]version… flags
#include "shell/install.h"

#include <gtest/gtest.h>

#include <string>

#include "shell/parse.h"

namespace plimsoll::shell {
namespace {

std::string dump_package(const Package& package) {
  std::string out = " " + package.name;
  if (!package.version.empty()) out += (package.separator.empty() ? " " : package.separator) + package.version;
  if (package.file) out += "(file)";
  if (package.url) out += "(url)";
  if (package.from_variable) out += "(variable)";
  return out;
}

std::string dump(const std::string& text) {
  MappedText mapped;
  mapped.append(text, 0);
  const auto script = parse(std::move(mapped), Dialect::bash);
  std::string out;
  for (const Command& command : script->commands) {
    if (const auto& install = command.install) {
      out += std::string(install->manager) + " «" + text.substr(install->subcommand.begin, install->subcommand.size()) +
             "»";
      for (const Package& package : install->packages) out += dump_package(package);
      for (const Word* file : install->requirements) out += " file=" + file->text;
      if (install->project) out += " project";
      if (install->virtual_group) out += " group=" + install->virtual_group->text;
      if (install->assume_yes) out += " yes";
      if (install->no_recommends) out += " no-recommends";
      if (install->no_cache) out += " no-cache";
      out += "\n";
    } else if (const auto& download = command.download) {
      out += "download";
      for (const std::string& url : download->url_texts) out += " " + url;
      out += download->to_file ? " to=" + download->output_text : " to-stdout";
      out += "\n";
    } else if (const auto& call = command.call; call && call->action == Action::remove) {
      out += "remove";
      for (const Package& package : removes_of(command)) out += dump_package(package);
      out += "\n";
    } else if (call && call->action != Action::none) {
      static constexpr const char* kActions[] = {"none", "install", "remove", "update", "upgrade", "clean"};
      out += std::string(call->manager) + " " + kActions[static_cast<int>(call->action)] + "\n";
    }
  }
  return out;
}

struct Case {
  const char* script;
  const char* installs;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(dump(c.script), c.installs) << c.script;
}

TEST(Install, Debian) {
  check({
      {"apt-get update && apt-get -y -o A=b install --no-install-recommends curl=7.* git/stable ./x.deb $PKGS lib$V",
       "apt-get update\napt-get «install» curl=7.* git/stable ./x.deb(file) ${PKGS}(variable) lib${V} yes "
       "no-recommends\n"},
      {"apt-get install -qq a; apt-get -q -q install b; apt-get -q=2 install c; apt install d",
       "apt-get «install» a yes\napt-get «install» b yes\napt-get «install» c yes\napt «install» d\n"},
      {"yes | apt-get install a; apt-get install b -o APT::Get::Assume-Yes=true -o APT::Install-Recommends=0 -t sid",
       "apt-get «install» a yes\napt-get «install» b yes no-recommends\n"},
      {"aptitude -R install a; sudo apt-get purge -y --auto-remove gcc; apt-get clean; apt-get dist-upgrade; dpkg -i "
       "/tmp/a.deb",
       "aptitude «install» a no-recommends\nremove gcc\napt-get clean\napt-get upgrade\ndpkg «-i» /tmp/a.deb(file)\n"},
      {"apt-get $ACTION curl; apt-cache search x; apt-get download y", ""},
  });
}

TEST(Install, OtherSystems) {
  check({
      {"apk add --no-cache --virtual .deps gcc~=12 'musl>1' && apk del .deps; apk --update add a; apk add -t b c",
       "apk «add» gcc~=12 musl>1 group=.deps no-cache\nremove .deps\napk «add» a\napk «add» c group=b\n"},
      {"yum install java-17-openjdk java-1.8.0-openjdk-1.8.0.352 docker-ce-18.06.1.ce-3.el7 foo-1.0-rc1 "
       "postgresql-12-devel",
       "yum «install» java-17-openjdk java-1.8.0-openjdk-1.8.0.352 docker-ce-18.06.1.ce-3.el7 foo-1.0-rc1 "
       "postgresql-12-devel\n"},
      {"yum -y install java-1.8.0-openjdk git-2.39.3-1.el9 gcc-toolset-12 && yum clean all",
       "yum «install» java-1.8.0-openjdk git-2.39.3-1.el9 gcc-toolset-12 yes\nyum clean\n"},
      {"dnf group install -y x --setopt=install_weak_deps=False; microdnf install a; tdnf remove b; dnf5 in c",
       "dnf «group install» x yes no-recommends\nmicrodnf «install» a\nremove b\ndnf5 «in» c\n"},
      {"zypper --non-interactive in -t pattern x 'y>=2'", "zypper «in» x y>=2 yes\n"},
      {"pacman -Syu --noconfirm a b; pacman -Sy; pacman -Scc; pacman -Ss q; pacman -Rns a",
       "pacman «-Syu» a b yes\npacman «-Sy»\npacman clean\nremove a\n"},
  });
}

TEST(Install, Python) {
  check({
      {"pip install --no-cache-dir -U 'a[x]==1.0' 'b >= 2' c -r req.txt -e . git+https://x/y@v1 ./d e.whl",
       "pip «install» a==1.0 b>=2 c git+https://x/y@v1(url) ./d(file) e.whl(file) file=req.txt no-cache\n"},
      {"python3.11 -u -m pip install a; pip3.11 install b; PIP_NO_CACHE_DIR=1 pip3 install c; python setup.py install",
       "pip «install» a\npip «install» b\npip «install» c no-cache\n"},
      {"pipx install a==1; uv pip install --system b; uv tool install c@1; uv sync; poetry install; poetry add d@^1; "
       "pdm add e",
       "pipx «install» a==1\nuv «pip install» b\nuv «tool install» c@1\nuv «sync» project\npoetry «install» project\n"
       "poetry «add» d@^1\npdm «add» e\n"},
      {"conda install -y -c conda-forge a=1.2 b; mamba env create -f env.yml; micromamba install -n base c; conda "
       "clean -afy",
       "conda «install» a=1.2 b yes\nmamba «env create» file=env.yml\nmicromamba «install» c\nconda clean\n"},
  });
}

TEST(Install, Languages) {
  check({
      {"npm i -g a@1 @s/b @s/c@^2 github:o/r; npm ci; npm install; npm --loglevel warn install d; npm run build",
       "npm «i» a@1 @s/b @s/c@^2 github:o/r(url)\nnpm «ci» project\nnpm «install» project\nnpm «install» d\n"},
      {"yarn; yarn install --frozen-lockfile; yarn global add a@1; yarn build; pnpm add b; bun install",
       "yarn «yarn» project\nyarn «install» project\nyarn «global add» a@1\npnpm «add» b\nbun «install» project\n"},
      {"gem install a:1.0 b -v 2 --no-document; bundle install -j4; go install x/y@v1 && go get z; cargo install "
       "--locked w@1",
       "gem «install» a:1.0 b 2\nbundle «install» project\ngo «install» x/y@v1\ngo «get» z\ncargo «install» w@1\n"},
      {"composer require -n a/b:^1 c/d; composer install",
       "composer «require» a/b:^1 c/d yes\ncomposer «install» project\n"},
  });
}

TEST(Install, Downloads) {
  check({
      {"curl -fsSL https://a | sh; curl -fsSLo /tmp/x https://b; curl -O https://c; curl --output=y --url=https://d; "
       "curl https://e > z",
       "download https://a to-stdout\ndownload https://b to=/tmp/x\ndownload https://c to=\ndownload https://d to=y\n"
       "download https://e to=z\n"},
      {"wget -q https://a; wget -qO- https://b | sh; wget -O x --header 'A: b' https://c; curl -H 'A: b' -X POST $URL",
       "download https://a to=\ndownload https://b to-stdout\ndownload https://c to=x\ndownload ${URL} to-stdout\n"},
  });
}

}  // namespace
}  // namespace plimsoll::shell
