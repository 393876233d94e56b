// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/render.h"
#include "core/packet/describe.h"

#include <algorithm>

namespace mesh44::ctl {

namespace {

std::string padded(std::string text, size_t width)
{
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

// "12:34:56.012345"
std::string momentOf(int64_t time)
{
    if (time <= 0)
        return "--:--:--.------";
    std::string fraction = std::to_string(time % 1'000'000);
    fraction.insert(0, 6 - fraction.size(), '0');
    return clockTime(time).substr(11) + "." + fraction;
}

Colour colourOf(NoteLevel level)
{
    if (level == NoteLevel::Info)
        return Colour::None;
    return level == NoteLevel::Warning ? Colour::Doubtful : Colour::Bad;
}

std::string renderLayer(const LayerText &layer, const Style &style)
{
    std::string text = "  " + layer.title + '\n';
    for (const Note &note : layer.notes)
        text += "    " + style.paint(sentence(note.text), colourOf(note.level)) + '\n';
    for (const Field &field : layer.fields) {
        text.append(field.level > 0 ? 6 : 4, ' ').append(field.name).append(": ");
        text += printable(field.text) + '\n';
    }
    return text;
}

} // namespace

std::string renderPacket(const CapturedPacket &packet, bool details, const Style &style)
{
    const DecodedPacket decoded = decode(packet.bytes, packet.originalLength, packet.checksumPending);
    std::string text = momentOf(packet.time) + (packet.outgoing ? "  out " : "  in  ")
                       + padded(printable(packet.device), 6) + "  " + summary(decoded, packet.bytes) + '\n';
    for (size_t i = 0; details && i < decoded.layers().size(); ++i)
        text += renderLayer(describe(decoded, packet.bytes, i), style);
    return text;
}

std::string renderCaptureEnd(const CaptureView &end)
{
    std::string text = count(end.received, "packet");
    if (end.dropped > 0)
        text += ", and " + std::to_string(end.dropped) + " more that came too fast";
    if (end.overwritten > 0)
        text += "; " + std::to_string(end.overwritten) + " of them were not fetched in time";
    if (end.ended == "bytes")
        text += "; it ended early, for it was a lot";
    return text + ".";
}

} // namespace mesh44::ctl
