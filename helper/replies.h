// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the service answers. Whoever asks gets an answer: where none can be made, an error.

#include "core/bus/codec.h"
#include "core/bus/names.h"
#include "core/bus/wire.h"
#include "core/result.h"

#include <string>

namespace mesh44 {

inline int replyError(sd_bus_message *call, const Error &error)
{
    // It may name a file or quote a line, and those can hold any byte.
    const std::string text = bus::wire::utf8(error.message.empty() ? describe(error.code) : error.message);
    return sd_bus_reply_method_errorf(call, bus::errorName(error.code), "%s", text.c_str());
}

// `write` appends to the reply, and returns a negative errno where it cannot.
template <class Write> int replyBy(sd_bus_message *call, Write write)
{
    sd_bus_message *reply = nullptr;
    int r = sd_bus_message_new_method_return(call, &reply);
    const bus::Message owner(reply);
    if (r >= 0)
        r = write(reply);
    return r < 0 ? sd_bus_reply_method_errno(call, r, nullptr) : sd_bus_send(nullptr, reply, nullptr);
}

template <class... Values> int replyWith(sd_bus_message *call, const Values &...values)
{
    return replyBy(call, [&](sd_bus_message *reply) {
        int r = 0;
        ((r = r < 0 ? r : bus::append(reply, values)), ...);
        return r;
    });
}

} // namespace mesh44
