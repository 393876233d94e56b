// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the operator says about single prefixes, beside what the announcer says: pins and imported routes.
// A pin always stands above the announced route; an import stands below it, or above where that is chosen.

#include "core/mesh/meshroute.h"

#include <map>
#include <vector>

namespace mesh44 {

class Overrides
{
public:
    using Pins = std::map<Ipv4Prefix, Ipv4Address>;
    using Imports = std::map<Ipv4Prefix, Ipv4Address>;

    // False: it was so already.
    bool pin(Ipv4Prefix prefix, Ipv4Address endpoint);
    bool unpin(Ipv4Prefix prefix);
    bool import(Ipv4Prefix prefix, Ipv4Address endpoint);
    // These give the imported prefixes, whose routes are to be chosen anew.
    std::vector<Ipv4Prefix> forgetImports();
    std::vector<Ipv4Prefix> rankImports(bool above);

    // What stands above whatever is announced.
    std::optional<MeshRoute> above(Ipv4Prefix prefix) const;
    // What is used where nothing is announced and nothing stands above.
    std::optional<MeshRoute> below(Ipv4Prefix prefix) const;

    const Pins &pins() const { return m_pins; }
    const Imports &imports() const { return m_imports; }

private:
    std::vector<Ipv4Prefix> importedPrefixes() const;

    Pins m_pins;
    Imports m_imports;
    bool m_importsAbove = false;
};

} // namespace mesh44
