// SPDX-License-Identifier: LGPL-2.1-or-later
/* The page of a guest's screen. */
#pragma once

#include "options.h"
#include "terminal/page.h"

G_BEGIN_DECLS

/* Connects to @guest with @graphics (nullable: the first that works), or, where @guest is NULL, to
 * the target of @options, which outlive the page. Errors: ORIEL_ERROR_NOT_FOUND for a keyboard that
 * is not known. (transfer full) */
Page *viewer_new(Options *options, OrielGuest *guest, OrielGraphics *graphics, GError **error);

G_END_DECLS
