// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a session process tells its viewer. One value of a kind is on its way at a time; of what
 * comes meanwhile the newest is kept, and damage is united. So nothing can grow, however slow the
 * viewer and however busy the server.
 */
#pragma once

#include <gio/gio.h>

#include "oriel.h"

typedef struct _OrielOutbox OrielOutbox;

typedef enum {
  ORIEL_OUTBOX_NAME,
  ORIEL_OUTBOX_LEDS,
  ORIEL_OUTBOX_POINTER_MODE,
  ORIEL_OUTBOX_BELL,
  ORIEL_OUTBOX_HAS_CLIPBOARD,
  ORIEL_OUTBOX_CLIPBOARD,
  ORIEL_OUTBOX_PRIMARY, /* after the clipboard, as in OrielSelection */
  ORIEL_OUTBOX_POWER_ACTIONS,
  ORIEL_OUTBOX_AUDIO_VOLUME,
  ORIEL_OUTBOX_RESIZABLE,
  ORIEL_OUTBOX_TAKES_FILES,
  ORIEL_OUTBOX_FILE_PROGRESS,
  ORIEL_OUTBOX_USB_CHANNELS,
  ORIEL_OUTBOX_SMARTCARD,
  ORIEL_OUTBOX_ANSWERING,
  ORIEL_OUTBOX_CURSOR, /* + the number of the display */
} OrielOutboxKind;

typedef struct {
  /* These pixels of a display are about to be sent. */
  void (*fill)(gpointer owner, guint display, const OrielRegion *damage);
  /* The viewer has taken the damage of a display. (nullable) Nobody has to know at once. */
  void (*taken)(gpointer owner, guint display);
} OrielOutboxEvents;

OrielOutbox *
oriel_outbox_new(GDBusConnection *connection, const OrielOutboxEvents *events, gpointer owner);

/* Something the viewer has to hear in any case. Takes a floating @parameters. */
void oriel_outbox_call(OrielOutbox *self, const char *method, GVariant *parameters);
/* The same, with @answered called when it was heard. */
void oriel_outbox_tell(OrielOutbox *self,
                       const char *method,
                       GVariant *parameters,
                       GAsyncReadyCallback answered,
                       gpointer user_data);
/* Asks for a connection; @task returns its descriptor. Takes a floating @options. */
void oriel_outbox_request_socket(OrielOutbox *self, GVariant *options, GTask *task);
/* Asks for bytes; @task returns them, as a GBytes. Takes a floating @parameters. */
void oriel_outbox_ask(OrielOutbox *self, const char *method, GVariant *parameters, GTask *task);
/* A value of which only the newest counts. Takes a floating @parameters. */
void oriel_outbox_post(OrielOutbox *self, guint kind, GVariant *parameters);
/* Sound, dropped when the viewer does not keep up. */
void oriel_outbox_audio(OrielOutbox *self, const guint8 *samples, gsize size);

void oriel_outbox_scanout(OrielOutbox *self, guint display, OrielFramebuffer *framebuffer);
void oriel_outbox_disable(OrielOutbox *self, guint display);
void oriel_outbox_damage(OrielOutbox *self, guint display, const OrielRect *rect);
