// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker-rig.h"

#include "unit/fake-host.h"

#include <glib/gstdio.h>

OrielGuest *
rig_add_guest(Rig *self, const char *name, int id)
{
  g_autofree char *uuid = g_strconcat("uuid of ", name, NULL);
  OrielGuest *guest = fake_host_add_guest(self->host, FALSE, name, uuid, id);

  g_object_unref(guest); /* the host has it */
  return guest;
}

Rig *
rig_new(guint n_guests, int columns, int rows)
{
  char *no_hosts[] = {NULL};
  g_autofree char *folder = g_dir_make_tmp("oriel-picker-XXXXXX", NULL);
  g_autofree char *settings = g_build_filename(folder, "picker.conf", NULL);
  PickerOptions options = {.hosts = no_hosts, .settings = settings};
  Rig *self = g_new0(Rig, 1);
  g_autoptr(GError) error = NULL;

  self->bytes = g_string_new(NULL);
  self->folder = g_steal_pointer(&folder);
  self->abilities =
      (TerminalAbilities){.colors = TERMINAL_COLORS_256, .unicode = TRUE, .dark = TRUE};
  self->host = fake_host_new("fake:///one");
  oriel_host_report_state(self->host, ORIEL_HOST_CONNECTED, NULL);
  for (guint i = 0; i < n_guests; i++) {
    g_autofree char *name = g_strdup_printf("guest-%u", i);

    rig_add_guest(self, name, i % 2 == 0 ? (int)i : -1);
  }
  self->picker = (Picker *)picker_new(&options, &error);
  g_assert_no_error(error);
  model_add_host(self->picker->model, self->host);
  self->picker->curses = curses_new("xterm-256color", FALSE, columns, rows, &error);
  g_assert_no_error(error);
  theme_init(&self->picker->theme, &self->picker->settings, &self->abilities);
  picker_draw_all(self->picker);
  return self;
}

void
rig_free(Rig *self)
{
  g_autofree char *settings = g_build_filename(self->folder, "picker.conf", NULL);

  self->picker->page.class->free(&self->picker->page);
  g_object_unref(self->host);
  g_unlink(settings);
  g_rmdir(self->folder);
  g_free(self->folder);
  g_string_free(self->bytes, TRUE);
  g_free(self);
}

void
rig_resize(Rig *self, int columns, int rows)
{
  curses_resize(self->picker->curses, columns, rows);
  picker_draw_all(self->picker);
}

void
rig_key(Rig *self, guint keysym, Modifiers modifiers)
{
  const Event event = {.kind = EVENT_KEY, .key = {.keysym = keysym, .modifiers = modifiers}};

  self->picker->page.class->event(&self->picker->page, &event);
}

void
rig_type(Rig *self, const char *text)
{
  for (; *text != '\0'; text++)
    rig_key(self, (guint)*text, 0);
}

void
rig_click(Rig *self, int column, int row, OrielButton button)
{
  const Event event = {
      .kind = EVENT_MOUSE,
      .mouse = {.action = MOUSE_PRESS, .button = button, .column = column, .row = row}};

  self->picker->page.class->event(&self->picker->page, &event);
}

gsize
rig_render(Rig *self)
{
  g_string_truncate(self->bytes, 0);
  picker_render(self->picker, &self->abilities, self->bytes);
  return self->bytes->len;
}
