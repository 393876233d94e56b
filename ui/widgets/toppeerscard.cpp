// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toppeerscard.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QApplication>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace mesh44 {

PeerRateButton::PeerRateButton(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PeerRateButton::setPeer(const QString &name, const QString &address, Rate rate, double share)
{
    m_name = name;
    m_address = address;
    m_rate = rate;
    m_share = share;
    setAccessibleName(tr("%1, %2: in %3, out %4").arg(name, address, rateText(rate.in), rateText(rate.out)));
    setToolTip(tr("Show the routes of %1 among the peers").arg(address));
    update();
}

QSize PeerRateButton::sizeHint() const
{
    return {em(this, 14), em(this, 1.8)};
}

QSize PeerRateButton::minimumSizeHint() const
{
    return {em(this, 10), em(this, 1.8)};
}

void PeerRateButton::enterEvent(QEnterEvent *)
{
    update();
}

void PeerRateButton::leaveEvent(QEvent *)
{
    update();
}

// How much, as a bar below the words.
void PeerRateButton::paintGround(QPainter &painter) const
{
    const double radius = em(this, 0.2);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Qt::NoPen);
    if (underMouse()) {
        painter.setBrush(signTint(Sign::Ok, palette(), 0.1));
        painter.drawRoundedRect(box, radius, radius);
    }
    const double thick = em(this, 0.14) + 0.5;
    const QRectF line = box.adjusted(em(this, 0.2), 0, -em(this, 0.2), -thick / 2);
    QColor ground = palette().color(QPalette::Mid);
    ground.setAlphaF(0.45f);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(line.left(), line.bottom() - thick, line.width(), thick), thick / 2, thick / 2);
    painter.setBrush(signColour(isEnabled() ? Sign::Ok : Sign::Unknown, palette()));
    painter.drawRoundedRect(QRectF(line.left(), line.bottom() - thick, line.width() * m_share, thick), thick / 2,
                            thick / 2);
    if (!hasFocus())
        return;
    painter.setPen(QPen(palette().color(QPalette::Highlight), em(this, 0.09)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, radius, radius);
}

void PeerRateButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter);
    const int inset = em(this, 0.2);
    const QRect box = rect().adjusted(inset, 0, -inset, 0);
    const QString rates = tr("in %1, out %2").arg(rateText(m_rate.in), rateText(m_rate.out));
    const int rest = box.width() - fontMetrics().horizontalAdvance(rates) - inset * 2;
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, rates);
    const QString name = fontMetrics().elidedText(m_name, Qt::ElideRight, rest);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, name);
    const int used = fontMetrics().horizontalAdvance(name) + inset * 2;
    if (rest - used < fontMetrics().horizontalAdvance(m_address))
        return;
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(box.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_address);
}

TopPeersCard::TopPeersCard(GatewayModel &gateway, QWidget *parent)
    : Card(tr("Top peers now"), parent), m_gateway(gateway), m_nobody(quietLabel(this)), m_internet(quietLabel(this))
{
    for (size_t place = 0; place < kRows; ++place) {
        auto *button = new PeerRateButton(this);
        button->hide();
        connect(button, &PeerRateButton::clicked, this, [this, place] {
            if (place < m_peers.size())
                Q_EMIT peerChosen(m_peers[place].prefix, m_peers[place].endpoint);
        });
        lines()->addWidget(button);
        m_buttons.push_back(button);
    }
    m_internet->setToolTip(tr("What the announcer carries to and from the Internet"));
    lines()->addWidget(m_nobody);
    lines()->addWidget(m_internet);
    lines()->addStretch();
}

bool TopPeersCard::isInUse() const
{
    const QWidget *focus = QApplication::focusWidget();
    return underMouse() || (focus && isAncestorOf(focus));
}

// The announcer and endpoints that left the mesh have no routes to show.
std::vector<TopPeersCard::Peer> TopPeersCard::fastest() const
{
    std::vector<Peer> peers;
    for (const auto &[endpoint, rate] : m_gateway.meter().top(kRows * 2, m_gateway.now())) {
        const std::vector<RouteView> routes = m_gateway.peers().routesOf(endpoint);
        if (routes.empty() || peers.size() == kRows)
            continue;
        const Ipv4Prefix first = routes.front().prefix;
        const Region *region = m_gateway.peers().regionAt(m_gateway.peers().rowOf(first));
        peers.push_back({endpoint, first, region ? region->title() : text(first), rate});
    }
    return peers;
}

// Everybody stays where he is, with the rate of now; who is new comes last where there is room.
void TopPeersCard::follow()
{
    for (Peer &peer : m_peers)
        peer.rate = m_gateway.meter().rateOf(peer.endpoint, m_gateway.now());
    for (const Peer &peer : fastest()) {
        if (m_peers.size() < kRows && std::ranges::find(m_peers, peer.endpoint, &Peer::endpoint) == m_peers.end())
            m_peers.push_back(peer);
    }
}

void TopPeersCard::refresh()
{
    if (isInUse() && !m_peers.empty() && m_gateway.status())
        follow();
    else
        m_peers = fastest();
    double most = 1;
    for (const Peer &peer : m_peers)
        most = std::max(most, peer.rate.both());
    for (size_t place = 0; place < kRows; ++place)
        show(place, most);
    const GatewayStatus *status = m_gateway.status();
    const Rate internet = status ? m_gateway.meter().rateOf(status->announcer, m_gateway.now()) : Rate();
    m_internet->setText(tr("Internet: in %1, out %2").arg(rateText(internet.in), rateText(internet.out)));
    m_internet->setVisible(internet.both() > 0);
    m_nobody->setVisible(m_peers.empty());
    m_nobody->setText(m_gateway.meter().isKnown(m_gateway.now()) ? tr("Nobody just now.")
                      : m_gateway.isLive()                       ? tr("Measuring…")
                                                                 : tr("Not known."));
}

void TopPeersCard::show(size_t place, double most)
{
    PeerRateButton *button = m_buttons[place];
    button->setVisible(place < m_peers.size());
    if (place >= m_peers.size())
        return;
    const Peer &peer = m_peers[place];
    button->setPeer(peer.name, text(peer.endpoint), peer.rate, peer.rate.both() / most);
}

} // namespace mesh44
