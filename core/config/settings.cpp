// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/settings.h"

#include "core/config/ini.h"
#include "core/config/keys.h"
#include "core/net/quote.h"

#include <algorithm>
#include <iterator>

namespace mesh44 {

namespace {

// Where a value comes from; the file's name is empty for a built-in one.
struct Origin
{
    std::string file;
    uint32_t line = 0;
};

class Loader
{
public:
    Loader() : m_origins(settingKeys().size()) {}

    void readLayer(const ConfigFile &layer)
    {
        IniFile ini = readIni(layer.name, layer.text);
        std::ranges::move(ini.errors, std::back_inserter(m_loaded.errors));
        std::ranges::move(ini.warnings, std::back_inserter(m_loaded.warnings));
        size_t unknown = 0;
        for (const IniEntry &entry : ini.entries) {
            const std::string name = entry.section + '.' + entry.key;
            if (const SettingKey *key = findSettingKey(name))
                take(*key, entry.value, {layer.name, entry.line});
            else if (++unknown <= kMaxConfigProblems)
                m_loaded.warnings.push_back({layer.name, entry.line, name, unknownKeyMessage(name)});
        }
    }

    LoadedSettings finish()
    {
        checkTogether();
        const Settings defaults;
        for (const SettingKey &key : settingKeys()) {
            const Origin &origin = originOf(key.name);
            m_loaded.values.push_back({std::string(key.name), key.print(m_loaded.settings), key.print(defaults),
                                       origin.file, origin.line, std::string(key.permitted)});
        }
        return std::move(m_loaded);
    }

private:
    void take(const SettingKey &key, std::string_view value, Origin origin)
    {
        if (const Status status = key.parse(value, m_loaded.settings); status)
            originOf(key.name) = std::move(origin);
        else
            addError(key.name, origin, status.error().message);
    }

    // What no key can say for itself.
    void checkTogether()
    {
        const Settings &settings = m_loaded.settings;
        const auto holds = [&](Ipv4Prefix subnet) { return subnet.contains(*settings.address); };
        if (settings.address && !settings.subnets.empty() && std::ranges::none_of(settings.subnets, holds))
            addError("gateway.address", originOf("gateway.address"),
                     settings.address->toString() + " lies in none of the subnets");
        if (settings.meshTable == settings.sourceTable)
            addTablesEqual();
        if (settings.mode == Mode::Hybrid && settings.firewall == FirewallMode::Off)
            addError("firewall.mode", originOf("firewall.mode"),
                     "off cannot be where gateway.mode is hybrid, which marks "
                     "and translates packets");
        checkForwarding();
        if (settings.subnets.empty())
            sayWhichSubnetsAreExpected();
    }

    // Which interface leads to the Internet is a fact of the host: findForwardLink() looks there.
    void checkForwarding()
    {
        const Settings &settings = m_loaded.settings;
        const std::string &name = settings.forwardInterface;
        if (settings.forwardFormat != ForwardFormat::Off && name.empty())
            addError("forward.interface", originOf("forward.interface"), "is empty, and forward.format is not off");
        if (!name.empty() && name == settings.device)
            addError("forward.interface", originOf("forward.interface"), quote(name) + " is the tunnel's own device");
    }

    // Not an error: the file can be read. An error that speaks of the key says enough.
    void sayWhichSubnetsAreExpected()
    {
        constexpr std::string_view kKey = "gateway.subnets";
        if (std::ranges::find(m_loaded.errors, kKey, &ConfigProblem::key) != m_loaded.errors.end())
            return;
        const Origin &origin = originOf(kKey);
        m_loaded.warnings.push_back(
            {origin.file, origin.line, std::string(kKey), "is empty; a gateway needs " + permitted(kKey)});
    }

    void addTablesEqual()
    {
        const bool isSource = !originOf("routing.source_table").file.empty();
        const std::string_view key = isSource ? "routing.source_table" : "routing.mesh_table";
        const std::string_view other = isSource ? "routing.mesh_table" : "routing.source_table";
        addError(key, originOf(key),
                 std::to_string(m_loaded.settings.meshTable) + " is " + std::string(other)
                     + " too; the two must differ");
    }

    void addError(std::string_view key, const Origin &origin, const std::string &message)
    {
        m_loaded.errors.push_back(
            {origin.file, origin.line, std::string(key), message + "; permitted: " + permitted(key)});
    }
    Origin &originOf(std::string_view name) { return m_origins[indexOf(name)]; }

    static std::string permitted(std::string_view name) { return std::string(findSettingKey(name)->permitted); }
    static size_t indexOf(std::string_view name)
    {
        return static_cast<size_t>(findSettingKey(name) - settingKeys().data());
    }

    LoadedSettings m_loaded;
    std::vector<Origin> m_origins; // by the index in settingKeys()
};

} // namespace

std::optional<Ipv4Address> Settings::ownAddress() const
{
    if (address || subnets.empty())
        return address;
    const Ipv4Prefix first = subnets.front();
    return first.length() >= 31 ? first.address() : Ipv4Address(first.address().value() + 1);
}

LoadedSettings loadSettings(std::span<const ConfigFile> layers)
{
    Loader loader;
    for (const ConfigFile &layer : layers)
        loader.readLayer(layer);
    return loader.finish();
}

std::string toString(const ConfigProblem &problem)
{
    std::string text;
    if (!problem.file.empty())
        text += problem.file + ':' + (problem.line > 0 ? std::to_string(problem.line) + ": " : " ");
    if (!problem.key.empty())
        text += problem.key + ": ";
    return text + problem.message;
}

} // namespace mesh44
