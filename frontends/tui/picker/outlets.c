// SPDX-License-Identifier: LGPL-2.1-or-later
/* Ways to a guest's screen: here, in a window, in a file, as an address. */
#include "picker/picker-private.h"

#include "shared/graphics-name.h"
#include "shared/png.h"
#include "shared/program.h"
#include "shared/target-resolve.h"

#include <string.h>

/* (nullable): the display that the cursor is at */
static OrielGraphics *
get_graphics(Picker *self)
{
  return self->cursor != NULL && self->cursor->kind == ROW_CONSOLE
             ? ((ConsoleRow *)self->cursor)->graphics
             : NULL;
}

/* What the cursor is at, for operations that go to one guest; says so when there is none. */
static GuestRow *
need_guest(Picker *self)
{
  GuestRow *row = model_get_guest(self->cursor);

  if (row == NULL)
    picker_complain(self, "there is no guest here; move to one");
  return row;
}

static void
open_screen(Picker *self, OrielGuest *guest, OrielGraphics *graphics)
{
  g_autoptr(GError) error = NULL;

  if (self->options.open_screen == NULL) {
    picker_complain(self, "screens cannot be opened here");
    return;
  }
  if (!target_resolve_check_runs(guest, NULL)) {
    picker_complain(self, "“%s” is %s; F7 starts it", oriel_guest_get_name(guest),
                    oriel_guest_state_to_string(oriel_guest_get_state(guest)));
    return;
  }
  if (!self->options.open_screen(self->page.app, guest, graphics, self->options.user_data, &error))
    picker_complain(self, "%s", error->message);
}

static void
open_console(Picker *self, GuestRow *row, OrielConsole *console)
{
  g_autoptr(GError) error = NULL;

  if (self->options.open_console == NULL)
    picker_complain(self, "text consoles cannot be opened here");
  else if (self->read_only)
    picker_complain(self, "a text console takes keys: this is --read-only");
  else if (!self->options.open_console(self->page.app, row->guest, console, self->options.user_data,
                                       &error))
    picker_complain(self, "%s", error->message);
}

PICKER_OPERATION(open)
{
  GuestRow *row = model_get_guest(self->cursor);

  if (self->cursor == NULL)
    return;
  if (self->cursor->kind == ROW_HOST)
    model_set_folded(self->model, self->cursor, !model_is_folded(self->cursor));
  else if (self->cursor->kind == ROW_CONSOLE && ((ConsoleRow *)self->cursor)->console != NULL)
    open_console(self, row, ((ConsoleRow *)self->cursor)->console);
  else
    open_screen(self, row->guest, get_graphics(self));
}

/* Which of its displays */

typedef struct {
  Picker *picker;
  OrielGuest *guest; /* (owned) */
  GStrv names;       /* (owned): of its displays */
} Choice;

static void
choice_free(gpointer data)
{
  Choice *self = data;

  g_object_unref(self->guest);
  g_strfreev(self->names);
  g_free(self);
}

static void
open_by(Picker *self, OrielGuest *guest, const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielGraphics) graphics = graphics_name_find(guest, name, &error);

  if (graphics == NULL)
    picker_complain(self, "%s", error->message);
  else
    open_screen(self, guest, graphics);
}

static void
on_display_chosen(int item, gpointer user_data)
{
  Choice *choice = user_data;

  if (item >= 0)
    open_by(choice->picker, choice->guest, choice->names[item]);
}

/* The best comes first. */
PICKER_OPERATION(open_by)
{
  GuestRow *row = need_guest(self);
  g_auto(GStrv) names = NULL;
  Choice *choice;
  Popup *popup;

  if (row == NULL)
    return;
  if (*argument != '\0') {
    open_by(self, row->guest, argument);
    return;
  }
  names = graphics_name_list(row->guest, self->options.prefer);
  if (*names == NULL) {
    picker_complain(self, "there is no display of “%s” to be shown",
                    oriel_guest_get_name(row->guest));
    return;
  }
  choice = g_new(Choice, 1);
  *choice = (Choice){self, g_object_ref(row->guest), g_steal_pointer(&names)};
  popup = popup_new("Connect by", FALSE, on_display_chosen, choice, choice_free);
  for (guint i = 0; choice->names[i] != NULL; i++)
    popup_add_item(popup, i < 9 ? '1' + i : 0, choice->names[i], FALSE);
  picker_open_popup(self, popup);
}

PICKER_OPERATION(console)
{
  GuestRow *row = need_guest(self);

  if (row != NULL)
    open_console(self, row,
                 self->cursor->kind == ROW_CONSOLE ? ((ConsoleRow *)self->cursor)->console : NULL);
}

/* Windows */

