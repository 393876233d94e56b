// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the service answers.

#include "core/bus/codec.h"
#include "core/bus/names.h"
#include "core/result.h"

#include <string>

namespace mesh44 {

inline int replyError(sd_bus_message *call, const Error &error)
{
    const std::string text = error.message.empty() ? std::string(describe(error.code)) : error.message;
    return sd_bus_reply_method_errorf(call, bus::errorName(error.code), "%s", text.c_str());
}

template <class... Values> int replyWith(sd_bus_message *call, const Values &...values)
{
    sd_bus_message *reply = nullptr;
    int r = sd_bus_message_new_method_return(call, &reply);
    const bus::Message owner(reply);
    ((r = r < 0 ? r : bus::append(reply, values)), ...);
    return r < 0 ? r : sd_bus_send(nullptr, reply, nullptr);
}

} // namespace mesh44
