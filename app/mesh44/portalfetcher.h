// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QUrl>

#include <optional>

namespace mesh44 {

// Fetches the portal's list of the mesh over HTTPS: the serial first, where one is known, then the list. The token goes
// to the URL's own host only, never over anything but TLS, and never into a message.
//
// One fetch at a time. Each ends with exactly one of fetched(), unchanged() and failed().
class PortalFetcher : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 kLargestAnswer = qint64{4} * 1024 * 1024;

    struct Request
    {
        QUrl url;            // of the list: …/encap/routes
        QString token;       // empty: without one
        QString knownSerial; // of the list that is there already; empty: fetch in any case
    };

    // tls: other certificates than the system's, for tests. Those are read when they are needed: it takes a while.
    explicit PortalFetcher(std::optional<QSslConfiguration> tls = {}, QObject *parent = nullptr);

    void fetch(const Request &request);
    void cancel(); // ends without a signal
    bool isRunning() const { return m_reply; }

    // Why this cannot be fetched from; empty: it can.
    static QString whyNot(const QUrl &url);
    // Where the serial of that list is: its neighbour.
    static QUrl serialUrl(const QUrl &list);

Q_SIGNALS:
    void progressed(qint64 received, qint64 total); // total -1: not known
    void fetched(const QByteArray &json);
    void unchanged(); // the portal still has the known serial
    void failed(const QString &sentence);

private:
    QNetworkReply *get(const QUrl &url);
    void serialArrived(QNetworkReply *reply);
    void listArrived(QNetworkReply *reply);
    void fetchList();
    void limit(QNetworkReply *reply, qint64 received, qint64 total);
    static QString explain(const QNetworkReply &reply);

    QNetworkAccessManager m_network;
    std::optional<QSslConfiguration> m_tls;
    Request m_request;
    QPointer<QNetworkReply> m_reply;
};

} // namespace mesh44
