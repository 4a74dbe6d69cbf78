// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console/console-main.h"

#include "console/console-page.h"
#include "shared/console-find.h"
#include "shared/host-questions.h"
#include "shared/option-flags.h"
#include "shared/questions.h"
#include "shared/view-session.h"
#include "terminal/app.h"

typedef struct {
  SessionOptions session;
  char *alias;
  gboolean force;
} Options;

typedef struct {
  GMainLoop *loop;
  OrielGuest *guest;     /* (owned) (nullable) */
  OrielHost *host;       /* (owned) (nullable) */
  OrielSession *session; /* (owned) (nullable) of a URI */
  GError *error;         /* (owned) (nullable) */
} Search;

static ExitStatus
report(const GError *error)
{
  g_autofree char *message = oriel_text_sanitize(error->message, -1, 2000);

  g_printerr("oriel: %s\n", message);
  return exit_status_of(error);
}

static void
on_found(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;

  console_find_finish(result, &search->guest, &search->session, &search->error);
  if (search->guest != NULL)
    search->host = g_object_ref(oriel_guest_get_host(search->guest));
  g_main_loop_quit(search->loop);
}

static gboolean
on_second(gpointer user_data)
{
  g_printerr("oriel: waiting for %s; Ctrl-C gives up\n", (const char *)user_data);
  return G_SOURCE_REMOVE;
}

static void
search_clear(Search *self)
{
  g_clear_pointer(&self->loop, g_main_loop_unref);
  g_clear_object(&self->guest);
  if (self->session != NULL)
    oriel_session_disconnect(self->session);
  g_clear_object(&self->session);
  if (self->host != NULL)
    oriel_host_disconnect(self->host);
  g_clear_object(&self->host);
  g_clear_error(&self->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

/* Finds the guest, or connects to the server, before the terminal changes: so that questions can be
 * asked on it, and errors stay to be read. */
static void
find(Search *search, SessionOptions *options)
{
  g_autoptr(GSource) second = g_timeout_source_new_seconds(1);

  search->loop = g_main_loop_new(NULL, FALSE);
  g_source_set_callback(
      second, on_second,
      (gpointer)(view_session_is_address(&options->view) ? "the server" : "the host of the guest"),
      NULL);
  g_source_attach(second, NULL);
  console_find_async(options, on_found, search);
  g_main_loop_run(search->loop);
  g_source_destroy(second);
}

static ExitStatus
show(const char *target, Options *options)
{
  g_auto(Search) search = {0};
  g_autoptr(GError) error = NULL;
  ExitStatus status;
  App *app;

  if (!session_options_take_target(&options->session, target, &error))
    return report(error);
  app = app_new(&error);
  if (app == NULL)
    return report(error);
  questions_watch_hosts();
  find(&search, &options->session);
  host_questions_set(NULL); /* the terminal is the console's from here on */
  if (search.error != NULL) {
    app_free(app);
    return report(search.error);
  }
  if (search.session != NULL) {
    console_page_open_of_session(app, &options->session, search.session, options->alias);
  } else {
    oriel_host_set_reconnect(search.host, TRUE);
    console_page_open(app, search.guest, options->alias, options->force);
  }
  status = (ExitStatus)app_run(app);
  app_free(app);
  return status;
}

static void
options_clear(Options *self)
{
  session_options_clear(&self->session);
  g_clear_pointer(&self->alias, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

ExitStatus
console_main(int argc, char **argv)
{
  g_auto(Options) options = {.session = SESSION_OPTIONS_INIT};
  const GOptionEntry entries[] = {
      {"console", 0, 0, G_OPTION_ARG_STRING, &options.alias, NULL, NULL},
      {"force", 0, 0, G_OPTION_ARG_NONE, &options.force, NULL, NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_autoptr(GError) error = NULL;

  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_add_main_entries(context, entries, NULL);
  session_options_add(&options.session, context);
  if (!option_flags_parse(context, &argc, &argv, &error) || argc != 2) {
    g_printerr("oriel: %s (see 'oriel console --help')\n", error != NULL ? error->message
                                                           : argc < 2    ? "a guest is missing"
                                                                         : "one guest at a time");
    return EXIT_USAGE;
  }
  return show(argv[1], &options);
}
