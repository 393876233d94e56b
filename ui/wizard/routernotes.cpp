// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/routernotes.h"

#include "ui/models/words.h"

#include <QCoreApplication>

namespace mesh44 {

namespace {

struct Notes
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::RouterNotes)
};

RouterNote homeRouter(const QString &to)
{
    return {Notes::tr("A router for the home"),
            Notes::tr(
                "Forwarding a port does not help: protocol 4 has none. Look for “DMZ host” or “exposed host” and name "
                "%1. Not every router passes protocol 4 to it; the meter below tells.")
                .arg(to),
            {}};
}

RouterNote mikroTik(const QString &to)
{
    return {Notes::tr("MikroTik"), Notes::tr("In its terminal; WAN is the name of its interface list to the Internet:"),
            QStringLiteral("/ip firewall nat add chain=dstnat in-interface-list=WAN protocol=ipencap action=dst-nat "
                           "to-addresses=%1 comment=44net")
                .arg(to)};
}

RouterNote openWrt(const QString &to)
{
    QString command = QStringLiteral("uci add firewall redirect");
    for (const char *option : {"name=44net", "src=wan", "dest=lan", "proto=4", "target=DNAT"})
        command += QStringLiteral("\nuci set firewall.@redirect[-1].%1").arg(QLatin1String(option));
    command += QStringLiteral(
                   "\nuci set firewall.@redirect[-1].dest_ip=%1\nuci commit firewall\nservice firewall restart")
                   .arg(to);
    return {Notes::tr("OpenWrt"), Notes::tr("In a shell on it; a redirect without ports, of protocol 4:"), command};
}

RouterNote linuxRouter(const QString &to)
{
    return {Notes::tr("Linux with iptables"), Notes::tr("As root on it; WAN is its device to the Internet:"),
            QStringLiteral("iptables -t nat -A PREROUTING -i WAN -p 4 -j DNAT --to-destination %1\n"
                           "iptables -A FORWARD -p 4 -d %1 -j ACCEPT")
                .arg(to)};
}

RouterNote sense(const QString &to)
{
    return {
        Notes::tr("pfSense or OPNsense"),
        Notes::tr(
            "Its port forwards are for protocols with ports. Use 1:1 NAT from the public address to %1, and on WAN a "
            "rule that passes any protocol from the announcer and the other gateways to it.")
            .arg(to),
        {}};
}

RouterNote rented()
{
    return {
        Notes::tr("A rented server"),
        Notes::tr(
            "The provider's packet filter (“security group”, “cloud firewall”) has to let protocol 4 in, often called "
            "IP-in-IP or IPENCAP; where the list has TCP and UDP only, allow all traffic there and filter here."),
        {}};
}

RouterNote none()
{
    return {
        Notes::tr("No router"),
        Notes::tr(
            "Nothing is to be done in front of this computer. Where it has a packet filter of its own, such as ufw or "
            "firewalld, that has to let protocol 4 in: step 1 says how if it was found."),
        {}};
}

} // namespace

std::vector<RouterNote> routerNotes(std::optional<Ipv4Address> gateway)
{
    const QString to = gateway ? text(*gateway) : Notes::tr("GATEWAY");
    return {homeRouter(to), mikroTik(to), openWrt(to), linuxRouter(to), sense(to), rented(), none()};
}

} // namespace mesh44
