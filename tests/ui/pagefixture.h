// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/meshmaker.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QScrollArea>
#include <QTest>

#include <memory>

namespace mesh44::test {

// One page by itself, with a gateway and a clock of its own.
template <class P> class PageFixture
{
protected:
    void open()
    {
        m_now = kNow;
        m_gateway = std::make_unique<GatewayModel>([this] { return m_now; });
        m_selection = std::make_unique<PeerSelection>();
        m_page = std::make_unique<P>(*m_gateway, *m_selection);
        m_mesh = MeshMaker(5).make(120);
        m_page->resize(900, 700);
        m_page->show();
    }
    void close()
    {
        m_page.reset();
        m_selection.reset();
        m_gateway.reset();
    }
    void connectAs(ConnectionState::Kind kind)
    {
        m_gateway->setConnection({.kind = kind, .host = {}, .detail = {}, .since = kNow});
        QApplication::processEvents();
    }
    void live(const Snapshot &snapshot)
    {
        m_gateway->setSnapshot(snapshot);
        connectAs(ConnectionState::Kind::Live);
    }
    void pass(int seconds)
    {
        m_now += seconds * kSecond;
        m_gateway->secondPassed();
        QApplication::processEvents();
    }
    template <class T> T *part(const char *name = "") const
    {
        return m_page->template findChild<T *>(QString::fromLatin1(name));
    }
    static QString accessibleText(QWidget *widget, QAccessible::Text which)
    {
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        return interface ? interface->text(which) : QString();
    }
    // Buttons that can be seen and say nothing to a screen reader, or that the keyboard does not reach.
    QStringList muteButtons() const
    {
        QStringList mute;
        for (QAbstractButton *button : m_page->template findChildren<QAbstractButton *>()) {
            const bool ours = button->isVisible() && !button->objectName().startsWith(QStringLiteral("qt_"));
            const bool clear = qobject_cast<QWidget *>(button->parent())->inherits("QLineEdit"); // of the field
            if (ours && !clear && !button->inherits("QTableCornerButton")
                && (accessibleText(button, QAccessible::Name).isEmpty() || button->focusPolicy() == Qt::NoFocus))
                mute.append(QString::fromLatin1(button->metaObject()->className()));
        }
        return mute;
    }

    int64_t m_now = kNow;
    std::unique_ptr<GatewayModel> m_gateway;
    std::unique_ptr<PeerSelection> m_selection;
    std::unique_ptr<P> m_page;
    Snapshot m_mesh;
};

} // namespace mesh44::test
