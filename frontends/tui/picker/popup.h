// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A window over the list: a text, and things to choose from. Menus, questions, results and help are
 * all of this kind.
 */
#pragma once

#include "picker/theme.h"
#include "terminal/line-edit.h"

G_BEGIN_DECLS

typedef struct {
  guint keysym; /* chooses it at once; 0 = none */
  char *text;   /* (owned) */
  gboolean danger;
} PopupItem;

typedef struct _Popup Popup;

/* What becomes of it, once: @item is the one chosen, -1 = none. The popup is gone by then. */
typedef void (*PopupFunc)(int item, gpointer user_data);

/* @title is copied. @searchable: what is typed narrows the items down. */
Popup *popup_new(const char *title,
                 gboolean searchable,
                 PopupFunc chosen,
                 gpointer user_data,
                 GDestroyNotify free_data);
void popup_free(Popup *self);
/* A line of text above the items; it is cut where it is too long. */
void popup_add_text(Popup *self, const char *text);
/* A thing to choose; items are numbered from 0. @text is copied. */
void popup_add_item(Popup *self, guint keysym, const char *text, gboolean danger);
/* The item that Enter chooses at first. */
void popup_select(Popup *self, int item);
/* Items are there to be read. */
void popup_set_readable_only(Popup *self);

void popup_draw(Popup *self, const Theme *theme);

typedef enum {
  POPUP_OPEN,
  POPUP_CHOSEN,
  POPUP_CANCELLED,
} PopupResult;

PopupResult popup_key(Popup *self, const KeyEvent *key);
PopupResult popup_mouse(Popup *self, const MouseEvent *mouse);
/* Calls what it was made with; frees it. */
void popup_finish(Popup *self, PopupResult result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Popup, popup_free)

G_END_DECLS
