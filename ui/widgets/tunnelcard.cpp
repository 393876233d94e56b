// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tunnelcard.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"

#include <QLabel>
#include <QVBoxLayout>

namespace mesh44 {

namespace {

QString planeWord(const std::string &plane)
{
    if (plane == "kernel")
        return TunnelCard::tr("kernel");
    return plane == "userspace" ? TunnelCard::tr("userspace") : text(plane);
}

QString deviceText(const GatewayStatus &status)
{
    return status.plane.empty() ? QString() : text(status.device) % u", " % planeWord(status.plane);
}

QString underlayText(const GatewayStatus &status)
{
    if (status.underlayDevice.empty() || !status.underlayAddress)
        return text(status.underlayDevice);
    return text(*status.underlayAddress) % u", " % text(status.underlayDevice);
}

QString addressText(const std::optional<Ipv4Address> &address)
{
    return address ? text(*address) : QString();
}

} // namespace

TunnelCard::TunnelCard(GatewayModel &gateway, QWidget *parent)
    : Card(tr("Tunnel"), parent),
      m_gateway(gateway),
      m_facts(new CardFacts(this)),
      m_device(m_facts->add(tr("Device"))),
      m_mtu(m_facts->add(tr("MTU"))),
      m_address(m_facts->add(tr("Address"), true)),
      m_underlay(m_facts->add(tr("Underlay"))),
      m_external(m_facts->add(tr("External"), true))
{
    m_device->setToolTip(tr("What carries the packets: the kernel, or the service itself"));
    m_address->setToolTip(tr("Our own address inside the mesh"));
    m_underlay->setToolTip(tr("The way to the Internet"));
    m_external->setToolTip(tr("The address by which the mesh reaches this gateway"));
    lines()->addWidget(m_facts);
    lines()->addStretch();
}

void TunnelCard::refresh()
{
    const GatewayStatus *status = m_gateway.status();
    if (!status)
        return;
    m_facts->set(m_device, deviceText(*status), tr("down"));
    m_facts->set(m_mtu, status->mtu ? QString::number(status->mtu) : QString(), tr("not known"));
    m_facts->set(m_address, addressText(status->address), tr("none"));
    m_facts->set(m_underlay, underlayText(*status), tr("no way to the Internet"));
    m_facts->set(m_external, addressText(status->externalAddress), tr("not known"));
}

} // namespace mesh44
