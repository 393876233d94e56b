// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mesh/overrides.h"

#include <utility>

namespace mesh44 {
namespace {

// False: it was so already.
bool putRoute(std::map<Ipv4Prefix, Ipv4Address> &routes, Ipv4Prefix prefix, Ipv4Address endpoint)
{
    const auto [place, isNew] = routes.try_emplace(prefix, endpoint);
    return std::exchange(place->second, endpoint) != endpoint || isNew;
}

std::optional<MeshRoute> routeFrom(const std::map<Ipv4Prefix, Ipv4Address> &routes, Ipv4Prefix prefix,
                                   RouteOrigin origin)
{
    const auto found = routes.find(prefix);
    if (found == routes.end())
        return std::nullopt;
    return MeshRoute{.prefix = prefix, .endpoint = found->second, .origin = origin};
}

} // namespace

bool Overrides::pin(Ipv4Prefix prefix, Ipv4Address endpoint)
{
    return putRoute(m_pins, prefix, endpoint);
}

bool Overrides::unpin(Ipv4Prefix prefix)
{
    return m_pins.erase(prefix) > 0;
}

bool Overrides::import(Ipv4Prefix prefix, Ipv4Address endpoint)
{
    return putRoute(m_imports, prefix, endpoint);
}

std::vector<Ipv4Prefix> Overrides::forgetImports()
{
    std::vector<Ipv4Prefix> prefixes = importedPrefixes();
    m_imports.clear();
    return prefixes;
}

std::vector<Ipv4Prefix> Overrides::rankImports(bool above)
{
    if (std::exchange(m_importsAbove, above) == above)
        return {};
    return importedPrefixes();
}

std::optional<MeshRoute> Overrides::above(Ipv4Prefix prefix) const
{
    auto pinned = routeFrom(m_pins, prefix, RouteOrigin::Pinned);
    return pinned || !m_importsAbove ? pinned : below(prefix);
}

std::optional<MeshRoute> Overrides::below(Ipv4Prefix prefix) const
{
    return routeFrom(m_imports, prefix, RouteOrigin::Import);
}

std::vector<Ipv4Prefix> Overrides::importedPrefixes() const
{
    std::vector<Ipv4Prefix> prefixes;
    prefixes.reserve(m_imports.size());
    for (const auto &[prefix, endpoint] : m_imports)
        prefixes.push_back(prefix);
    return prefixes;
}

} // namespace mesh44
