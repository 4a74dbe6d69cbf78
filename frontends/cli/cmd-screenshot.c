// SPDX-License-Identifier: LGPL-2.1-or-later
/* oriel screenshot: the picture of a guest's screen, as a PNG file. */
#include "command.h"
#include "first-picture.h"
#include "progress.h"
#include "report.h"
#include "shared/option-flags.h"
#include "shared/session-options.h"

#include "shared/png.h"
#include "shared/view-session.h"

#include <errno.h>
#include <stdio.h>

#define DEFAULT_TIMEOUT 30 /* seconds until the first picture has to be there */

typedef struct {
  SessionOptions session;
  char *output; /* (owned) NULL = by the name of the target; "-" = standard output */
  int timeout;  /* seconds */
  gboolean hypervisor;
} Options;

typedef struct {
  Options *options;
  GMainLoop *loop;
  GCancellable *cancellable;
  OrielSession *session; /* (owned) (nullable) */
  OrielHost *host;       /* (owned) (nullable) of a guest */
  FirstPicture *first;   /* (owned) (nullable) once there is a display */
  GBytes *picture;       /* (owned) what is to be written */
  gboolean timed_out;
  GError *error;
} Shot;

static void
shot_end(Shot *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_clear_error(&error);
  g_main_loop_quit(self->loop);
}

static void
on_picture(const OrielFramebuffer *framebuffer, gpointer user_data)
{
  Shot *self = user_data;
  GError *error = NULL;

  self->picture = png_picture_encode(
      oriel_framebuffer_peek_pixels(framebuffer), oriel_framebuffer_get_width(framebuffer),
      oriel_framebuffer_get_height(framebuffer), oriel_framebuffer_get_stride(framebuffer), &error);
  shot_end(self, error);
}

static void
on_displays_changed(GListModel *displays, guint position, guint removed, guint added, Shot *self)
{
  g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, 0);

  if (display != NULL && self->first == NULL)
    self->first = first_picture_new(display, on_picture, self);
}

static void
on_state_changed(OrielSession *session, GParamSpec *pspec, Shot *self)
{
  const GError *error = oriel_session_get_error(session);

  if (oriel_session_get_state(session) != ORIEL_SESSION_CLOSED || self->picture != NULL)
    return;
  shot_end(self, error != NULL ? g_error_copy(error)
                               : g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                                             "the server ended the session before a picture"));
}

static void
on_session_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (!oriel_session_connect_finish(ORIEL_SESSION(source), result, &error))
    shot_end(user_data, error);
}

static void
on_session_resolved(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Shot *self = user_data;
  GError *error = NULL;

  self->session = view_session_resolve_finish(result, &error);
  if (self->session == NULL) {
    shot_end(self, error);
    return;
  }
  session_options_apply(&self->options->session, self->session);
  oriel_session_set_view_only(self->session, TRUE);
  g_signal_connect(self->session, "notify::state", G_CALLBACK(on_state_changed), self);
  g_signal_connect(oriel_session_get_displays(self->session), "items-changed",
                   G_CALLBACK(on_displays_changed), self);
  oriel_session_connect_async(self->session, self->cancellable, on_session_connected, self);
}

static void
on_hypervisor_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Shot *self = user_data;
  g_autofree char *mime_type = NULL;
  GError *error = NULL;

  self->picture = oriel_guest_screenshot_finish(ORIEL_GUEST(source), result, &mime_type, &error);
  if (self->picture != NULL && g_strcmp0(mime_type, "image/png") != 0)
    g_printerr("oriel: the hypervisor made a picture of type %s, not PNG; it is saved as it is\n",
               mime_type);
  shot_end(self, error);
}

static void
on_guest_resolved(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Shot *self = user_data;
  g_autoptr(OrielGuest) guest = NULL;
  GError *error = NULL;

  guest = target_resolve_guest_finish(result, &error);
  if (guest == NULL) {
    shot_end(self, error);
    return;
  }
  self->host = g_object_ref(oriel_guest_get_host(guest));
  oriel_guest_screenshot_async(guest, 0, self->cancellable, on_hypervisor_answered, self);
}

