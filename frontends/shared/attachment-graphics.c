// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which of a guest's displays an attachment connects to. */
#include "shared/attachment-private.h"

#include "shared/graphics-name.h"

OrielGraphics *
attachment_find_graphics(const Attachment *self, OrielGuest *guest, GError **error)
{
  return self->graphics != NULL ? graphics_name_find(guest, self->graphics, error) : NULL;
}

GStrv
attachment_list_graphics(const Attachment *self)
{
  OrielGuest *guest = attachment_get_guest(self);

  return guest != NULL ? graphics_name_list(guest, self->options->prefer) : g_new0(char *, 1);
}

char *
attachment_dup_graphics(const Attachment *self)
{
  OrielGuest *guest = attachment_get_guest(self);
  OrielGraphics *graphics =
      self->session != NULL ? oriel_session_get_graphics(self->session) : NULL;

  return guest != NULL && graphics != NULL ? graphics_name_of(guest, graphics) : NULL;
}

void
attachment_use_graphics(Attachment *self, const char *name)
{
  g_autofree char *current = attachment_dup_graphics(self);
  char *before = self->graphics;

  self->graphics = g_strdup(name);
  g_free(before); /* which @name may have been */
  if (g_strcmp0(current, name) != 0)
    attachment_retry(self);
}
