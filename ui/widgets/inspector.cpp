// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/inspector.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/masterswitch.h"
#include "ui/widgets/peeractions.h"
#include "ui/widgets/signs.h"
#include "ui/widgets/statechip.h"

#include <QAction>
#include <QApplication>
#include <QFormLayout>
#include <QLabel>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr double kMarginEms = 0.7;
constexpr double kLeastEms = 15;  // of what is shown
constexpr size_t kMaxRoutes = 24; // listed by name; the table shows them all

QLabel *value(const QString &accessibleName, QWidget *parent)
{
    auto *label = new BoundedLabel(parent);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus);
    label->setWordWrap(true);
    label->setAccessibleName(accessibleName);
    return label;
}

// The gentler way to switch off, beside the switch.
QToolButton *fallbackButton(QAction *fallback, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setText(QStringLiteral("⋯"));
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->addAction(fallback);
    const auto adapt = [button, fallback] { button->setVisible(fallback->isVisible()); };
    QObject::connect(fallback, &QAction::changed, button, adapt);
    adapt();
    return button;
}

} // namespace

Inspector::Inspector(GatewayModel &gateway, PeerActions &actions, QWidget *parent)
    : QScrollArea(parent), m_gateway(gateway), m_actions(actions)
{
    m_hint = makeHint();
    m_peerPage = makePeer();
    auto *content = new QWidget(this);
    auto *lines = new QVBoxLayout(content); // one of the two is hidden
    lines->setContentsMargins({});
    lines->addWidget(m_hint);
    lines->addWidget(m_peerPage);
    setWidget(content);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Chosen peer"));
    connect(&gateway, &GatewayModel::peersChanged, this, &Inspector::refresh);
    connect(&gateway, &GatewayModel::situationChanged, this, &Inspector::refresh);
    connect(&gateway, &GatewayModel::trafficChanged, this, &Inspector::refresh);
    connect(&gateway, &GatewayModel::replaced, this, [this] { m_asked = 0; });
    refresh();
}

// As wide as the widest prefix, so that it stays as it is whoever is chosen.
QSize Inspector::minimumSizeHint() const
{
    const QFontMetrics large(m_prefix->font());
    const int widest = std::max(large.horizontalAdvance(QStringLiteral("255.255.255.255/32")), em(this, kLeastEms));
    return {widest + 2 * em(this, kMarginEms) + verticalScrollBar()->sizeHint().width() + 2 * frameWidth(),
            QScrollArea::minimumSizeHint().height()};
}

QWidget *Inspector::makeHint()
{
    auto *hint = new QLabel(tr("Choose a peer to see it here."), this);
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    return hint;
}

QWidget *Inspector::makeSwitches()
{
    auto *switches = new QWidget(this);
    auto *grid = new QGridLayout(switches);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(em(this, 0.1));
    grid->setColumnStretch(1, 1);
    const auto add = [&](int row, const QString &title, QAction *action, QAction *fallback) {
        auto *label = new QLabel(title, switches);
        label->setForegroundRole(QPalette::PlaceholderText);
        auto *toggle = new MasterSwitch(switches);
        toggle->setAccessibleName(tr("%1 on or off").arg(title));
        connect(toggle, &MasterSwitch::switchRequested, action, &QAction::trigger);
        grid->addWidget(label, row, 0);
        grid->addWidget(toggle, row, 1);
        grid->addWidget(fallbackButton(fallback, tr("Other ways to switch it off"), switches), row, 2);
        return toggle;
    };
    m_endpointSwitch = add(0, tr("Endpoint"), m_actions.endpoint(), m_actions.endpointFallback());
    m_prefixSwitch = add(1, tr("Prefix"), m_actions.prefix(), m_actions.prefixFallback());
    m_endpointSwitch->setObjectName(QStringLiteral("endpointSwitch"));
    m_prefixSwitch->setObjectName(QStringLiteral("prefixSwitch"));
    connect(&m_actions, &PeerActions::changed, this, &Inspector::refreshSwitches);
    return switches;
}

