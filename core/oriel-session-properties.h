// SPDX-License-Identifier: LGPL-2.1-or-later
/* The GObject side of the session: its properties and signals. */
#pragma once

#include "oriel.h"

typedef enum {
  ORIEL_SESSION_PROP_TARGET = 1,
  ORIEL_SESSION_PROP_GUEST,
  ORIEL_SESSION_PROP_GRAPHICS,
  ORIEL_SESSION_PROP_STATE,
  ORIEL_SESSION_PROP_NAME,
  ORIEL_SESSION_PROP_PEER,
  ORIEL_SESSION_PROP_DISPLAYS,
  ORIEL_SESSION_PROP_CLIPBOARD,
  ORIEL_SESSION_PROP_AUDIO,
  ORIEL_SESSION_PROP_POWER_ACTIONS,
  ORIEL_SESSION_PROP_ANSWERING,
  ORIEL_SESSION_PROP_VIEW_ONLY,
  ORIEL_SESSION_PROP_SHARED,
  ORIEL_SESSION_PROP_ENABLE_AUDIO,
  ORIEL_SESSION_PROP_SECURITY,
  ORIEL_SESSION_PROP_ENCODINGS,
  ORIEL_SESSION_PROP_CA_FILE,
  ORIEL_SESSION_PROP_CA_DATA,
  ORIEL_SESSION_PROP_HOST_SUBJECT,
  ORIEL_SESSION_PROP_TLS_CIPHERS,
  ORIEL_SESSION_PROP_SECURE_CHANNELS,
  ORIEL_SESSION_PROP_PROXY,
  ORIEL_SESSION_PROP_DISABLE_EFFECTS,
  ORIEL_SESSION_PROP_MICROPHONE,
  ORIEL_SESSION_PROP_ENABLE_MICROPHONE,
  ORIEL_SESSION_PROP_PROTOCOLS,
  ORIEL_SESSION_PROP_SHARED_FOLDER,
  ORIEL_SESSION_PROP_SHARED_FOLDER_WRITABLE,
  ORIEL_SESSION_PROP_FILES_REFUSAL,
  ORIEL_SESSION_PROP_TRANSFERS,
  ORIEL_SESSION_PROP_CONSOLES,
  ORIEL_SESSION_PROP_USB,
  ORIEL_SESSION_PROP_ENABLE_USB,
  ORIEL_SESSION_PROP_DIRECT,
  ORIEL_SESSION_PROP_IMAGE_CACHE_SIZE,
  ORIEL_SESSION_PROP_IMAGE_WINDOW_SIZE,
  ORIEL_SESSION_PROP_SMARTCARD_CERTIFICATES,
  ORIEL_SESSION_PROP_SMARTCARD_DATABASE,
  ORIEL_SESSION_PROP_SMARTCARD,
  ORIEL_SESSION_N_PROPS,
} OrielSessionProp;

void oriel_session_notify(OrielSession *self, OrielSessionProp property);
/* For class_init(). (oriel-session-signals.c) */
void oriel_session_install_signals(void);
/* Asks the program; a program that does not listen refuses. */
void oriel_session_emit_auth_requested(OrielSession *self, OrielAuthRequest *request);
/* The same; without an answer the server is not believed. */
void oriel_session_emit_trust_requested(OrielSession *self, OrielTrustRequest *request);
void oriel_session_emit_fell_back(OrielSession *self, OrielGraphics *failed, const GError *error);
/* Lets go of the process, for dispose. */
void oriel_session_dispose_link(OrielSession *self);

/* Whether the way is direct (oriel-session-sockets.c). */
void oriel_session_install_direct(GParamSpec **properties);

/* What is kept of pictures (oriel-session-images.c). */
void oriel_session_install_images(GParamSpec **properties);
void oriel_session_write_images(OrielSession *self, GVariantDict *options);

/* The smartcard (oriel-session-smartcard.c). */
void oriel_session_install_smartcard(GParamSpec **properties);

/* Options that are texts (oriel-session-network.c). FALSE: @property is none of them. */
gboolean oriel_session_get_text(OrielSession *self, guint property, GValue *value);
gboolean oriel_session_set_text(OrielSession *self, guint property, const char *value);
void oriel_session_install_texts(GParamSpec **properties);
void oriel_session_free_texts(OrielSession *self);
/* Whether all of them can be told to a session process. */
gboolean oriel_session_check_texts(OrielSession *self, GError **error);
/* What of them the session process gets to know, as options of Open. */
void oriel_session_write_texts(OrielSession *self, GVariantDict *options);
