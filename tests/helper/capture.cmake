# SPDX-License-Identifier: GPL-3.0-or-later
mesh44_test(capturefilter unit LIBRARIES mesh44_packetmaker mesh44::helper)
mesh44_test(capture netns LIBRARIES mesh44_packetmaker mesh44::helper)
mesh44_test(servicecapture bus LIBRARIES mesh44_packetmaker mesh44_fakekernel mesh44_bustools mesh44::helper)
