// SPDX-License-Identifier: LGPL-2.1-or-later
/* Knows no X server: the build has no libxcb. */
#include "shared/shm-window.h"

ShmWindow *
shm_window_new(struct xcb_connection_t *connection, guint32 window, guint8 depth)
{
  return NULL;
}

void
shm_window_free(ShmWindow *self)
{
}

gboolean
shm_window_use(ShmWindow *self, OrielFramebuffer *pixels)
{
  return FALSE;
}

void
shm_window_put(ShmWindow *self, const OrielRect *parts, guint n, int x, int y)
{
}

gboolean
shm_window_finish(ShmWindow *self)
{
  return FALSE;
}
