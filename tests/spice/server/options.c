// SPDX-License-Identifier: LGPL-2.1-or-later
#include "options.h"

#include <stdio.h>

#include "command.h"

static GOptionEntry *
new_entries(Options *self)
{
  const GOptionEntry entries[] = {
      {"unix", 0, 0, G_OPTION_ARG_FILENAME, &self->path, "listen on a unix socket", "PATH"},
      {"tcp", 0, 0, G_OPTION_ARG_NONE, &self->tcp, "listen on a loopback port", NULL},
      {"tls", 0, 0, G_OPTION_ARG_NONE, &self->tls, "listen on a second port for TLS", NULL},
      {"tls-key", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_key, "its private key", "FILE"},
      {"tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_cert, "its certificate", "FILE"},
      {"tls-ca", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_ca, "who signed it", "FILE"},
      {"password", 0, 0, G_OPTION_ARG_STRING, &self->password, "ask for it", "TEXT"},
      {"sasl", 0, 0, G_OPTION_ARG_NONE, &self->sasl, "authenticate by SASL", NULL},
      {"size", 0, 0, G_OPTION_ARG_STRING, &self->size, "size of the screens", "WxH"},
      {"displays", 0, 0, G_OPTION_ARG_INT, &self->n_displays, "graphics cards", "N"},
      {"max-heads", 0, 0, G_OPTION_ARG_INT, &self->max_heads, "monitors of a card", "N"},
      {"relative", 0, 0, G_OPTION_ARG_NONE, &self->relative, "no tablet at first", NULL},
      {"agent", 0, 0, G_OPTION_ARG_NONE, &self->agent, "the guest has an agent", NULL},
      {"agent-mouse", 0, 0, G_OPTION_ARG_NONE, &self->agent_mouse, "which has the tablet", NULL},
      {"card-monitors", 0, 0, G_OPTION_ARG_NONE, &self->card_monitors,
       "cards change their size, not the agent", NULL},
      {"compression", 0, 0, G_OPTION_ARG_STRING, &self->compression, "of images", "NAME"},
      {"jpeg", 0, 0, G_OPTION_ARG_STRING, &self->jpeg, "of images, with loss", "WHEN"},
      {"zlib", 0, 0, G_OPTION_ARG_STRING, &self->zlib, "of compressed images", "WHEN"},
      {"streaming", 0, 0, G_OPTION_ARG_STRING, &self->streaming, "what becomes video", "WHICH"},
      {"codecs", 0, 0, G_OPTION_ARG_STRING, &self->codecs, "of video", "LIST"},
      {"playback-compression", 0, 0, G_OPTION_ARG_NONE, &self->playback_compression,
       "sound may lose quality", NULL},
      {"sound", 0, 0, G_OPTION_ARG_NONE, &self->sound, "the guest has a sound card", NULL},
      {"playback-rate", 0, 0, G_OPTION_ARG_INT, &self->playback_rate, "frames a second", "HZ"},
      {"record-rate", 0, 0, G_OPTION_ARG_INT, &self->record_rate, "frames a second", "HZ"},
      {"port", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->ports, "a port into the guest",
       "NAME[:echo]"},
      {"smartcard", 0, 0, G_OPTION_ARG_NONE, &self->smartcard, "the guest has a reader", NULL},
      {"seamless", 0, 0, G_OPTION_ARG_NONE, &self->seamless, "migrate seamlessly", NULL},
      {"incoming", 0, 0, G_OPTION_ARG_NONE, &self->incoming, "the guest is paused at first", NULL},
      {"multi-client", 0, 0, G_OPTION_ARG_NONE, &self->multi_client,
       "a client does not push out the one before", NULL},
      {"disconnect-after", 0, 0, G_OPTION_ARG_INT, &self->disconnect_after,
       "drop everything at the Nth connection", "N"},
      {"name", 0, 0, G_OPTION_ARG_STRING, &self->name, "of the guest", "TEXT"},
      {"vnc-words", 0, 0, G_OPTION_ARG_NONE, &self->vnc_words, "report as vnc-server does", NULL},
      {NULL},
  };

  return g_memdup2(entries, sizeof entries);
}

static gboolean
are_sane(const Options *self, GError **error)
{
  const char *wrong = NULL;

  if (self->size != NULL && (self->width < 1 || self->height < 1))
    wrong = "--size wants WxH";
  else if (self->n_displays < 1 || self->n_displays > 8)
    wrong = "--displays wants 1 to 8";
  else if (self->max_heads < 1 || self->max_heads > 16)
    wrong = "--max-heads wants 1 to 16";
  else if (self->tls && (self->tls_key == NULL || self->tls_cert == NULL || self->tls_ca == NULL))
    wrong = "--tls wants --tls-key, --tls-cert and --tls-ca";
  if (wrong != NULL)
    g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, wrong);
  return wrong == NULL;
}

