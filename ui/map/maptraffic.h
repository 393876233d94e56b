// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which endpoints had tunnel traffic between the last two samples, and how much of it went which way.

#include "core/mesh/view.h"

#include <QObject>

#include <unordered_map>
#include <vector>

namespace mesh44 {

class GatewayModel;

class MapTraffic : public QObject
{
    Q_OBJECT

public:
    struct Flow
    {
        Ipv4Address endpoint;
        uint64_t in = 0; // bytes since the sample before
        uint64_t out = 0;
        bool operator==(const Flow &) const = default;
    };
    static constexpr size_t kMost = 50;

    explicit MapTraffic(GatewayModel &gateway, QObject *parent = nullptr);

    // The busiest first, kMost at most.
    const std::vector<Flow> &flows() const { return m_flows; }

Q_SIGNALS:
    void flowsChanged();

private:
    void sample();
    void followSituation();

    struct Bytes
    {
        uint64_t in = 0;
        uint64_t out = 0;
    };
    GatewayModel &m_gateway;
    std::unordered_map<Ipv4Address, Bytes> m_last;
    std::vector<Flow> m_flows;
};

} // namespace mesh44
