// SPDX-License-Identifier: LGPL-2.1-or-later
/* oriel console: a text console, in the terminal frontend or byte by byte. */
#include "command.h"
#include "programs.h"
#include "progress.h"
#include "raw-console.h"
#include "report.h"

#include "shared/console-find.h"
#include "shared/option-flags.h"
#include "shared/program.h"

typedef struct {
  SessionOptions session;
  char *console; /* (owned) the alias; NULL = the first */
  gboolean raw;
  gboolean force;
} Options;

typedef struct {
  GMainLoop *loop;
  OrielGuest *guest;     /* (owned) (nullable) */
  OrielHost *host;       /* (owned) (nullable) */
  OrielSession *session; /* (owned) (nullable) */
  GError *error;         /* (owned) (nullable) */
} Search;

static void
search_clear(Search *self)
{
  if (self->session != NULL)
    oriel_session_disconnect(self->session);
  g_clear_object(&self->session);
  g_clear_object(&self->guest);
  if (self->host != NULL)
    oriel_host_disconnect(self->host);
  g_clear_object(&self->host);
  g_clear_error(&self->error);
  g_clear_pointer(&self->loop, g_main_loop_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static void
on_found(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *self = user_data;

  console_find_finish(result, &self->guest, &self->session, &self->error);
  if (self->guest != NULL)
    self->host = g_object_ref(oriel_guest_get_host(self->guest));
  g_main_loop_quit(self->loop);
}

static ExitStatus
run_raw(const char *target, Options *options)
{
  g_auto(Search) search = {.loop = g_main_loop_new(NULL, FALSE)};
  g_autoptr(Progress) progress = NULL;

  if (!session_options_take_target(&options->session, target, &search.error))
    return report_usage("console", "%s", search.error->message);
  progress = progress_new(target);
  console_find_async(&options->session, on_found, &search);
  g_main_loop_run(search.loop);
  g_clear_pointer(&progress, progress_free);
  if (search.error != NULL)
    return report_error(target, search.error);
  session_options_silence(&options->session, NULL, NULL);
  if (search.host != NULL)
    oriel_host_set_reconnect(search.host, TRUE);
  return raw_console_run(search.guest, search.session, options->console, options->force);
}

/* Without --raw all words go to the frontend, which parses them once more. */
static ExitStatus
become_frontend(char **words)
{
  g_autoptr(GPtrArray) args = g_ptr_array_new();
  g_autofree char *program = program_find("oriel-tui");
  g_autoptr(GError) error = NULL;

  if (program == NULL) {
    error = g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                                "the frontend for terminals is not installed; --raw needs none");
    return report_error(NULL, error);
  }
  g_ptr_array_add(args, program);
  g_ptr_array_add(args, "--text-console");
  for (char **word = words + 1; *word != NULL; word++)
    g_ptr_array_add(args, *word);
  return programs_become(program, args);
}

static void
options_clear(Options *self)
{
  session_options_clear(&self->session);
  g_clear_pointer(&self->console, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static ExitStatus
run(int argc, char **argv)
{
  g_auto(Options) options = {.session = SESSION_OPTIONS_INIT};
  const GOptionEntry entries[] = {
      {"raw", 0, 0, G_OPTION_ARG_NONE, &options.raw,
       "pass all bytes between the terminal and the guest, as they are", NULL},
      {"console", 0, 0, G_OPTION_ARG_STRING, &options.console,
       "which of the guest's text consoles (else its first)", "ALIAS"},
      {"force", 0, 0, G_OPTION_ARG_NONE, &options.force,
       "take the console over from whoever uses it", NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GOptionContext) context =
      g_option_context_new("TARGET - use a guest's text console; Ctrl-] leaves");
  g_auto(GStrv) words = g_strdupv(argv);
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries(context, entries, NULL);
  session_options_add(&options.session, context);
  if (!option_flags_parse(context, &argc, &argv, &error))
    return report_usage("console", "%s", error->message);
  if (argc != 2)
    return report_usage("console", argc < 2 ? "a guest is missing" : "one guest at a time");
  return options.raw ? run_raw(argv[1], &options) : become_frontend(words);
}

const Command command_console = {"console", "use a guest's text console", run};