/* Another program shows it, and lives on when this one ends. */
static void
open_window(Picker *self, const char *name, const char *program)
{
  GuestRow *row = need_guest(self);
  g_autofree char *path = program_find(program);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  gboolean display = g_getenv("DISPLAY") != NULL || g_getenv("WAYLAND_DISPLAY") != NULL;
  OrielGraphics *graphics = get_graphics(self);
  g_autofree char *by = NULL;

  if (row == NULL)
    return;
  if (graphics != NULL)
    by = graphics_name_of(row->guest, graphics);
  if (path == NULL || !display) {
    picker_complain(self,
                    path == NULL ? "the window (%s) is not installed"
                                 : "there is no display here for a window (%s); Enter opens the "
                                   "screen in the terminal",
                    name);
    return;
  }
  process = g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                             &error, path, "--connect", oriel_host_get_uri(row->host->host),
                             self->read_only ? "--view-only" : "--reconnect", "--uuid",
                             oriel_guest_get_uuid(row->guest), by != NULL ? "--protocol" : NULL, by,
                             NULL);
  if (process == NULL)
    picker_complain(self, "%s", error->message);
  else
    picker_say(self, "“%s” opens in a window", oriel_guest_get_name(row->guest));
}

PICKER_OPERATION(sdl)
{
  open_window(self, "SDL", "oriel-sdl");
}

PICKER_OPERATION(gtk)
{
  g_autofree char *path = program_find("oriel-gtk");

  if (path != NULL)
    open_window(self, "GTK", "oriel-gtk");
  else
    open_window(self, "SDL", "oriel-sdl");
}

/* Addresses */

PICKER_OPERATION(copy)
{
  GuestRow *row = need_guest(self);
  g_autoptr(GPtrArray) list = NULL;
  OrielGraphics *graphics;
  OrielTarget *target;
  g_autofree char *uri = NULL, *encoded = NULL, *bytes = NULL;

  if (row == NULL)
    return;
  graphics = get_graphics(self);
  if (graphics == NULL) {
    list = oriel_guest_list_graphics(row->guest, self->options.prefer);
    graphics = list->len > 0 ? list->pdata[0] : NULL;
  }
  target = graphics != NULL ? oriel_graphics_get_target(graphics) : NULL;
  uri = target != NULL
            ? oriel_target_to_uri(target)
            : g_strdup_printf("oriel view -c '%s' %s", oriel_host_get_uri(row->host->host),
                              oriel_guest_get_uuid(row->guest));
  /* xterm's control sequence OSC 52: the clipboard, as base64. */
  encoded = g_base64_encode((const guchar *)uri, strlen(uri));
  bytes = g_strdup_printf("\033]52;c;%s\a", encoded);
  terminal_write(app_get_terminal(self->page.app), bytes, strlen(bytes));
  picker_say(self, "copied, if the terminal allows it: %s", uri);
}

/* Pictures */

typedef struct {
  Picker *picker;            /* (unowned) while @cancellable is not cancelled */
  GCancellable *cancellable; /* (owned) */
  char *path;                /* (owned) */
} Shot;

static void
shot_free(Shot *self)
{
  g_object_unref(self->cancellable);
  g_free(self->path);
  g_free(self);
}

static void
on_picture(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Shot *self = user_data;
  g_autofree char *mime = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) picture =
      oriel_guest_screenshot_finish(ORIEL_GUEST(source), result, &mime, &error);

  if (!g_cancellable_is_cancelled(self->cancellable)) {
    if (picture != NULL && png_picture_write(self->path, picture, &error))
      picker_say(self->picker, "saved %s%s", self->path,
                 g_strcmp0(mime, "image/png") == 0 ? "" : " (as its host made it: no PNG)");
    else
      picker_complain(self->picker, "%s", error->message);
  }
  shot_free(self);
}

/* A file name of @name: what separates folders cannot be in it. (transfer full) */
static char *
make_file_name(const char *name)
{
  g_autofree char *plain = g_strdelimit(g_strdup(name), "/", '_');

  return g_strconcat(*plain == '.' ? "_" : "", plain, ".png", NULL);
}

PICKER_OPERATION(screenshot)
{
  GuestRow *row = need_guest(self);
  Shot *shot;

  if (row == NULL)
    return;
  shot = g_new0(Shot, 1);
  shot->picker = self;
  shot->cancellable = g_object_ref(self->cancellable);
  shot->path =
      *argument != '\0' ? g_strdup(argument) : make_file_name(oriel_guest_get_name(row->guest));
  picker_say(self, "taking a picture of “%s”", oriel_guest_get_name(row->guest));
  oriel_guest_screenshot_async(row->guest, 0, self->cancellable, on_picture, shot);
}
