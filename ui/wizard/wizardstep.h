// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace mesh44 {

class GatewayModel;
class SettingsModel;
class TextLabel;

// One step of the wizard. Its title is windowTitle.
class WizardStep : public QWidget
{
    Q_OBJECT

public:
    WizardStep(GatewayModel &gateway, SettingsModel &settings, const QString &title); // both must live longer

    // It is about to be seen.
    virtual void enter() {}
    // Why one cannot go on from here; empty: one can.
    virtual QString hindrance() const { return {}; }
    // The button that goes on: its words and whether it can be pressed. `isFree`: nothing hinders.
    virtual void dressNext(QPushButton &button, bool isFree) const;
    // It is pressed. True: to the next step, now.
    virtual bool goOn() { return true; }

Q_SIGNALS:
    void changed();  // what hinders, or the button
    void finished(); // to the next step, now

protected:
    GatewayModel &gateway() const { return m_gateway; }
    SettingsModel &settings() const { return m_settings; }
    QVBoxLayout *lines() const { return m_lines; } // ends with a stretch
    void add(QWidget *widget, int stretch = 0);
    TextLabel *addWords(const QString &text);
    // "See the words at these", where one of them cannot be used.
    QString problemOf(const QStringList &keys) const;

private:
    GatewayModel &m_gateway;
    SettingsModel &m_settings;
    QVBoxLayout *m_lines;
};

} // namespace mesh44
