// SPDX-License-Identifier: LGPL-2.1-or-later
/* Saves pictures of guests' screens where a person finds them. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

void screenshot_save_async(OrielDisplay *display,
                           const char *name,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
char *screenshot_save_finish(GAsyncResult *result, GError **error);

G_END_DECLS
