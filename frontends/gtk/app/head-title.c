// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a window of a screen is called. */
#include "window-private.h"

#include "guest-state.h"

#include <glib/gi18n.h>

char *
head_dup_release_keys(Head *self)
{
  const ViewOptions *options = self->console->options;

  return options->kiosk ? NULL : hotkeys_describe_release(&options->hotkeys);
}

/* What the guest is called, and its screen, where it has several. (transfer full) */
static char *
dup_name(Head *self)
{
  OrielDisplay *display = oriel_gtk_view_get_display(self->view);
  char *name = attachment_dup_name(self->console->attachment);
  char *both;

  if (self->console->heads->len == 0 || display == NULL)
    return name;
  both = g_strdup_printf("%s (%u)", name, oriel_display_get_id(display) + 1);
  g_free(name);
  return both;
}

/* The host of @guest, and why its screen stands still. (transfer full) */
static char *
dup_host(OrielGuest *guest)
{
  OrielGuestState state = oriel_guest_get_state(guest);
  g_autofree char *host =
      oriel_text_sanitize(oriel_host_get_name(oriel_guest_get_host(guest)), -1, 200);

  if (state == ORIEL_GUEST_PAUSED || state == ORIEL_GUEST_SLEEPING)
    return g_strdup_printf("%s: %s", host, guest_state_get_label(state));
  return g_steal_pointer(&host);
}

/* What stands below the name: of a guest, its host; else the address, where the name is another.
 * (transfer full) */
static char *
dup_place(Head *self)
{
  Attachment *attachment = self->console->attachment;
  OrielGuest *guest = attachment_get_guest(attachment);
  g_autofree char *target = console_window_dup_target(self->console);
  g_autofree char *name = attachment_dup_name(attachment);

  if (guest != NULL)
    return dup_host(guest);
  return g_strdup(g_str_equal(name, target) ? "" : target);
}

static gboolean
is_answered(Head *self)
{
  OrielSession *session = attachment_get_session(self->console->attachment);

  return session == NULL || oriel_session_get_answering(session);
}

void
head_update_title(Head *self)
{
  gboolean grabbed = oriel_gtk_view_get_keyboard_grabbed(self->view) ||
                     oriel_gtk_view_get_pointer_captured(self->view);
  g_autofree char *name = dup_name(self);
  g_autofree char *keys = grabbed ? head_dup_release_keys(self) : NULL;
  g_autofree char *hint = keys != NULL ? g_strdup_printf(_("Press %s to release"), keys) : NULL;
  g_autofree char *place = dup_place(self);
  g_autofree char *title =
      is_answered(self) ? g_strdup(name) : g_strdup_printf(_("%s (does not answer)"), name);
  g_autofree char *window = hint != NULL ? g_strdup_printf("(%s) %s - Oriel", hint, title)
                                         : g_strdup_printf("%s - Oriel", title);

  adw_window_title_set_title(ADW_WINDOW_TITLE(self->title), title);
  adw_window_title_set_subtitle(ADW_WINDOW_TITLE(self->title), hint != NULL ? hint : place);
  gtk_window_set_title(self->window, window);
  gtk_accessible_update_property(GTK_ACCESSIBLE(self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                 -1);
}
