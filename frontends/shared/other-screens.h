// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The screens of a guest beside that of its console: which of them are to have a window of their
 * own.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct _OtherScreens OtherScreens;

/* @changed: other_screens_list() would give something else now, since a screen has got its first
 * picture. */
OtherScreens *other_screens_new(void (*changed)(gpointer user_data), gpointer user_data);
void other_screens_free(OtherScreens *self);

/* Those of @session (NULL = there is none) that have a picture and are not hidden, without @first;
 * those that have none yet are waited for. (element-type OrielDisplay) (transfer full) */
GPtrArray *other_screens_list(OtherScreens *self, OrielSession *session, OrielDisplay *first);
/* Waits for no screen any more, until they are listed again. */
void other_screens_forget(OtherScreens *self);

/* The person has closed the window of the screen with this number, or opens it again. */
void other_screens_hide(OtherScreens *self, guint id, gboolean hide);
/* Nothing is hidden any more. */
void other_screens_unhide(OtherScreens *self);

G_END_DECLS
