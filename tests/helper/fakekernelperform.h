// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/helper/fakekernel.h"

namespace mesh44 {

// What the kernel does with each operation; gives an errno.
struct FakeKernel::Perform
{
    FakeKernel &kernel;

    int operator()(const CreateIpip &operation);
    int operator()(const DeleteLink &operation);
    int operator()(const ChangeLink &operation);
    int operator()(const AddAddress &operation);
    int operator()(const RemoveAddress &operation);
    int operator()(const AddRule &operation);
    int operator()(const RemoveRule &operation);
    int operator()(const PutNexthop &operation);
    int operator()(const RemoveNexthop &operation);
    int operator()(const PutRoute &operation);
    int operator()(const RemoveRoute &operation);

private:
    void setUp(KernelLink &link, bool up);
    void lose(int link);
    bool isTunnelTaken(const IpipParameters &parameters, int except) const;
    int checkNexthop(const KernelNexthop &nexthop) const;
    int checkRoute(const KernelRoute &route) const;
};

} // namespace mesh44