Options *
options_parse(int argc, char **argv, GError **error)
{
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_autoptr(Options) self = g_new0(Options, 1);
  g_autofree GOptionEntry *entries = new_entries(self);

  self->n_displays = 1;
  self->max_heads = 4;
  self->playback_rate = 48000;
  self->record_rate = 44100;
  g_option_context_add_main_entries(context, entries, NULL);
  if (!g_option_context_parse(context, &argc, &argv, error))
    return NULL;
  if (self->size == NULL || sscanf(self->size, "%dx%d", &self->width, &self->height) != 2)
    self->width = self->size == NULL ? 640 : 0, self->height = 480;
  if (!are_sane(self, error))
    return NULL;
  if (self->path == NULL)
    self->tcp = TRUE;
  return g_steal_pointer(&self);
}

void
options_free(Options *self)
{
  g_free(self->path);
  g_free(self->tls_key);
  g_free(self->tls_cert);
  g_free(self->tls_ca);
  g_free(self->password);
  g_free(self->size);
  g_free(self->compression);
  g_free(self->jpeg);
  g_free(self->zlib);
  g_free(self->streaming);
  g_free(self->codecs);
  g_strfreev(self->ports);
  g_free(self->name);
  g_free(self);
}

gboolean
options_set_compression(SpiceServer *server, const char *name)
{
  /* In the order of SpiceImageCompression. */
  static const char *const names[] = {"off", "auto-glz", "auto-lz", "quic",
                                      "glz", "lz",       "lz4",     NULL};
  int choice = command_choose(name, names);

  return choice >= 0 &&
         spice_server_set_image_compression(
             server, (SpiceImageCompression)(SPICE_IMAGE_COMPRESSION_OFF + choice)) == 0;
}

/* In the order of spice_wan_compression_t. */
static const char *const whens[] = {"auto", "always", "never", NULL};

gboolean
options_set_jpeg(SpiceServer *server, const char *name)
{
  int choice = command_choose(name, whens);

  return choice >= 0 &&
         spice_server_set_jpeg_compression(
             server, (spice_wan_compression_t)(SPICE_WAN_COMPRESSION_AUTO + choice)) == 0;
}

gboolean
options_set_zlib(SpiceServer *server, const char *name)
{
  int choice = command_choose(name, whens);

  return choice >= 0 &&
         spice_server_set_zlib_glz_compression(
             server, (spice_wan_compression_t)(SPICE_WAN_COMPRESSION_AUTO + choice)) == 0;
}

gboolean
options_set_streaming(SpiceServer *server, const char *name)
{
  /* In the order of SPICE_STREAM_VIDEO_*. */
  static const char *const names[] = {"off", "all", "filter", NULL};
  int choice = command_choose(name, names);

  return choice >= 0 &&
         spice_server_set_streaming_video(server, SPICE_STREAM_VIDEO_OFF + choice) == 0;
}

void
options_set_password(SpiceServer *server, const char *password)
{
  if (password != NULL)
    spice_server_set_ticket(server, password, 0, FALSE, FALSE);
  else
    spice_server_set_noauth(server);
}

gboolean
options_apply(const Options *self, SpiceServer *server, GError **error)
{
  gboolean sane =
      options_set_compression(server, self->compression ? self->compression : "auto-glz");

  sane = options_set_jpeg(server, self->jpeg ? self->jpeg : "never") && sane;
  sane = options_set_zlib(server, self->zlib ? self->zlib : "never") && sane;
  sane = options_set_streaming(server, self->streaming ? self->streaming : "off") && sane;
  if (self->codecs != NULL)
    sane = spice_server_set_video_codecs(server, self->codecs) == 0 && sane;
  spice_server_set_agent_mouse(server, self->agent_mouse);
  spice_server_set_playback_compression(server, self->playback_compression);
  spice_server_set_name(server, self->name ? self->name : "Oriel test server");
  if (self->sasl)
    spice_server_set_sasl(server, TRUE);
  else
    options_set_password(server, self->password);
  if (!sane)
    g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                        "--compression, --jpeg, --zlib, --streaming or --codecs want another word");
  return sane;
}
