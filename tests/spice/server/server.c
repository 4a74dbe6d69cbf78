// SPDX-License-Identifier: LGPL-2.1-or-later
/* A SPICE server for tests, on libspice-server: ../README.md says what it can be told. */
#include <glib-unix.h>

#include "agent-clipboard.h"
#include "agent-files.h"
#include "agent.h"
#include "command.h"
#include "input.h"
#include "listen.h"
#include "loop.h"
#include "migrate.h"
#include "options.h"
#include "port.h"
#include "report.h"
#include "show.h"
#include "smartcard.h"
#include "sound.h"
#include "video.h"

#define TLS_ATTEMPTS 10

static SpiceServer *spice;
static const Options *options;
static guint tls_port;
static gboolean is_stalled;

/* Main channels that are up: connection by connection. */
static GHashTable *clients; /* (element-type SpiceChannelEventInfo) not owned */

static void
on_channel(int event, SpiceChannelEventInfo *info)
{
  if (info->type != SPICE_CHANNEL_MAIN)
    return;
  if (event == SPICE_CHANNEL_EVENT_INITIALIZED && g_hash_table_add(clients, info))
    report("client");
  else if (event == SPICE_CHANNEL_EVENT_DISCONNECTED && g_hash_table_remove(clients, info))
    report("gone");
}

/* Orders */

static gboolean
do_compression(const char *args)
{
  return options_set_compression(spice, args);
}

static gboolean
do_jpeg(const char *args)
{
  return options_set_jpeg(spice, args);
}

static gboolean
do_zlib(const char *args)
{
  return options_set_zlib(spice, args);
}

static gboolean
do_streaming(const char *args)
{
  return options_set_streaming(spice, args);
}

static gboolean
do_password(const char *args)
{
  options_set_password(spice, *args != '\0' ? args : NULL);
  return TRUE;
}

static gboolean
do_name(const char *args)
{
  g_autofree char *text = g_strcompress(args);

  spice_server_set_name(spice, text);
  return TRUE;
}

static gboolean
do_drop(const char *args)
{
  listen_drop_all(tls_port);
  return TRUE;
}

static gboolean
do_stall(const char *args)
{
  gboolean stalled = is_stalled;

  if (!command_read_flag(args, &stalled) || stalled == is_stalled)
    return FALSE;
  is_stalled = stalled;
  screens_set_stalled(stalled);
  loop_set_stalled(stalled);
  listen_set_paused(stalled);
  return TRUE;
}

static gboolean
do_vm(const char *args)
{
  gboolean runs = FALSE;

  if (!command_read_flag(args, &runs))
    return FALSE;
  if (runs)
    spice_server_vm_start(spice);
  else
    spice_server_vm_stop(spice);
  return TRUE;
}

static const Command server_commands[] = {
    {"compression", do_compression},
    {"jpeg", do_jpeg},
    {"zlib", do_zlib},
    {"streaming", do_streaming},
    {"password", do_password},
    {"name", do_name},
    {"drop", do_drop},
    {"stall", do_stall},
    {"vm", do_vm},
    {NULL},
};

/* Starting */

static void
on_connection(guint n)
{
  if (options->disconnect_after > 0 && n >= (guint)options->disconnect_after)
    listen_drop_all(tls_port);
}

/* The server opens its own port for TLS, and wants to be told which: one that is free, unless
 * somebody takes it meanwhile. */
static gboolean
make_server(GError **error)
{
  SpiceCoreInterface *core = loop_get_core(on_channel);

  for (guint i = 0; i < TLS_ATTEMPTS; i++) {
    spice = spice_server_new();
    if (!options_apply(options, spice, error))
      return FALSE;
    if (options->tls) {
      tls_port = listen_find_port(error);
      spice_server_set_addr(spice, "127.0.0.1", SPICE_ADDR_FLAG_IPV4_ONLY);
      if (tls_port == 0 ||
          spice_server_set_tls(spice, (int)tls_port, options->tls_ca, options->tls_cert,
                               options->tls_key, NULL, NULL, NULL) != 0)
        return FALSE;
    }
    if (spice_server_init(spice, core) == 0)
      return TRUE;
    g_clear_pointer(&spice, spice_server_destroy);
  }
  g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_FAILED, "the SPICE server does not start");
  return FALSE;
}

static gboolean
listen_for_clients(GError **error)
{
  g_autoptr(GString) addresses = g_string_new(NULL);

  if (options->path != NULL) {
    if (!listen_on_path(spice, options->path, error))
      return FALSE;
    g_string_append_printf(addresses, " %s", options->path);
  }
  if (options->tcp) {
    guint port = listen_on_port(spice, error);
    if (port == 0)
      return FALSE;
    g_string_append_printf(addresses, " %u", port);
  }
  if (tls_port != 0)
    g_string_append_printf(addresses, " %u", tls_port);
  listen_set_hook(on_connection);
  report("READY%s", addresses->str);
  return TRUE;
}

static void
start_devices(void)
{
  show_start(spice, (guint)options->n_displays, (guint)options->max_heads, options->width,
             options->height);
  input_start(spice, !options->relative);
  agent_clipboard_start(options->vnc_words);
  agent_start(spice, options->agent, options->card_monitors);
  if (options->sound)
    sound_start(spice, (guint)options->playback_rate, (guint)options->record_rate);
  ports_start(spice, (const char *const *)options->ports);
  if (options->smartcard)
    smartcard_start(spice);
  migrate_start(spice, options->seamless);
  if (!options->incoming)
    spice_server_vm_start(spice);
  commands_add(server_commands);
  commands_add(show_commands);
  commands_add(input_commands);
  commands_add(agent_commands);
  commands_add(agent_clipboard_commands);
  commands_add(agent_files_commands);
  commands_add(video_commands);
  commands_add(sound_commands);
  commands_add(port_commands);
  commands_add(smartcard_commands);
  commands_add(migrate_commands);
}

static gboolean
on_terminate(gpointer user_data)
{
  g_main_loop_quit(user_data);
  return G_SOURCE_CONTINUE;
}

int
main(int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Options) parsed = options_parse(argc, argv, &error);
  g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);

  if (parsed == NULL) {
    g_printerr("oriel-spice-server: %s\n", error->message);
    return 2;
  }
  options = parsed;
  clients = g_hash_table_new(NULL, NULL);
  if (options->vnc_words)
    report_use_vnc_words();
  /* The server knows this by its environment alone. */
  if (options->multi_client)
    g_setenv("SPICE_DEBUG_ALLOW_MC", "1", TRUE);
  g_unix_signal_add(SIGTERM, on_terminate, loop);
  video_watch_reports();
  if (!make_server(&error)) {
    g_printerr("oriel-spice-server: %s\n", error != NULL ? error->message : "no TLS");
    return 1;
  }
  start_devices();
  commands_read(loop);
  if (!listen_for_clients(&error)) {
    g_printerr("oriel-spice-server: %s\n", error->message);
    return 1;
  }
  g_main_loop_run(loop);
  if (is_stalled)
    do_stall("off");
  video_stop();
  listen_stop();
  spice_server_destroy(spice);
  agent_stop();
  ports_stop();
  smartcard_stop();
  show_stop();
  g_hash_table_unref(clients);
  return 0;
}
