// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What is wrong with the mesh for as long as it lasts: a held mass change, silence, a full table. Each is a
// sentence in the status while it stands and a line in the history when it begins and when it ends.

#include "core/mesh/ages.h"
#include "core/mesh/meshtable.h"

#include <map>
#include <string>
#include <vector>

namespace mesh44 {

class MeshAlarms
{
public:
    // For the history.
    struct Line
    {
        std::string subject; // "silence", "held" or "limit"
        std::string text;
        bool operator==(const Line &) const = default;
    };

    // What began or ended since the last time.
    std::vector<Line> update(const MeshTable &mesh, Silence silence);
    // The weightiest of what stands; empty: nothing does.
    std::string complaint() const;
    Silence silence() const { return m_silence; }

private:
    void set(std::string_view subject, std::string text, std::string_view ended, std::vector<Line> &lines);

    Silence m_silence = Silence::None;
    std::map<std::string, std::string, std::less<>> m_standing; // by subject
};

// "40 of 120 routes gone and 3 re-pointed at once"
std::string describe(const ChangeGuard::Change &change);

} // namespace mesh44
