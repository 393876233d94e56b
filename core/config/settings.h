// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The gateway's settings: INI layers in, typed values with origins out. Nothing here opens a file.

#include "core/firewall/opening.h"
#include "core/mesh/view.h"
#include "core/net/prefix.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace mesh44 {

// Full: mesh and Internet by the tunnel. Mesh: the mesh alone. Bgp: the subnets are announced by the ISP. Hybrid: our
// hosts' own Internet traffic leaves by the ISP with its address, answers to the announcer by the tunnel.
enum class Mode : uint8_t { Full, Mesh, Bgp, Hybrid };
// Off: no table of ours. Count: what enforcing would drop is only counted; the guards hold.
enum class FirewallMode : uint8_t { Off, Count, Enforce };
// What carries packets: the kernel's ipip, or the helper itself. Auto: the kernel, where it can.
enum class Plane : uint8_t { Auto, Kernel, Userspace };

// Which of an imported and an announced route of the same prefix is used.
enum class ImportRank : uint8_t { Below, Above };
// What routers on our LAN are told: nothing, plain RIPv2, or the announcer's packets as they are.
enum class ForwardFormat : uint8_t { Off, Rip2, Rip44 };

// The userspace plane's device. Not tunl0: a TUN of that name would keep ipip from ever loading.
inline constexpr uint32_t kMostRoutes = 65536; // that rip44.max_routes may name
inline constexpr const char *kUserspaceDevice = "mesh44";

struct Settings
{
    std::string callsign; // upper case, may be empty
    std::vector<Ipv4Prefix> subnets;
    std::optional<Ipv4Address> address; // nothing: the first address of the first subnet
    Mode mode = Mode::Full;
    std::optional<Ipv4Address> externalAddress; // nothing: learned, or what externalName leads to
    std::string externalName;                   // a DNS name instead

    std::string device = "tunl0"; // of the kernel plane
    Plane plane = Plane::Auto;

    Ipv4Address announcer{169, 228, 34, 84};
    std::string password = "pLaInTeXtpAsSwD"; // public, at most 16 bytes; see RIP44 in the field's pages
    uint32_t maxRoutes = 16384;               // up to kMostRoutes
    ImportRank imports = ImportRank::Below;

    uint32_t meshTable = 44;
    uint32_t sourceTable = 45;
    uint32_t priority = 44;
    std::optional<std::vector<Ipv4Prefix>> local; // nothing: connected prefixes of all interfaces but the WAN's

    std::vector<Ipv4Prefix> clients; // private networks whose hosts reach the mesh as ownAddress()

    FirewallMode firewall = FirewallMode::Enforce;
    std::vector<Opening> openings{{.protocol = OpenProtocol::Icmp}}; // from the mesh to hosts behind the gateway

    ForwardFormat forwardFormat = ForwardFormat::Off;
    std::string forwardInterface;                  // set where the format is not Off
    std::optional<Ipv4Address> forwardDestination; // nothing: all routers, 224.0.0.9

    bool enabled = true;
    bool lockdown = false; // nothing of ours leaves from early boot, and after stop

    // The address that the device carries: `address`, else the first host address of the first subnet
    // (the network's own for a /31 and a /32). Nothing while there is no subnet.
    std::optional<Ipv4Address> ownAddress() const;
    bool operator==(const Settings &) const = default;
};

inline constexpr size_t kMaxAssignments = 100; // of one editConfig()

// One file's text with the name under which errors and origins speak of it.
struct ConfigFile
{
    std::string name;
    std::string text;
};

struct LoadedSettings
{
    Settings settings;
    std::vector<SettingView> values;   // every known key, in the order of the documentation
    std::vector<ConfigProblem> errors; // any error: the settings must not be used
    // Unknown sections and keys (kept, said, ignored), keys that are set twice, and "gateway.subnets" where
    // nothing sets it: the file can be read, but a gateway needs one.
    std::vector<ConfigProblem> warnings;
};

// Reads the layers in order, later ones win. All errors are collected, not only the first.
LoadedSettings loadSettings(std::span<const ConfigFile> layers);

// Checks assignments ("gateway.mode", "mesh") and returns the text of `file` with them set: comments and
// everything else stay; an existing key is replaced in place, a new one goes to the end of its section.
// An empty value removes the key, so that the layer below shows. InvalidConfig names key, value and what
// is permitted.
//
// Each value is checked by itself; what depends on several keys (an address outside the subnets, two equal
// tables) shows when the result is loaded with the other layers.
Result<std::string> editConfig(const ConfigFile &file,
                               std::span<const std::pair<std::string, std::string>> assignments);

// "FILE:LINE: KEY: MESSAGE", without what is not known.
std::string toString(const ConfigProblem &problem);

} // namespace mesh44
