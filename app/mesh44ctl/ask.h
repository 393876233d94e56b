// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One question to the gateway and its answer.

#include "app/mesh44ctl/agent.h"
#include "app/mesh44ctl/context.h"
#include "core/bus/client.h"

namespace mesh44::ctl {

template <class T> using Question = std::function<void(bus::Client &, bus::Client::Reply<T>)>;

template <class T> Result<T> ask(const Context &context, const Question<T> &question)
{
    const auto client = bus::Client::connect(context.host, {});
    if (!client)
        return client.error();
    return (*client)->await<T>([&](bus::Client::Reply<T> reply) { question(**client, std::move(reply)); });
}

// The same for what may need a password. On another computer polkit could not find a prompt of ours.
template <class T> Result<T> askToChange(const Context &context, const Question<T> &question)
{
    std::optional<TextAgent> agent;
    if (context.host.empty())
        agent.emplace();
    return ask<T>(context, question);
}

} // namespace mesh44::ctl
