// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include <optional>

namespace mesh44::test {

// What a test of the whole gateway stands in: a rig (GatewayRig, MeshRig) in a folder of its own, new for each test.
template <class Rig> class RigFixture
{
protected:
    using Run = typename Rig::Run;

    void openRig()
    {
        m_rig.reset();
        m_folder.emplace();
        m_rig.emplace(m_folder->path().toStdString());
    }

    std::optional<QTemporaryDir> m_folder;
    std::optional<Rig> m_rig;
};

} // namespace mesh44::test
