// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a liar is made of: how it speaks, and its lies. */
#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

#include "wire/oriel-updates.h"

typedef struct {
  const char *name, *outcome;
  void (*tell)(void);
} Lie;

/* Each ends by one without a name. */
extern const Lie liar_picture_lies[], liar_word_lies[], liar_wire_lies[], liar_clipboard_lies[];

extern GDBusConnection *liar_connection;
extern gboolean liar_answering; /* calls of the viewer */
extern GVariant *liar_copied;   /* (nullable) answers ReadClipboard; of any type */
extern guint16 liar_elsewhere;  /* a port of this machine that the URI names, as elsewhere=PORT */
/* Called in place of an answer when the viewer sends a file, which is done to tell lies whose name
 * begins with "file-". */
extern void (*liar_on_file)(GVariant *parameters);

void liar_call_with_fds(const char *method, GVariant *parameters, GUnixFDList *fds);
void liar_call(const char *method, GVariant *parameters);
void liar_write_raw(gconstpointer bytes, gsize size);
guchar *liar_make_blob(const char *method, GVariant *parameters, gsize *size);

int liar_make_memfd(gsize size, int seals);
int liar_make_good_memfd(void);
void liar_scanout(guint display, guint generation, int fd, int width, int height, int stride);
/* Anything at all, where updates are expected. */
void liar_send_update(gconstpointer bytes, gsize size);
void liar_update(guint display, guint generation, int x, int y, int width, int height);