/* Cancelling ends whatever step is waited for. */
static gboolean
on_timeout(gpointer user_data)
{
  Shot *self = user_data;

  self->timed_out = TRUE;
  shot_end(self, g_error_new(ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT,
                             "no picture within %d seconds (--timeout changes that)",
                             self->options->timeout));
  g_cancellable_cancel(self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
shot_clear(Shot *self)
{
  g_clear_pointer(&self->first, first_picture_free);
  if (self->session != NULL) {
    g_signal_handlers_disconnect_by_data(oriel_session_get_displays(self->session), self);
    g_signal_handlers_disconnect_by_data(self->session, self);
    oriel_session_disconnect(self->session);
  }
  if (self->host != NULL)
    oriel_host_disconnect(self->host);
  g_clear_object(&self->session);
  g_clear_object(&self->host);
  g_clear_object(&self->cancellable);
  g_clear_pointer(&self->picture, g_bytes_unref);
  g_clear_pointer(&self->loop, g_main_loop_unref);
  g_clear_error(&self->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shot, shot_clear)

/* "NAME.png" beside the caller, for what a person called the guest. (transfer full) */
static char *
default_output(const char *target, const ViewOptions *view)
{
  g_autofree char *file = NULL;
  g_autofree char *name = NULL;

  if (vv_load_is_file(target)) /* the standard input is called what it says */
    file = g_path_get_basename(g_str_equal(target, "-") ? view->target : target);
  name = oriel_text_sanitize(file != NULL ? file : target, -1, 80);
  g_strdelimit(name, "/:?&= ", '-');
  return g_strconcat(name, ".png", NULL);
}

static gboolean
write_stdout(GBytes *picture, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data(picture, &size);

  if (fwrite(data, 1, size, stdout) == size && fflush(stdout) == 0)
    return TRUE;
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "cannot write to standard output: %s",
              g_strerror(errno));
  return FALSE;
}

static ExitStatus
write_picture(GBytes *picture, const char *output)
{
  g_autoptr(GError) error = NULL;

  if (g_str_equal(output, "-"))
    return write_stdout(picture, &error) ? EXIT_DONE : report_error(NULL, error);
  if (!png_picture_write(output, picture, &error))
    return report_error(NULL, error);
  g_print("%s\n", output);
  return EXIT_DONE;
}

static ExitStatus
take(const char *target, Options *options)
{
  g_auto(Shot) shot = {
      .options = options, .loop = g_main_loop_new(NULL, FALSE), .cancellable = g_cancellable_new()};
  const ViewOptions *view = &options->session.view;
  g_autofree char *output =
      options->output != NULL ? g_strdup(options->output) : default_output(target, view);
  g_autoptr(Progress) progress = progress_new(target);
  guint timeout = g_timeout_add_seconds((guint)options->timeout, on_timeout, &shot);

  if (options->hypervisor)
    target_resolve_guest_async(view->target, view->by, view->connect, shot.cancellable,
                               on_guest_resolved, &shot);
  else
    view_session_resolve_async(view, shot.cancellable, on_session_resolved, &shot);
  g_main_loop_run(shot.loop);
  if (!shot.timed_out)
    g_source_remove(timeout);
  if (shot.error != NULL && options->session.refusal != NULL)
    return report_error(target, options->session.refusal);
  if (shot.error != NULL)
    return report_error(target, shot.error);
  return write_picture(shot.picture, output);
}

static void
options_clear(Options *self)
{
  session_options_clear(&self->session);
  g_clear_pointer(&self->output, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static ExitStatus
run(int argc, char **argv)
{
  g_auto(Options) options = {.session = SESSION_OPTIONS_INIT, .timeout = DEFAULT_TIMEOUT};
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
       "where to (else the target's name with .png; - is standard output)", "FILE"},
      {"timeout", 0, 0, G_OPTION_ARG_INT, &options.timeout,
       "give up when there is no picture by then (30)", "SECONDS"},
      {"hypervisor", 0, 0, G_OPTION_ARG_NONE, &options.hypervisor,
       "let the hypervisor make the picture, without opening the console", NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GOptionContext) context =
      g_option_context_new("TARGET - save a picture of a guest's screen");
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries(context, entries, NULL);
  session_options_add(&options.session, context);
  if (!option_flags_parse(context, &argc, &argv, &error))
    return report_usage("screenshot", "%s", error->message);
  if (argc != 2)
    return report_usage("screenshot", argc < 2 ? "a target is missing" : "one target at a time");
  if (options.timeout <= 0)
    return report_usage("screenshot", "--timeout takes a number of seconds above 0");
  if (!session_options_take_target(&options.session, argv[1], &error))
    return report_usage("screenshot", "%s", error->message);
  if (options.hypervisor && view_session_is_address(&options.session.view))
    return report_usage("screenshot", "--hypervisor takes the name of a guest, not an address");
  return take(argv[1], &options);
}

const Command command_screenshot = {"screenshot", "save a picture of a guest's screen", run};
