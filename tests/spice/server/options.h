// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the server is started with; server.c documents it. */
#pragma once

#include <spice.h>

#include <glib.h>

typedef struct {
  char *path; /* (nullable) of the unix socket */
  gboolean tcp, tls;
  char *tls_key, *tls_cert, *tls_ca;
  char *password;
  gboolean sasl;
  char *size;
  int width, height; /* of @size */
  int n_displays, max_heads;
  gboolean relative;
  gboolean agent, agent_mouse, card_monitors;
  char *compression, *jpeg, *zlib, *streaming, *codecs;
  gboolean playback_compression;
  gboolean sound;
  int playback_rate, record_rate; /* Hz */
  char **ports;                   /* (nullable) NAME or NAME:echo */
  gboolean smartcard;
  gboolean seamless, incoming;
  gboolean multi_client;
  int disconnect_after; /* connections, 0 = never */
  char *name;
  gboolean vnc_words;
} Options;

/* NULL, with @error, when the arguments make no sense. */
Options *options_parse(int argc, char **argv, GError **error);
void options_free(Options *self);

/* Sets up a server that was not initialised yet. */
gboolean options_apply(const Options *self, SpiceServer *server, GError **error);

/* Orders that change the same while the server runs: compression, jpeg, streaming, ... */
gboolean options_set_compression(SpiceServer *server, const char *name);
gboolean options_set_jpeg(SpiceServer *server, const char *name);
gboolean options_set_zlib(SpiceServer *server, const char *name);
gboolean options_set_streaming(SpiceServer *server, const char *name);
/* No password when @password is NULL. */
void options_set_password(SpiceServer *server, const char *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Options, options_free)
