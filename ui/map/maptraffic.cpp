// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/maptraffic.h"

#include "ui/models/gatewaymodel.h"

#include <algorithm>
#include <unordered_set>

namespace mesh44 {

namespace {

// Counters start anew with the helper.
uint64_t growth(uint64_t before, uint64_t now)
{
    return now >= before ? now - before : now;
}

} // namespace

MapTraffic::MapTraffic(GatewayModel &gateway, QObject *parent) : QObject(parent), m_gateway(gateway)
{
    connect(&gateway, &GatewayModel::trafficChanged, this, &MapTraffic::sample);
    connect(&gateway, &GatewayModel::situationChanged, this, &MapTraffic::followSituation);
}

// What went over a gateway that is not heard is not known, nor when.
void MapTraffic::followSituation()
{
    if (m_gateway.isLive() || m_last.empty())
        return;
    m_last.clear();
    m_flows.clear();
    Q_EMIT flowsChanged();
}

void MapTraffic::sample()
{
    std::unordered_set<Ipv4Address> endpoints;
    PeersModel &peers = m_gateway.peers();
    for (int row = 0; row < peers.rowCount(); ++row)
        endpoints.insert(peers.routeAt(row).endpoint);

    std::unordered_map<Ipv4Address, Bytes> now;
    std::vector<Flow> flows;
    for (const Ipv4Address endpoint : endpoints) {
        const TrafficView *traffic = m_gateway.traffic(endpoint);
        if (!traffic)
            continue;
        now.insert_or_assign(endpoint, Bytes{traffic->inBytes, traffic->outBytes});
        const auto last = m_last.find(endpoint);
        if (last == m_last.end()) // how much of it is new is not known
            continue;
        const Flow flow{endpoint, growth(last->second.in, traffic->inBytes),
                        growth(last->second.out, traffic->outBytes)};
        if (flow.in + flow.out > 0)
            flows.push_back(flow);
    }
    std::ranges::sort(flows, {}, [](const Flow &flow) { return std::pair(~(flow.in + flow.out), flow.endpoint); });
    flows.resize(std::min(flows.size(), kMost));
    m_last = std::move(now);
    m_flows = std::move(flows);
    Q_EMIT flowsChanged();
}

} // namespace mesh44
