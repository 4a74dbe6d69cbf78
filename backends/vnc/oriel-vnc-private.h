// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the files of this backend share. */
#pragma once

#include "oriel-vnc-backend.h"
#include "oriel-vnc-framebuffer.h"
#include "oriel-vnc-input.h"

#include "worker/oriel-answers.h"

#include <gvnc.h>
#include <vncbaseaudio.h>

G_BEGIN_DECLS

struct _OrielVncBackend {
  OrielBackend parent_instance;

  /* (owned) Never finalized while the process lives: gvnc's finalize crashes when a sound is still
   * buffered, and the process ends with the session. */
  VncConnection *conn;
  gboolean connected; /* reported to the worker */
  gboolean over;      /* closed has been reported: nothing more may be */
  char *last_error;   /* (owned) gvnc's words, or the server's */
  const char *step;   /* what the server has to do next, for the watchdog */
  guint watchdog;

  gboolean weak_allowed;
  gboolean encrypted_only; /* the user says so */
  gboolean local_link;
  gboolean audio_wanted;
  gboolean audio_playing;
  char *encodings; /* (owned) (nullable) */
  guint auth_type;
  gboolean wire_hidden; /* encrypted: nobody can read it on the wire */
  OrielCredentials needs;

  OrielVncFramebuffer *framebuffer; /* (owned) */
  gboolean asked;                   /* a request has been given to gvnc, and no answer has begun */
  guint64 asked_at;                 /* oriel_vnc_wire_get_flushes() before that */
  gint64 untaken_since;             /* first damage that the viewer has not taken, 0 = none */
  gboolean deferred;                /* a request waits for the viewer */
  GTask *resize;                    /* (owned) (nullable) */
  gboolean resize_sent;
  gboolean pictured; /* an update has come; before it a server says whether it resizes */
  int resize_width;
  int resize_height;
  guint resize_timeout;

  OrielAnswers answers;
  OrielVncInput *input; /* (owned) */
  int pointer_x;
  int pointer_y;

  GBytes *cut_text; /* (owned) (nullable) what the guest has copied */
  GTask *power;     /* (owned) (nullable) */
  guint power_timeout;
  VncBaseAudio *audio; /* (owned) (nullable) */
};

/* oriel-vnc-backend.c */
void oriel_vnc_backend_fail(OrielVncBackend *self, GError *error);
void oriel_vnc_backend_expect(OrielVncBackend *self, const char *step);
/* Sends a whole message past gvnc; FALSE where gvnc alone can send. Not while gvnc writes. */
gboolean oriel_vnc_backend_send(OrielVncBackend *self, const guint8 *message, gsize size);

/* oriel-vnc-login.c */
void oriel_vnc_login_watch(OrielVncBackend *self);
void oriel_vnc_login_answer(OrielVncBackend *self, const char *username, const char *password);

/* oriel-vnc-screen.c */
void oriel_vnc_screen_watch(OrielVncBackend *self);
gboolean oriel_vnc_screen_start(OrielVncBackend *self, GError **error);
void oriel_vnc_screen_ask_anything(OrielVncBackend *self);
void oriel_vnc_screen_taken(OrielVncBackend *self);
void oriel_vnc_screen_resize(OrielVncBackend *self, int width, int height, GTask *task);
void oriel_vnc_screen_stop(OrielVncBackend *self);

/* oriel-vnc-features.c */
void oriel_vnc_features_watch(OrielVncBackend *self);
void oriel_vnc_features_grab(OrielVncBackend *self, const char *const *types, GTask *task);
void oriel_vnc_features_read(OrielVncBackend *self, const char *type, GTask *task);
void oriel_vnc_features_power(OrielVncBackend *self, OrielPowerAction action, GTask *task);
void oriel_vnc_features_stop(OrielVncBackend *self);

/* oriel-vnc-audio.c */
void oriel_vnc_audio_start(OrielVncBackend *self);

G_END_DECLS
