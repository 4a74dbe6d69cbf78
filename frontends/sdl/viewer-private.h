// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the files of the viewer share: viewer.c puts the parts together, viewer-heads.c has the
 * windows, viewer-hotkeys.c what is done by keys. */
#pragma once

#include "viewer.h"

#include "clipboard.h"
#include "console.h"
#include "drop.h"
#include "head.h"
#include "loop.h"
#include "paste.h"
#include "shared/monitor-map.h"
#include "shared/other-screens.h"
#include "sound/audio.h"
#include "sound/microphone.h"
#include "usb-menu.h"

struct _Viewer {
  Options *all_options;
  ViewOptions *options;
  GMainLoop *main_loop;
  Loop *loop;
  Head *head;           /* (owned) whose window is there all the time */
  GPtrArray *heads;     /* (owned) of Head (owned): of the guest's other screens */
  OtherScreens *others; /* (owned) */
  guint update_id;      /* when windows are to come or go */
  guint settle_id;      /* to the next look at where they went */
  guint n_looks;        /* that are left */
  MonitorMap monitors;  /* in full screen */
  Monitors *there;      /* (owned): those that there are */
  Drop *drop;
  Paste *paste;
  UsbMenu *usb;
  Pointer *pointer;
  TextClipboard *clipboard;
  Player *player;
  Recorder *recorder;
  Console *console;
  gboolean saving; /* a screenshot is on its way */
  ExitStatus exit_code;
  gboolean blind; /* there is no display, which was said */
};

/* (nullable): the head whose window that is */
Head *viewer_find_head(Viewer *self, guint32 window_id);
/* The number of its screen, from 1; 0 = there is one only. */
guint viewer_get_number(Viewer *self, const Head *head);
/* Which monitor, from 1, the window has in full screen; 0 = none is meant for it. */
int viewer_find_monitor(Viewer *self, const Head *head);
/* Opens and closes windows soon, so that each screen has one that was not closed. */
void viewer_update_heads(Viewer *self);
/* Closes all but that of the console. */
void viewer_close_heads(Viewer *self);
/* The person closes the window of a screen. */
void viewer_close_head(Viewer *self, Head *head);
void viewer_toggle_full_screen(Viewer *self, Head *head);
/* What is set for the guest, or monitors have come or gone: windows go where they belong. */
void viewer_load_monitors(Viewer *self);
void viewer_arrange(Viewer *self);
/* The server tells that monitors are others, or elsewhere. @user_data: the viewer */
void viewer_monitors_changed(gpointer user_data);
