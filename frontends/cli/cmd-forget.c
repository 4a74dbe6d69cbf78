// SPDX-License-Identifier: LGPL-2.1-or-later
/* oriel forget: what was remembered of a console's server when it was connected to. */
#include "command.h"
#include "progress.h"
#include "report.h"

#include "shared/keyring.h"
#include "shared/option-flags.h"
#include "shared/session-options.h"
#include "shared/view-session.h"

typedef struct {
  GMainLoop *loop;
  OrielSession *session; /* (owned) (nullable) */
  gboolean found;        /* a password, which is forgotten */
  GError *error;         /* (owned) (nullable) */
} Search;

static void
search_clear(Search *self)
{
  g_clear_object(&self->session);
  g_clear_error(&self->error);
  g_clear_pointer(&self->loop, g_main_loop_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static void
on_resolved(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *self = user_data;

  self->session = view_session_resolve_finish(result, &self->error);
  g_main_loop_quit(self->loop);
}

static void
on_forgotten(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *self = user_data;

  self->found = keyring_forget_finish(result, &self->error);
  g_main_loop_quit(self->loop);
}

/* A computer without a keyring has no password in one. */
static void
forget_password(Search *self)
{
  g_autofree char *console = keyring_dup_console(self->session);

  if (console == NULL)
    return;
  keyring_forget_async(console, on_forgotten, self);
  g_main_loop_run(self->loop);
  if (self->error != NULL)
    g_debug("No keyring: %s", self->error->message);
  g_clear_error(&self->error);
}

static ExitStatus
forget(const char *target, const ViewOptions *options)
{
  g_auto(Search) search = {.loop = g_main_loop_new(NULL, FALSE)};
  g_autoptr(Progress) progress = progress_new(target);

  view_session_resolve_async(options, NULL, on_resolved, &search);
  g_main_loop_run(search.loop);
  g_clear_pointer(&progress, progress_free);
  if (search.session == NULL)
    return report_error(target, search.error);
  forget_password(&search);
  if (search.found)
    g_print("The password of %s is forgotten.\n", target);
  if (oriel_session_forget_certificate(search.session, &search.error))
    g_print("The certificate of %s is forgotten.\n", target);
  else if (!search.found || !g_error_matches(search.error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND))
    return report_error(target, search.error);
  return EXIT_DONE;
}

static ExitStatus
run(int argc, char **argv)
{
  g_auto(SessionOptions) options = SESSION_OPTIONS_INIT;
  const GOptionEntry entries[] = {
      {"connect", 'c', 0, G_OPTION_ARG_STRING, &options.connect,
       "the host of the guest (else as libvirt is set, else qemu:///session)", "URI"},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GOptionContext) context =
      g_option_context_new("TARGET - forget the password and the certificate of a console");
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries(context, entries, NULL);
  if (!option_flags_parse(context, &argc, &argv, &error))
    return report_usage("forget", "%s", error->message);
  if (argc != 2)
    return report_usage("forget", argc < 2 ? "a target is missing" : "one target at a time");
  if (!session_options_take_target(&options, argv[1], &error))
    return report_usage("forget", "%s", error->message);
  return forget(argv[1], &options.view);
}

const Command command_forget = {"forget", "forget a remembered password and a trusted certificate",
                                run};
