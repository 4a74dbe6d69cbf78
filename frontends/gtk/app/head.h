// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * One screen of the guest, in a window of its own: the first of them is the console's, and the
 * others come and go with the guest's screens. head.c puts it together, head-actions.c has what its
 * menu and its hotkeys do to this screen alone, head-size.c how large it is, head-title.c
 * what it is called.
 */
#pragma once

#include "full-screen.h"
#include "window.h"

#include <adwaita.h>
#include <oriel-gtk.h>

G_BEGIN_DECLS

typedef struct {
  ConsoleWindow *console;
  GtkWindow *window; /* (owned) */
  GtkWidget *title;  /* an AdwWindowTitle */
  GtkWidget *menu;   /* a GtkMenuButton: the main menu */
  GtkWidget *toasts; /* an AdwToastOverlay */
  GtkWidget *body;   /* a box: what is below the header bar */
  GtkWidget *screen; /* a GtkOverlay: the view, and what is shown over it */
  OrielGtkView *view;
  GtkWidget *commands; /* over the view, as is the next */
  GtkWidget *drop_hint;
  FullScreen *full_screen;
  GSimpleActionGroup *actions; /* (owned): "screen" */
  int frame_width;             /* of what is around the guest, in points, once it is framed */
  int frame_height;
  gboolean framed;
  gboolean sized;     /* it has had the guest's size */
  gboolean corrected; /* that has been looked after once */
  gboolean unsized;   /* it was in full screen then */
  guint settle_id;
  gboolean hinted; /* how to get out has been shown, for this grab */
} Head;

/* (transfer full): a window that is not shown yet, and shows nothing */
Head *head_new(ConsoleWindow *console);
void head_free(Head *self);
/* Shows @display from here on; the window takes its size once. */
void head_show(Head *self, OrielDisplay *display);
/* Whether the guest takes the keyboard, as it is set. */
void head_update_grab(Head *self);
/* Says something to the person in passing. */
void head_tell(Head *self, const char *text);
void head_update_title(Head *self);
/* The keys that let go, as they are called; NULL = there are none. (transfer full) */
char *head_dup_release_keys(Head *self);

void head_add_actions(Head *self);
/* What cannot be done is grey. */
void head_update_actions(Head *self);
/* Returns whether the key was for us. */
gboolean head_hotkey(Head *self, const Hotkey *hotkey);

void head_set_zoom(Head *self, int percent);
/* FALSE if that changes nothing. */
gboolean head_resize_to_guest(Head *self);
/* What is around the guest is as large as in the window of @other. */
void head_take_frame(Head *self, const Head *other);

G_END_DECLS
