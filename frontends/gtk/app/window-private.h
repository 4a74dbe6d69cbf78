// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the parts of the window share: window.c puts it together, window-actions.c has what its menu
 * and its hotkeys do, window-keys.c keys that are sent
 * without being pressed, window-sound.c its sound, window-start.c what starts the guest,
 * window-size.c how large it is. */
#pragma once

#include "console.h"
#include "full-screen.h"
#include "pages.h"
#include "transfers.h"
#include "usb-menu.h"
#include "window.h"

#include <adwaita.h>
#include <oriel-gtk.h>

G_BEGIN_DECLS

struct _ConsoleWindow {
  ViewOptions *options;
  ConsoleWindowFinished finished;
  gpointer user_data;

  Console *console;
  Pages *pages;
  Transfers *transfers;
  FullScreen *full_screen;
  OrielGtkClipboard *clipboard;
  GtkWindow *window; /* (owned) */
  GtkWidget *title;  /* an AdwWindowTitle */
  GtkWidget *toasts; /* an AdwToastOverlay */
  OrielGtkView *view;
  GSimpleActionGroup *actions; /* (owned) */
  GMenu *keys;                 /* (owned): the keys that can be sent */
  GMenu *power;                /* (owned): the menu of the guest's power */
  UsbMenu *usb;                /* (owned) */
  GCancellable *cancellable;   /* (owned): of what is read from the clipboard */
  struct _Typist *typist;      /* (owned) (nullable): it types */
  struct _Player *player;      /* (nullable): built without sound */
  struct _Recorder *recorder;
  int frame_width; /* of what is around the guest, in points, once it is framed */
  int frame_height;
  gboolean framed;
  gboolean sized; /* it has had the guest's size */
  guint settle_id;
  gboolean hinted; /* how to get out has been shown, for this grab */
};

void console_window_tell(ConsoleWindow *self, const char *text);
OrielDisplay *console_window_get_display(ConsoleWindow *self);

GMenuModel *console_window_make_menu(ConsoleWindow *self);
GMenuModel *console_window_get_keys_menu(ConsoleWindow *self);
void console_window_add_actions(ConsoleWindow *self);
void console_window_update_actions(ConsoleWindow *self);
gboolean console_window_hotkey(ConsoleWindow *self, const Hotkey *hotkey);

void console_window_send_keys(ConsoleWindow *self, const char *text);
void console_window_send_hotkey(ConsoleWindow *self, const Hotkey *hotkey);
void console_window_type_clipboard(ConsoleWindow *self);
gboolean console_window_is_typing(ConsoleWindow *self, guint keyval);

void console_window_add_sound(ConsoleWindow *self);
void console_window_remove_sound(ConsoleWindow *self);
void console_window_watch_sound(ConsoleWindow *self, OrielSession *session);
void console_window_silence(ConsoleWindow *self);

gboolean console_window_can_start(ConsoleWindow *self);
void console_window_start_guest(gpointer user_data);

void console_window_set_zoom(ConsoleWindow *self, int percent);
void console_window_resize_to_guest(ConsoleWindow *self);

G_END_DECLS