void Inspector::refreshSwitches()
{
    const auto show = [this](MasterSwitch *toggle, const QAction *action, std::optional<bool> on,
                             std::optional<bool> wanted) {
        toggle->setTruth(on);
        toggle->setPending(wanted);
        toggle->setAccess(on ? m_gateway.access() : Access::Unknown);
        toggle->setEnabled(action->isEnabled() || wanted);
        toggle->setTips(action->toolTip(), action->toolTip());
    };
    show(m_endpointSwitch, m_actions.endpoint(), m_actions.endpointOn(), m_actions.endpointWanted());
    show(m_prefixSwitch, m_actions.prefix(), m_actions.prefixOn(), m_actions.prefixWanted());
}

QFormLayout *Inspector::makeFacts(QWidget *peer)
{
    auto *form = new QFormLayout;
    form->setContentsMargins({});
    form->setHorizontalSpacing(em(this, 0.7));
    form->setVerticalSpacing(em(this, 0.22));
    form->setLabelAlignment(Qt::AlignLeft);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows); // large text in a narrow panel
    const auto add = [&](const QString &name) {
        auto *label = new QLabel(name, peer);
        label->setForegroundRole(QPalette::PlaceholderText);
        QLabel *field = value(name, peer);
        form->addRow(label, field);
        return field;
    };
    m_endpoint = add(tr("Endpoint"));
    m_region = add(tr("Region"));
    m_facts = add(tr("Facts"));
    m_origin = add(tr("Learned by"));
    m_first = add(tr("First announced"));
    m_last = add(tr("Last announced"));
    m_received = add(tr("Received"));
    m_sent = add(tr("Sent"));
    m_heard = add(tr("Last heard"));
    for (QLabel *field : {m_received, m_sent, m_heard})
        field->setToolTip(tr("Of the endpoint, with all its routes, since the gateway service started"));
    return form;
}

QWidget *Inspector::makePeer()
{
    auto *peer = new QWidget(this);
    m_chip = new StateChip(1.0, peer);
    m_prefix = value(tr("Prefix"), peer);
    m_prefix->setFont(scaledFont(font(), 1.3, QFont::DemiBold));
    m_sentence = value(tr("State in a sentence"), peer);
    m_failure = new TextLabel(TextLabel::Tone::Failed, 1.0, peer);
    m_failure->setAccessibleName(tr("Refusal"));
    m_failure->hide();

    m_routesTitle = value(tr("Routes of this endpoint"), peer);
    m_routesTitle->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    m_routes = value(tr("List of routes"), peer);
    auto *showAll = new QToolButton(peer);
    showAll->setText(tr("Show only these"));
    showAll->setFocusPolicy(Qt::StrongFocus);
    showAll->setAccessibleName(tr("Filter the table by this endpoint"));
    connect(showAll, &QToolButton::clicked, this, [this] { Q_EMIT filterRequested(m_endpoint->text()); });

    auto *lines = new QVBoxLayout(peer);
    const int margin = em(this, kMarginEms);
    lines->setContentsMargins(margin, margin, margin, margin);
    lines->setSpacing(em(this, 0.35));
    lines->addWidget(m_prefix);
    lines->addWidget(m_chip);
    lines->addWidget(m_sentence);
    lines->addSpacing(em(this, 0.2));
    lines->addWidget(makeSwitches());
    lines->addWidget(m_failure);
    lines->addSpacing(em(this, 0.3));
    lines->addLayout(makeFacts(peer));
    lines->addSpacing(em(this, 0.5));
    lines->addWidget(m_routesTitle);
    lines->addWidget(m_routes);
    lines->addWidget(showAll, 0, Qt::AlignLeft);
    lines->addStretch();
    return peer;
}

void Inspector::setPeer(std::optional<Ipv4Prefix> prefix)
{
    if (prefix != m_peer)
        setFailure({});
    m_peer = prefix;
    refresh();
}

