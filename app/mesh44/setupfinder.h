// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/foundsetup.h"

#include <QObject>

#include <optional>
#include <thread>

namespace mesh44 {

// Looks for ampr-ripd on this computer with nobody's rights but ours: the command line of the one that runs, else what
// would start it, and the routes that it keeps. What may not be read is left out.
// Nothing: there is none. root: the folder that stands for / (tests have one of their own).
std::optional<FoundSetup> findSetup(const QString &root = {});

// The same on a thread of its own, for disks can be slow.
class SetupFinder : public QObject
{
    Q_OBJECT

public:
    explicit SetupFinder(QString root = {}, QObject *parent = nullptr) : QObject(parent), m_root(std::move(root)) {}
    ~SetupFinder() override;

public Q_SLOTS:
    void find();

Q_SIGNALS:
    void found(const std::optional<mesh44::FoundSetup> &setup); // nothing: there is none

private:
    const QString m_root;
    std::thread m_thread;
    bool m_searching = false; // of the caller's thread
};

} // namespace mesh44
