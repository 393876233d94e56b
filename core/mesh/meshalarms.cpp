// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mesh/meshalarms.h"

namespace mesh44 {
namespace {

std::string silenceText(Silence silence)
{
    constexpr const char *kKept = "; the routes stay as they were";
    switch (silence) {
    case Silence::None: break;
    case Silence::Stale: return std::string("no announcement for more than 15 minutes") + kKept;
    case Silence::Long:
        return std::string("warning: no announcement for more than a day") + kKept
               + ", but who moved in the meantime is not reached";
    }
    return {};
}

std::string heldText(const ChangeGuard::Change *held)
{
    if (!held)
        return {};
    return describe(*held) + ": held until "
           + (held->confirmations + 1 < ChangeGuard::kConfirmations ? "two more complete bursts say"
                                                                    : "one more complete burst says")
           + " the same, or the operator does";
}

std::string limitText(const MeshTable &mesh)
{
    if (!mesh.isFull())
        return {};
    return "the table is full: rip44.max_routes = " + std::to_string(mesh.maxRoutes())
           + ", and new prefixes find no room";
}

} // namespace

std::vector<MeshAlarms::Line> MeshAlarms::update(const MeshTable &mesh, Silence silence)
{
    std::vector<Line> lines;
    m_silence = silence;
    set("silence", silenceText(silence), "the announcer is heard again", lines);
    set("held", heldText(mesh.guard().held()), "no mass change is held any more", lines);
    set("limit", limitText(mesh), "the table has room again", lines);
    return lines;
}

void MeshAlarms::set(std::string_view subject, std::string text, std::string_view ended, std::vector<Line> &lines)
{
    const auto known = m_standing.find(subject);
    const bool stood = known != m_standing.end();
    if (text.empty() && stood) {
        m_standing.erase(known);
        lines.push_back({std::string(subject), std::string(ended)});
    } else if (!text.empty() && (!stood || known->second != text)) {
        lines.push_back({std::string(subject), text});
        m_standing.insert_or_assign(std::string(subject), std::move(text));
    }
}

std::string MeshAlarms::complaint() const
{
    for (const std::string_view subject : {"held", "silence", "limit"}) {
        if (const auto found = m_standing.find(subject); found != m_standing.end())
            return found->second;
    }
    return {};
}

std::string describe(const ChangeGuard::Change &change)
{
    return std::to_string(change.gone.size()) + " of " + std::to_string(change.of) + " routes gone and "
           + std::to_string(change.moved.size()) + " re-pointed at once";
}

} // namespace mesh44
