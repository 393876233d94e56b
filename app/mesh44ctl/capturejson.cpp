// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/replies.h"
#include "core/formats/time.h"
#include "core/packet/describe.h"

#include <nlohmann/json.hpp>

namespace mesh44::ctl {

namespace {

using Json = nlohmann::ordered_json;

Json layerToJson(const Layer &layer, const LayerText &text)
{
    Json fields = Json::array();
    for (const Field &field : text.fields) {
        fields.push_back({{"name", field.name},
                          {"text", field.text},
                          {"number", field.number ? Json(*field.number) : Json(nullptr)},
                          {"offset", field.offset},
                          {"length", field.length},
                          {"level", field.level}});
    }
    Json notes = Json::array();
    for (const Note &note : text.notes)
        notes.push_back({{"kind", toString(note.kind)}, {"level", toString(note.level)}, {"text", note.text}});
    return {{"kind", toString(layer.kind)}, {"title", text.title}, {"quoted", layer.quoted}, {"offset", layer.offset},
            {"length", layer.length},       {"fields", fields},    {"notes", notes}};
}

std::string dumped(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string packetToJson(const CapturedPacket &packet)
{
    const DecodedPacket decoded = decode(packet.bytes, packet.originalLength, packet.checksumPending);
    Json layers = Json::array();
    for (size_t i = 0; i < decoded.layers().size(); ++i)
        layers.push_back(layerToJson(decoded.layers()[i], describe(decoded, packet.bytes, i)));
    return dumped({{"schema", 1},
                   {"type", "packet"},
                   {"time", isoTime(packet.time)},
                   {"time_us", packet.time},
                   {"device", packet.device},
                   {"direction", packet.outgoing ? "out" : "in"},
                   {"length", packet.originalLength},
                   {"captured", packet.bytes.size()},
                   {"summary", summary(decoded, packet.bytes)},
                   {"layers", layers}});
}

std::string captureEndToJson(const CaptureView &end)
{
    return dumped({{"schema", 1},
                   {"type", "end"},
                   {"ended", end.ended},
                   {"received", end.received},
                   {"dropped", end.dropped},
                   {"overwritten", end.overwritten}});
}

} // namespace mesh44::ctl
