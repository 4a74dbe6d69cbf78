// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the parts of the window share: window.c puts it together, window-life.c shows what becomes
 * of the connection, window-heads.c has the screens of the guest, head.h each of them,
 * window-consoles.c its text consoles, window-graphics.c which of its displays is connected to,
 * window-actions.c what its menu does, window-keys.c keys that are sent without being pressed,
 * window-power.c what turns it off, window-sound.c its sound, window-start.c what starts the guest,
 * window-folder.c the folder that it sees.
 */
#pragma once

#include "head.h"
#include "monitors.h"
#include "notices.h"
#include "pages.h"
#include "tabs.h"
#include "transfers.h"
#include "usb-menu.h"
#include "window.h"

#include "shared/attachment.h"
#include "shared/monitor-map.h"
#include "shared/other-screens.h"

G_BEGIN_DECLS

struct _ConsoleWindow {
  ViewOptions *options;
  ConsoleWindowFinished finished;
  gpointer user_data;

  Attachment *attachment;
  gpointer asked;           /* (unowned): the question that is shown; not to be followed */
  gboolean opened;          /* its window */
  gboolean ended;           /* that is shown */
  gboolean greeted;         /* the session has had a picture */
  gboolean console_offered; /* the first text console, to see instead of a screen */
  gboolean missed;          /* the guest was lost, which was told */
  Pages *pages;
  Transfers *transfers;
  Notices *notices;
  OrielGtkClipboard *clipboard;
  Head *head;                  /* the window that is there all the time */
  Tabs *tabs;                  /* in it */
  GPtrArray *heads;            /* (owned) of Head (owned): of the guest's other screens */
  OtherScreens *others;        /* (owned) */
  guint close_id;              /* of those that are about to close */
  MonitorMap monitors;         /* in full screen */
  Monitors *there;             /* (owned): those of the desktop */
  GSimpleActionGroup *actions; /* (owned): "console" */
  GMenu *menu;                 /* (owned) */
  GMenu *sections[3];       /* (owned): those of it that have no submenus: GTK's menus do not take a
                               submenu twice */
  GMenu *keys;              /* (owned): the keys that can be sent */
  GMenu *own_keys;          /* (owned): those of them that are the user's own */
  GMenu *power;             /* (owned): the menu of the guest's power */
  OrielGuest *machine;      /* (owned) (nullable): whose power that is, */
  OrielHost *host;          /* (owned) (nullable): and who changes it */
  GMenu *screens;           /* (owned): the menu of its screens */
  GMenu *consoles;          /* (owned): the menu of its text consoles */
  GMenu *graphics;          /* (owned): the menu of its displays */
  UsbMenu *usb;             /* (owned) */
  GMenu *folder;            /* (owned): the menu of the folder that the guest sees */
  GtkNativeDialog *chooser; /* (owned) (nullable): of that folder */
  GCancellable *cancellable; /* (owned): of what is read from the clipboard */
  struct _Typist *typist;    /* (owned) (nullable): it types */
  gpointer audio;            /* (owned) (nullable): whose guest may play */
  gpointer microphone;       /* (owned) (nullable): whose guest may listen */
  struct _Player *player;    /* (nullable): it has not played yet */
  struct _Recorder *recorder;
};

extern const AttachmentHooks console_window_life;
extern const PagesHooks console_window_answers;

void console_window_tell(ConsoleWindow *self, const char *text);
/* (nullable): the one that the console's own window shows and controls */
OrielDisplay *console_window_get_display(ConsoleWindow *self);
/* What is connected to, fit for a person's screen. (transfer full) */
char *console_window_dup_target(ConsoleWindow *self);
void console_window_update_titles(ConsoleWindow *self);

void console_window_make_menu(ConsoleWindow *self);
void console_window_update_menu(ConsoleWindow *self);
void console_window_make_keys_menu(ConsoleWindow *self);
void console_window_update_keys_menu(ConsoleWindow *self);
void console_window_add_actions(ConsoleWindow *self);
void console_window_update_actions(ConsoleWindow *self);

/* Follows the session of the attachment, if there is one. */
void console_window_watch_session(ConsoleWindow *self);
/* Has the desktop tell of the guest, unless one of its windows is active. */
void console_window_notify(gpointer user_data, const char *text);

/* window-folder.c */
void console_window_add_folder(ConsoleWindow *self);
void console_window_remove_folder(ConsoleWindow *self);
void console_window_update_folder(ConsoleWindow *self);

/* window-power.c */
void console_window_add_power(ConsoleWindow *self);
void console_window_remove_power(ConsoleWindow *self);
/* What can be done to the guest depends on its state, and on that of its host. */
void console_window_update_power(ConsoleWindow *self);

/* window-graphics.c */
void console_window_add_graphics(ConsoleWindow *self);
void console_window_update_graphics(ConsoleWindow *self);

/* Opens and closes windows, so that each screen has one that was not closed. */
void console_window_update_heads(ConsoleWindow *self);
/* Closes all but that of the console. */
void console_window_close_heads(ConsoleWindow *self);
/* What the person wants of a window: it is closed, it is active, it goes to full screen and back.
 */
void console_window_close_head(ConsoleWindow *self, Head *head);
void console_window_activate_head(ConsoleWindow *self, Head *head);
void console_window_toggle_full_screen(ConsoleWindow *self, Head *head);
void console_window_enter_full_screen(ConsoleWindow *self);
/* The monitors of the desktop have changed. */
void console_window_follow_monitors(ConsoleWindow *self);
/* Which monitors it uses, as it is set for @guest (nullable). */
void console_window_load_monitors(ConsoleWindow *self, OrielGuest *guest);
/* The window of the screen with this number, whose window was closed or is open. */
void console_window_toggle_screen(ConsoleWindow *self, guint id);

void console_window_update_consoles(ConsoleWindow *self);
/* Shows the text console called @alias ("" = the first) of the guest, or of the session. */
void console_window_open_console(ConsoleWindow *self, gboolean of_guest, const char *alias);
/* Opens the first one of a guest that has no screen, once. */
void console_window_offer_console(ConsoleWindow *self);

void console_window_send_hotkey(Head *head, const Hotkey *hotkey);
void console_window_send_keys(Head *head, const char *text);
void console_window_type_clipboard(ConsoleWindow *self);
gboolean console_window_is_typing(ConsoleWindow *self, guint keyval);

void console_window_remove_sound(ConsoleWindow *self);
void console_window_watch_sound(ConsoleWindow *self, OrielSession *session);
void console_window_silence(ConsoleWindow *self);

gboolean console_window_can_start(ConsoleWindow *self);
void console_window_start_guest(gpointer user_data);

G_END_DECLS
