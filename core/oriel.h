// SPDX-License-Identifier: LGPL-2.1-or-later
/* The one header a program includes. */
#pragma once

#define ORIEL_INSIDE
#include "oriel-types.h"

#include "oriel-audio.h"
#include "oriel-auth-request.h"
#include "oriel-clipboard.h"
#include "oriel-cursor.h"
#include "oriel-display.h"
#include "oriel-error.h"
#include "oriel-framebuffer.h"
#include "oriel-guest.h"
#include "oriel-host.h"
#include "oriel-keymap.h"
#include "oriel-microphone.h"
#include "oriel-region.h"
#include "oriel-session.h"
#include "oriel-snapshot.h"
#include "oriel-target.h"
#include "oriel-text.h"
#include "oriel-transfer.h"
#include "oriel-trust-request.h"
#include "oriel-usb-device.h"
#include "oriel-usb-filter.h"
#include "oriel-usb.h"
#include "oriel-version.h"
#undef ORIEL_INSIDE
