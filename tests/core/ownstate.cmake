# SPDX-License-Identifier: GPL-3.0-or-later
mesh44_test(ownstate unit LIBRARIES mesh44::core)
