// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"

namespace mesh44 {

// Something the operator asked for: the key under which its outcome comes back.
struct Action
{
    enum class Kind : uint8_t {
        Up,
        Down,
        SuppressEndpoint,
        AllowEndpoint,
        SuppressPrefix,
        AllowPrefix,
        PinPrefix,
        UnpinPrefix,
        SuppressDefault,
        AllowDefault,
        Import,
        ImportFound, // what another program had, by the wizard
        Preview,
        CheckUp, // with packets sent
        Apply,
        Confirm,
        Rollback,
        Extend,
        AcceptChanges,
        RejectChanges,
    };
    Kind kind = Kind::Up;
    Ipv4Prefix subject; // of the prefix; a /32 for an endpoint; empty for the whole gateway
    bool operator==(const Action &) const = default;

    bool isGateway() const { return kind == Kind::Up || kind == Kind::Down; }
    bool isDecision() const { return kind >= Kind::Confirm; }
    bool isEndpoint() const { return kind == Kind::SuppressEndpoint || kind == Kind::AllowEndpoint; }
    bool isPrefix() const { return kind >= Kind::SuppressPrefix && kind <= Kind::UnpinPrefix; }
    bool isDefault() const { return kind == Kind::SuppressDefault || kind == Kind::AllowDefault; }
    bool isConfiguration() const { return kind == Kind::Preview || kind == Kind::Apply; }
};

// Whether the operator may switch things, as polkit tells before anything was asked.
enum class Access : uint8_t {
    Unknown, // nobody told
    Granted, // at once
    Asks,    // after a password
    Denied,  // not from here
};

} // namespace mesh44