void Inspector::setFailure(const QString &reason)
{
    m_failure->setText(reason);
    m_failure->setVisible(!reason.isEmpty());
    if (!reason.isEmpty())
        ensureWidgetVisible(m_failure);
}

bool Inspector::showsPeer() const
{
    return m_peerPage->isVisible();
}

void Inspector::refresh()
{
    const int row = m_peer ? m_gateway.peers().rowOf(*m_peer) : -1;
    m_hint->setVisible(row < 0);
    m_peerPage->setVisible(row >= 0);
    greyOut(!m_gateway.isLive());
    if (row < 0)
        return;
    showRoute(m_gateway.peers().routeAt(row));
    askForTraffic();
}

// The situation is told each second while the window is there to be seen.
void Inspector::askForTraffic()
{
    const int64_t now = m_gateway.now();
    const bool early = now >= m_asked && now < m_asked + kTrafficInterval; // else the clock was set
    if (early || !isVisible() || window()->isMinimized() || !m_gateway.isLive())
        return;
    m_asked = now;
    Q_EMIT trafficRequested();
}

// Data of the past look like it.
void Inspector::greyOut(bool stale)
{
    QPalette colours;
    if (stale)
        colours.setColor(QPalette::WindowText, QApplication::palette().color(QPalette::Disabled, QPalette::WindowText));
    m_peerPage->setPalette(colours); // what it does not name comes from the application
    m_chip->setEnabled(!stale);
}

void Inspector::showRoute(const RouteView &route)
{
    const Condition condition = conditionOf(route);
    m_prefix->setText(text(route.prefix));
    m_chip->setState(signOf(condition), wordOf(condition));
    m_sentence->setText(route.reason.empty() ? sentenceOf(condition) : text(route.reason));
    showFacts(route);
    showTraffic(route);
    showRoutes(route);
}

void Inspector::showFacts(const RouteView &route)
{
    const int64_t now = m_gateway.now();
    const Region *region = m_gateway.peers().regionAt(m_gateway.peers().rowOf(route.prefix));
    const auto moment = [now](int64_t then) {
        return then == 0 ? ageText(now, then) : momentText(now, then) % u" (" % ageText(now, then) % u')';
    };
    m_endpoint->setText(text(route.endpoint));
    m_region->setText(region ? region->title() : tr("not known"));
    m_facts->setText((route.announced ? tr("announced") : tr("not announced")) % u", "
                     % (route.installed ? tr("installed") : tr("not installed")));
    m_origin->setText(wordOf(route.origin));
    m_first->setText(moment(route.firstAnnounced));
    m_last->setText(moment(route.lastAnnounced));
}

void Inspector::showTraffic(const RouteView &route)
{
    const TrafficView *traffic = m_gateway.traffic(route.endpoint);
    m_received->setText(traffic ? trafficText(traffic->inPackets, traffic->inBytes) : tr("not known"));
    m_sent->setText(traffic ? trafficText(traffic->outPackets, traffic->outBytes) : tr("not known"));
    m_heard->setText(ageText(m_gateway.now(), traffic ? traffic->lastHeard : route.lastHeard));
}

void Inspector::showRoutes(const RouteView &route)
{
    const std::vector<RouteView> routes = m_gateway.peers().routesOf(route.endpoint);
    const EndpointView *endpoint = m_gateway.peers().endpoint(route.endpoint);
    QString title = tr("Routes of %1: %2").arg(text(route.endpoint)).arg(routes.size());
    if (endpoint && endpoint->suppressed)
        title += endpoint->fallback ? tr(", switched off (wider routes carry its packets)") : tr(", switched off");
    m_routesTitle->setText(title);
    QStringList lines;
    for (size_t i = 0; i < routes.size() && i < kMaxRoutes; ++i)
        lines.append(text(routes[i].prefix) % u"  " % wordOf(conditionOf(routes[i])).toLower());
    if (routes.size() > kMaxRoutes)
        lines.append(tr("and %1 more").arg(routes.size() - kMaxRoutes));
    m_routes->setText(lines.join(u'\n'));
}

} // namespace mesh44
