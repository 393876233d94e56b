// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/detector.h"

#include "core/checkup/servicefiles.h"
#include "helper/textfile.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>

namespace mesh44 {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostEntries = 4096; // of one folder
constexpr size_t kMostTableBytes = 1024 * 1024;

std::vector<std::string> namesIn(const std::string &folder)
{
    std::vector<std::string> names;
    std::error_code error;
    fs::directory_iterator entries(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entries != fs::end(entries) && names.size() < kMostEntries; entries.increment(error))
        names.push_back(entries->path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::optional<int> numberIn(const std::string &name)
{
    int number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    return error == std::errc() && end == name.data() + name.size() ? std::optional(number) : std::nullopt;
}

// Our own descriptors: "socket:[4711]".
std::set<uint64_t> ownSockets()
{
    std::set<uint64_t> inodes;
    for (const std::string &name : namesIn("/proc/self/fd")) {
        std::error_code error;
        const std::string target = fs::read_symlink("/proc/self/fd/" + name, error).string();
        constexpr std::string_view kSocket = "socket:[";
        uint64_t inode = 0;
        if (target.starts_with(kSocket)
            && std::from_chars(target.data() + kSocket.size(), target.data() + target.size(), inode).ec == std::errc())
            inodes.insert(inode);
    }
    return inodes;
}

bool networkdConfigures(const std::string &text)
{
    const std::string state = valueIn(text, "ADMIN_STATE").value_or("unmanaged");
    return state != "unmanaged" && state != "initialized" && state != "pending" && state != "linger";
}

bool networkManagerConfigures(const std::string &text)
{
    return valueIn(text, "managed", "device") == "true";
}

} // namespace

Surroundings Detector::look() const
{
    const std::set<uint64_t> own = ownSockets();
    Surroundings found;
    found.udp = socketsIn("udp", own);
    std::ranges::move(socketsIn("udp6", own), std::back_inserter(found.udp));
    found.raw = socketsIn("raw", own);
    found.chains = firewallChains();
    found.programs = programs();
    lookAtNetworkd(found);
    found.networkManagerLinks = linksIn("/run/NetworkManager/devices", networkManagerConfigures);
    return found;
}

std::vector<BoundSocket> Detector::socketsIn(const char *table, const std::set<uint64_t> &own) const
{
    auto sockets = readSocketTable(readTextFile(m_root + "/proc/self/net/" + table, kMostTableBytes));
    if (!sockets)
        return {};
    std::erase_if(*sockets, [&](const BoundSocket &socket) { return own.contains(socket.inode); });
    return *std::move(sockets);
}

void Detector::lookAtNetworkd(Surroundings &found) const
{
    // It leaves its files where they are when it stops; then this is what it will do when it starts.
    found.networkd = !namesIn(m_root + "/run/systemd/netif/links").empty();
    found.networkdKeepsRules = networkdKeepsRules();
    found.networkdLinks = linksIn("/run/systemd/netif/links", networkdConfigures);
}

// As systemd reads: the main file, then the drop-ins by name; of one name, /etc before /run before /usr/lib.
bool Detector::networkdKeepsRules() const
{
    std::map<std::string, std::string> dropIns;
    for (const char *folder : {"/etc", "/run", "/usr/local/lib", "/usr/lib"}) {
        const std::string path = m_root + folder + "/systemd/networkd.conf.d";
        for (const std::string &name : namesIn(path)) {
            if (name.ends_with(".conf"))
                dropIns.emplace(name, path + "/" + name);
        }
    }
    std::string text = readTextFile(m_root + "/etc/systemd/networkd.conf");
    for (const auto &[name, path] : dropIns)
        text += "\n" + readTextFile(path);
    const auto isNo = [&](const char *key) { return isSystemdNo(valueIn(text, key, "Network").value_or("yes")); };
    return isNo("ManageForeignRoutingPolicyRules") && isNo("ManageForeignRoutes");
}

std::set<int> Detector::linksIn(const char *folder, bool (*isManaged)(const std::string &text)) const
{
    std::set<int> links;
    for (const std::string &name : namesIn(m_root + folder)) {
        const auto index = numberIn(name);
        if (index && isManaged(readTextFile(m_root + folder + "/" + name)))
            links.insert(*index);
    }
    return links;
}

std::set<std::string> Detector::programs() const
{
    std::set<std::string> programs;
    for (const std::string &name : namesIn(m_root + "/proc")) {
        if (!numberIn(name))
            continue;
        std::string program = readTextFile(m_root + "/proc/" + name + "/comm", 64);
        program.resize(std::min(program.find('\n'), program.size()));
        programs.insert(std::move(program));
    }
    return programs;
}

} // namespace mesh44
