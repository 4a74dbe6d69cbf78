// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the files of the viewer share. */
#pragma once

#include "screen/key-map.h"
#include "screen/painter.h"
#include "screen/panel.h"
#include "screen/pointer.h"
#include "screen/prompt.h"
#include "screen/viewer.h"
#include "shared/attachment.h"
#include "shared/typist.h"

G_BEGIN_DECLS

/* Who gets the keys. */
typedef enum {
  MODE_GUEST,
  MODE_MENU, /* after the leader */
  MODE_KEYS,
  MODE_HELP,
  MODE_USB,
  MODE_GRAPHICS,
  MODE_FIND,
} Mode;

typedef struct _ViewerFind ViewerFind;
typedef struct _ViewerUsb ViewerUsb;

typedef struct {
  Page page;
  Options *options;
  Attachment *attachment;
  Painter *painter;
  KeyMap *keys;
  Pointer pointer;
  Prompt prompt;
  Mode mode;
  int scroll;           /* rows of the panel that are not shown */
  gboolean asking;      /* the prompt is filled */
  gboolean called_back; /* by a text console: its questions are to be seen */
  gboolean read_only;
  gpointer saving; /* (nullable): the screenshot that is on its way */
  char *note;      /* (nullable): shown for a moment */
  guint note_id;
  GString *paste;   /* (nullable): that comes in */
  Typist *typist;   /* (nullable): that types a paste */
  ViewerFind *find; /* (nullable): in MODE_FIND */
  ViewerUsb *usb;   /* (nullable): in MODE_USB */
} Viewer;

/* viewer.c */
void viewer_update(Viewer *self);
void viewer_note(Viewer *self, const char *format, ...) G_GNUC_PRINTF(2, 3);
void viewer_close(Viewer *self);

/* viewer-input.c */
void viewer_take_event(Viewer *self, const Event *event);
/* The guest's screen, if it may be typed into. (nullable) */
OrielDisplay *viewer_get_input(Viewer *self);
void viewer_release(Viewer *self);
void viewer_press(Viewer *self, const guint *keysyms, guint n_keysyms);
/* Types Ctrl-] itself. */
void viewer_send_leader(Viewer *self);
gboolean viewer_is_leader(const Viewer *self, const KeyEvent *key);
/* (nullable), (static) or valid as long as the viewer */
const char *viewer_get_leader_name(const Viewer *self);

/* viewer-menu.c */
void viewer_take_menu_key(Viewer *self, const KeyEvent *key);
/* Lists the displays of the guest; a note tells where there is no choice. */
void viewer_ask_graphics(Viewer *self);
/* Does what a hotkey (nullable) means; FALSE if it means nothing here. */
gboolean viewer_obey_hotkey(Viewer *self, const Hotkey *hotkey);
/* Nobody is told of the screenshot that is on its way. */
void viewer_forget_saving(Viewer *self);

/* viewer-usb.c */
/* FALSE where there is no device; a note tells why. */
gboolean viewer_usb_start(Viewer *self);
void viewer_usb_stop(Viewer *self);
/* FALSE when the person is through with the list. */
gboolean viewer_usb_key(Viewer *self, const KeyEvent *key);
/* In lines of up to @width columns. */
void viewer_usb_list(Viewer *self, Panel *panel, int width);

/* viewer-graphics.c */
/* Whether there are several displays to list. */
gboolean viewer_has_graphics(Viewer *self);
void viewer_list_graphics(Viewer *self, Panel *panel);
void viewer_use_graphics(Viewer *self, guint index);

/* viewer-paste.c */
void viewer_take_paste(Viewer *self, const char *text, gsize length, gboolean last);
void viewer_stop_typing(Viewer *self);

/* viewer-find.c */
#define VIEWER_NO_TEXT "There is a picture on the screen, and no text"
/* FALSE where there is no text; a note tells so. */
gboolean viewer_find_start(Viewer *self);
void viewer_find_stop(Viewer *self);
/* FALSE when the person has found enough. */
gboolean viewer_find_key(Viewer *self, const KeyEvent *key);
void viewer_find_paste(Viewer *self, const char *text, gsize length);
void viewer_find_light(Viewer *self, Cells *cells);
/* The status line, and the column of the cursor in it. (transfer full) */
char *viewer_find_describe(Viewer *self, int *cursor);

/* viewer-draw.c */
void viewer_draw(Cells *cells, gpointer user_data);
/* Whether something lies over the picture. */
gboolean viewer_has_panel(Viewer *self);

G_END_DECLS
