// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/start-main.h"

#include "start/consoles.h"
#include "start/start-window.h"

#include "shared/attachment.h"
#include "style.h"

#include <glib-unix.h>
#include <oriel-gtk.h>
#include <signal.h>

typedef struct {
  GMainLoop *loop;
  Consoles *consoles;
  StartWindow *window; /* (nullable): closed */
} Program;

typedef struct {
  char **hosts; /* (owned) (nullable) */
  gboolean read_only;
} Words;

/* It ends with its last window. */
static void
quit_if_idle(Program *self)
{
  if (self->window == NULL && consoles_get_n_open(self->consoles) == 0)
    g_main_loop_quit(self->loop);
}

static void
on_consoles_changed(gpointer user_data)
{
  Program *self = user_data;

  if (self->window != NULL)
    start_window_update_connections(self->window);
  quit_if_idle(self);
}

static gboolean
on_open(const char *const *words, OrielGuest *guest, gpointer user_data, GError **error)
{
  Program *self = user_data;

  return consoles_open(self->consoles, words, guest, error);
}

static char *
on_prefer(gpointer user_data)
{
  Program *self = user_data;

  return consoles_dup_prefer(self->consoles);
}

static gboolean
on_closed_later(gpointer user_data)
{
  Program *self = user_data;

  g_clear_pointer(&self->window, start_window_free);
  quit_if_idle(self);
  return G_SOURCE_REMOVE;
}

static void
on_closed(gpointer user_data)
{
  g_idle_add(on_closed_later, user_data);
}

static gboolean
on_signal(gpointer user_data)
{
  Program *self = user_data;

  g_main_loop_quit(self->loop);
  return G_SOURCE_CONTINUE;
}

static ExitStatus
run(const Words *words, const char *const *base)
{
  const StartHooks hooks = {on_open, on_prefer, on_closed};
  Program self = {0};

  if (!style_init())
    return EXIT_FAILED;
  style_set_colors(settings_get_default()->colors);
  self.loop = g_main_loop_new(NULL, FALSE);
  self.consoles = consoles_new(base, on_consoles_changed, &self);
  self.window = start_window_new((const char *const *)words->hosts, words->read_only,
                                 settings_get_default(), &hooks, &self);
  g_unix_signal_add(SIGINT, on_signal, &self);
  g_unix_signal_add(SIGTERM, on_signal, &self);
  g_unix_signal_add(SIGHUP, on_signal, &self);
  g_main_loop_run(self.loop);
  attachment_settle();
  consoles_free(self.consoles);
  g_clear_pointer(&self.window, start_window_free);
  g_main_loop_unref(self.loop);
  return EXIT_DONE;
}

/* Whether the options of the consoles make sense; @line ends with NULL. */
static gboolean
check(GPtrArray *line, gboolean *version, GError **error)
{
  static const ViewProgram program = {
      .summary = "Shows the guests of hosts, and opens their consoles in windows.",
      .target_optional = TRUE};
  g_auto(ViewOptions) options = {0};
  char **argv = (char **)line->pdata;
  int argc = (int)line->len - 1;

  if (!view_options_parse(&options, &program, &argc, &argv, error))
    return FALSE;
  *version = options.version;
  if (options.target != NULL)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "'%s' is one argument too many",
                options.target);
  return options.target == NULL;
}

ExitStatus
start_main(int argc, char **argv)
{
  Words words = {0};
  const GOptionEntry entries[] = {
      {"connect", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &words.hosts,
       "a host to show (may be given several times)", "URI"},
      {"read-only", 0, 0, G_OPTION_ARG_NONE, &words.read_only, "change nothing", NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GOptionContext) context = g_option_context_new("- guests of hosts in a window");
  g_autoptr(GPtrArray) base = g_ptr_array_new();
  g_autoptr(GError) error = NULL;
  gboolean version = FALSE;
  ExitStatus status = EXIT_USAGE;

  g_option_context_add_main_entries(context, entries, NULL);
  g_option_context_set_ignore_unknown_options(context, TRUE);
  g_option_context_set_description(context,
                                   "All other options are those of 'oriel view --frontend=gtk'.");
  if (g_option_context_parse(context, &argc, &argv, &error)) {
    for (int i = 0; i < argc; i++)
      g_ptr_array_add(base, argv[i]);
    if (words.read_only)
      g_ptr_array_add(base, (gpointer) "--view-only");
    g_ptr_array_add(base, NULL);
    if (check(base, &version, &error))
      status = EXIT_DONE;
  }
  if (status != EXIT_DONE)
    g_printerr("oriel: %s (see 'oriel picker --help')\n", error->message);
  else if (version)
    g_print("oriel-gtk %s\n", ORIEL_VERSION);
  else
    status = run(&words, (const char *const *)base->pdata + 1);
  g_strfreev(words.hosts);
  return status;
}
