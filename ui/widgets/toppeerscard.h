// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"
#include "ui/models/trafficmeter.h"
#include "ui/widgets/card.h"

#include <QAbstractButton>

#include <vector>

namespace mesh44 {

class GatewayModel;

// One endpoint that moves something: whose it is, and how fast.
class PeerRateButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit PeerRateButton(QWidget *parent = nullptr);
    void setPeer(const QString &name, const QString &address, Rate rate, double share);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void paintGround(QPainter &painter) const;

    QString m_name;
    QString m_address;
    Rate m_rate;
    double m_share = 0; // of the fastest
};

// Who moves most just now. While the mouse or the focus is in it, nobody changes his place.
class TopPeersCard : public Card
{
    Q_OBJECT

public:
    static constexpr size_t kRows = 5;
    explicit TopPeersCard(GatewayModel &gateway, QWidget *parent = nullptr);
    void refresh();

Q_SIGNALS:
    void peerChosen(mesh44::Ipv4Prefix prefix, mesh44::Ipv4Address endpoint);

private:
    struct Peer
    {
        Ipv4Address endpoint;
        Ipv4Prefix prefix; // the first of its routes
        QString name;
        Rate rate;
    };
    bool isInUse() const;
    std::vector<Peer> fastest() const;
    void follow();
    void show(size_t place, double most);

    GatewayModel &m_gateway;
    std::vector<Peer> m_peers; // as shown
    std::vector<PeerRateButton *> m_buttons;
    QLabel *m_nobody;
    QLabel *m_internet;
};

} // namespace mesh44
