// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The executable mesh44ctl, started as a person would, against a fake gateway on a private bus.

#include "fakegateway.h"
#include "privatebus.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <memory>

namespace mesh44::test {

inline constexpr int kPatienceMs = 20'000;

struct Outcome
{
    int code = -1;
    QString out;
    QString err;
};

inline QString words(const char *text)
{
    return QString::fromUtf8(text);
}

inline void fill(Snapshot &snapshot)
{
    snapshot.status.state = GatewayState::Up;
    snapshot.status.version = "0.1.0";
    snapshot.status.callsign = "N0CALL";
    snapshot.status.counters = {{"rip44.packets", 44}};
    snapshot.routes = {{.prefix = *Ipv4Prefix::parse("44.4.0.0/16"),
                        .endpoint = Ipv4Address(198, 51, 100, 7),
                        .announced = true,
                        .installed = true,
                        .firstAnnounced = 1'700'000'000'000'000,
                        .lastAnnounced = 1'700'000'300'000'000},
                       {.prefix = *Ipv4Prefix::parse("44.4.8.0/24"),
                        .endpoint = Ipv4Address(203, 0, 113, 20),
                        .state = RouteState::Refused,
                        .reason = "inside ours"}};
    snapshot.endpoints = {{.address = Ipv4Address(198, 51, 100, 7), .routes = 1, .installed = 1}};
}

class CtlFixture
{
protected:
    void open()
    {
        m_bus = std::make_unique<PrivateBus>();
        QVERIFY2(m_bus->start(), qPrintable(m_bus->error()));
        startGateway();
        m_gateway->change(fill);
    }
    void close()
    {
        m_gateway.reset();
        m_bus.reset();
    }
    void startGateway()
    {
        m_gateway = std::make_unique<FakeGateway>();
        m_gateway->start(m_bus->address().toStdString());
    }

    Outcome run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        process.start(words(MESH44CTL), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(kPatienceMs))
            return {-1, {}, process.errorString()};
        const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
        return {code, QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    Outcome run(const char *arguments) { return run(words(arguments).split(QLatin1Char(' '))); }
    // The object that a command prints; empty when it is none or without its schema number.
    QJsonObject json(const char *arguments)
    {
        const auto object = QJsonDocument::fromJson(run(arguments).out.toUtf8()).object();
        return object[words("schema")].toInt() == 1 ? object : QJsonObject();
    }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeGateway> m_gateway;
};

} // namespace mesh44::test
