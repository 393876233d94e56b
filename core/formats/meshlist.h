// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A list of the mesh's routes in any form that the field hands around: encap.txt, or the portal's JSON.

#include "core/formats/encap.h"
#include "core/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace mesh44 {

inline constexpr size_t kMaxMeshListBytes = size_t{4} * 1024 * 1024;

struct MeshList
{
    std::vector<EncapEntry> entries;  // each prefix once
    std::vector<std::string> refused; // "line 12: …" or "encap[12]: …"
    std::string serial;               // of the portal's data; empty where none is given
    bool operator==(const MeshList &) const = default;
};

// Recognised by its content. InvalidArgument: nothing in it is a route, with what was expected.
Result<MeshList> readMeshList(std::string_view text);

} // namespace mesh44
