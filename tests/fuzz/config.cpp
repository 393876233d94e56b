// SPDX-License-Identifier: GPL-3.0-or-later
// A configuration file of any content: the reader names lines that exist, what it took can be written down and is read
// as the same, and a change of one value changes that value and nothing else, once.
#include "core/config/settings.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <map>

using namespace mesh44;

namespace {

LoadedSettings loadOne(const std::string &text)
{
    const ConfigFile file{"fuzz.conf", text};
    return loadSettings({&file, 1});
}

void checkPlaces(const LoadedSettings &loaded, const std::string &text)
{
    const auto lines = static_cast<uint32_t>(std::ranges::count(text, '\n')) + 1;
    for (const auto *problems : {&loaded.errors, &loaded.warnings}) {
        for (const ConfigProblem &problem : *problems)
            require(problem.line <= lines && !problem.message.empty(), "a problem has a place and a sentence");
    }
    for (const SettingView &setting : loaded.values)
        require(setting.line <= lines && (setting.file.empty() || setting.line > 0), "an origin is a line");
}

std::string written(const LoadedSettings &loaded)
{
    std::map<std::string, std::string> sections;
    for (const SettingView &setting : loaded.values) {
        const size_t dot = setting.key.find('.');
        if (!setting.file.empty())
            sections[setting.key.substr(0, dot)] += setting.key.substr(dot + 1) + " = " + setting.value + "\n";
    }
    std::string text;
    for (const auto &[section, keys] : sections)
        text += "[" + section + "]\n" + keys;
    return text;
}

void checkEdit(const std::string &text, const std::string &key, const std::string &value)
{
    const std::pair<std::string, std::string> assignment{key, value};
    const auto edited = editConfig({"fuzz.conf", text}, {&assignment, 1});
    if (!edited)
        return;
    const auto again = editConfig({"fuzz.conf", *edited}, {&assignment, 1});
    require(again && *again == *edited, "a value that is set already changes nothing");
    const LoadedSettings before = loadOne(text);
    const LoadedSettings after = loadOne(*edited);
    for (size_t i = 0; i < after.values.size(); ++i) {
        if (after.values[i].key != key && before.errors.empty() && after.errors.empty())
            require(after.values[i].value == before.values[i].value, "other values stay");
        else if (after.values[i].key == key && after.errors.empty())
            require(after.values[i].value == value, "the value is what was set");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const LoadedSettings loaded = loadOne(text);
    checkPlaces(loaded, text);
    if (loaded.errors.empty()) {
        const LoadedSettings again = loadOne(written(loaded));
        require(again.errors.empty(), "what we write is accepted");
        require(again.settings == loaded.settings, "what we write is what we read");
    }
    checkEdit(text, "gateway.mode", "mesh");
    checkEdit(text, "routing.mesh_table", "4400");
    return 0;
}
