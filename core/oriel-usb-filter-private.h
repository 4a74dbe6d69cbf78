// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-usb-plug.h"
#include "oriel.h"

gboolean oriel_usb_filter_allows_plug(const OrielUsbFilter *self, const OrielUsbPlug *plug);
