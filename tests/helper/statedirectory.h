// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helper/statestore.h"
#include "tests/helper/scratchfolder.h"

#include <QTest>

namespace mesh44::test {

inline State someState(uint8_t octet)
{
    State state;
    state.routes.push_back({.prefix = *Ipv4Prefix::make(Ipv4Address(44, 128, octet, 0), 24),
                            .endpoint = Ipv4Address(198, 51, 100, octet)});
    return state;
}

// A state directory that is empty at the start of every test function.
class StateDirectory : public QObject, protected ScratchFolder
{
    Q_OBJECT

protected:
    StateStore store() const { return StateStore(m_directory.toStdString()); }
    void saved(const State &state) const
    {
        StateStore fresh = store();
        QVERIFY(fresh.save(state));
    }
    // What is there, or nothing; whatever it is must have come without a warning.
    std::optional<State> loaded() const
    {
        StateStore fresh = store();
        auto result = fresh.load();
        if (!result || !fresh.warning().empty())
            return std::nullopt;
        return *result;
    }

private Q_SLOTS:
    void init() { renew(); }
};

} // namespace mesh44::test
