// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/view-options.h"

#include "shared/connections.h"
#include "shared/listen-option.h"
#include "shared/option-flags.h"
#include "shared/secret.h"
#include "shared/view-settings.h"
#include "shared/view-words.h"
#include "shared/viewport.h"
#include "shared/vv-apply.h"

#include <string.h>

static gboolean G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  if (error != NULL)
    *error = g_error_new_valist(ORIEL_ERROR, ORIEL_ERROR_INVALID, format, arguments);
  va_end(arguments);
  return FALSE;
}

gboolean
view_options_choose(const char *option,
                    const char *value,
                    const char *first,
                    const char *second,
                    gboolean *is_first,
                    GError **error)
{
  *is_first = value == NULL || strcmp(value, first) == 0;
  if (*is_first || strcmp(value, second) == 0)
    return TRUE;
  return refuse(error, "--%s takes %s or %s, not '%s'", option, first, second, value);
}

/* What contradicts itself. */
static gboolean
check_together(const ViewOptions *self, const ViewWords *words, GError **error)
{
  if (words->by_id + words->by_uuid + words->by_name > 1)
    return refuse(error, "only one of --id, --uuid and --domain-name makes sense");
  if (words->audio && (words->no_audio || self->spice.disable_audio))
    return refuse(error, "--audio and --%s exclude each other",
                  words->no_audio ? "no-audio" : "spice-disable-audio");
  if (self->share_cds != NULL && self->spice.disable_usb)
    return refuse(error, "--share-cd needs what --spice-disable-usbredir forbids");
  return TRUE;
}

static gboolean
check_words(ViewOptions *self, const ViewWords *words, GError **error)
{
  gboolean never, automatic;

  if (!view_options_choose("auto-resize", words->auto_resize, "always", "never", &self->auto_resize,
                           error) ||
      !view_options_choose("kiosk-quit", words->kiosk_quit, "never", "on-disconnect", &never,
                           error) ||
      !view_options_choose("cursor", words->cursor, "auto", "local", &automatic, error))
    return FALSE;
  self->quit_on_disconnect = !never;
  self->local_cursor = !automatic;
  if (words->zoom != VIEW_WORDS_NO_ZOOM &&
      (words->zoom < VIEWPORT_ZOOM_MIN || words->zoom > VIEWPORT_ZOOM_MAX))
    return refuse(error, "--zoom takes %d to %d, not %d", VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX,
                  words->zoom);
  self->zoom = words->zoom != VIEW_WORDS_NO_ZOOM ? words->zoom : 0;
  return (words->hotkeys == NULL || hotkeys_parse(&self->hotkeys, words->hotkeys, error)) &&
         (self->keymap_text == NULL || key_remap_parse(&self->keymap, self->keymap_text, error)) &&
         (self->desktop_keys_text == NULL ||
          desktop_keys_parse(&self->desktop_keys, self->desktop_keys_text, error)) &&
         oriel_session_check_encodings(self->encodings, error) &&
         connect_options_check(&self->network, error) && spice_options_check(&self->spice, error);
}

/* The one target is then where it is waited. */
static gboolean
check_listening(ViewOptions *self, const ViewWords *words, GError **error)
{
  const char *address = words->listen;

  if (self->connect != NULL || words->by_id || words->by_uuid || words->by_name || self->attach ||
      self->direct || self->network.proxy != NULL || self->protocol != NULL)
    return refuse(error, "--listen waits for a server, whichever it is: no host, guest, protocol "
                         "or proxy can be named");
  if (words->rest != NULL && (*address != '\0' || words->rest[1] != NULL))
    return refuse(error, "there is one address to listen at");
  if (words->rest != NULL)
    address = words->rest[0];
  self->target = listen_option_make_target(address, error);
  return self->target != NULL;
}

static gboolean
check_target(ViewOptions *self, const ViewProgram *program, const ViewWords *words, GError **error)
{
  if (words->listen != NULL)
    return check_listening(self, words, error);
  if (words->rest == NULL && self->wait)
    return refuse(error, "--wait needs to know for which guest: its name, id or uuid");
  if (words->rest == NULL && program->target_optional)
    return TRUE;
  if (words->rest == NULL || words->rest[1] != NULL)
    return refuse(error, "one target is needed: a URI, or the name of a guest");
  self->target = g_strdup(words->rest[0]);
  self->by = words->by_id     ? TARGET_BY_ID
             : words->by_uuid ? TARGET_BY_UUID
             : words->by_name ? TARGET_BY_NAME
                              : TARGET_BY_ANY;
  if (self->by != TARGET_BY_ANY && target_resolve_is_uri(self->target))
    return refuse(error, "%s is an address, not the %s of a guest", self->target,
                  words->by_id     ? "id"
                  : words->by_uuid ? "uuid"
                                   : "name");
  return TRUE;
}

static gboolean
check_save(ViewOptions *self, GError **error)
{
  if (self->save == NULL)
    return TRUE;
  if (self->target == NULL)
    return refuse(error, "--save needs a target to keep");
  if (self->by == TARGET_BY_ANY && vv_load_is_file(self->target))
    return refuse(error, "a connection file is for one time; it cannot be kept by --save");
  return connections_check(self->save, (const char *const *)self->words, error);
}

gboolean
view_options_lack_target(char *const *argv)
{
  static const ViewProgram program = {NULL, NULL};
  g_auto(ViewOptions) scratch = {0};
  g_auto(ViewWords) words = {0};
  g_auto(GStrv) line = listen_option_complete(argv);
  g_autoptr(GOptionContext) context = view_words_new_context(&words, &scratch, &program);

  g_option_context_set_help_enabled(context, FALSE);
  return g_option_context_parse_strv(context, &line, NULL) && words.rest == NULL &&
         words.listen == NULL && !scratch.wait && !scratch.version && !scratch.spice.version;
}

/* The words of the saved connection that @argv names as its target; NULL = it is none. */
static GStrv
load_saved(char **argv, char **name, GError **error)
{
  static const ViewProgram program = {NULL, NULL};
  g_auto(ViewOptions) scratch = {0};
  g_auto(ViewWords) words = {0};
  g_auto(GStrv) copy = g_strdupv(argv);
  g_autoptr(GOptionContext) context = view_words_new_context(&words, &scratch, &program);
  guint n_rest;

  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_set_ignore_unknown_options(context, TRUE);
  if (!g_option_context_parse_strv(context, &copy, NULL) || words.rest == NULL ||
      scratch.connect != NULL || words.by_id || words.by_uuid || words.by_name)
    return NULL;
  n_rest = g_strv_length(words.rest);
  *name = g_strdup(words.rest[n_rest - 1]);
  return vv_load_is_file(*name) ? NULL : connections_load(*name, error);
}

/* The command line; where its target is a saved connection, the words of that come first, so that
 * what was written has the last word. (transfer full) (nullable) */
static GStrv
expand(char **argv, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr(GError) problem = NULL;
  g_auto(GStrv) saved = load_saved(argv, &name, &problem);
  g_autoptr(GPtrArray) line = g_ptr_array_new_with_free_func(g_free);
  guint target = 0;

  if (problem != NULL) {
    g_propagate_error(error, g_steal_pointer(&problem));
    return NULL;
  }
  if (saved == NULL)
    return g_strdupv(argv);
  for (guint i = 1; argv[i] != NULL; i++)
    target = g_str_equal(argv[i], name) ? i : target;
  g_ptr_array_add(line, g_strdup(argv[0]));
  for (char **word = saved; *word != NULL; word++)
    g_ptr_array_add(line, g_strdup(*word));
  for (guint i = 1; argv[i] != NULL; i++)
    if (i != target)
      g_ptr_array_add(line, g_strdup(argv[i]));
  g_ptr_array_add(line, NULL);
  return (GStrv)g_ptr_array_steal(line, NULL);
}

static gboolean
check_flags(char *const *line, const ViewProgram *program, GError **error)
{
  g_auto(ViewOptions) scratch = {0};
  g_auto(ViewWords) words = {0};
  g_autoptr(GOptionContext) context = view_words_new_context(&words, &scratch, program);

  return option_flags_check(context, line, error);
}

#define NOT_SAID (-1) /* neither the one word nor the other */

static void
settle(gboolean *value, gboolean set)
{
  if (*value == NOT_SAID)
    *value = set;
}

/* Keyboards and mice stay here, in the words of spice-gtk: class 3 is theirs. */
#define PLUGGED_IN "0x03,-1,-1,-1,0|-1,-1,-1,-1,1"

/* A kiosk is what its command line says, and nothing else. A program that parses several lines says
 * once what is wrong with the settings. */
static void
load_settings(const ViewOptions *self, ViewSettings *settings)
{
  static char *told; /* (nullable) */
  g_autofree char *complaint = NULL;

  view_settings_load(settings, self->kiosk ? "" : NULL, &complaint);
  if (complaint == NULL || g_strcmp0(complaint, told) == 0)
    return;
  g_printerr("oriel: %s\n", complaint);
  g_free(told);
  told = g_steal_pointer(&complaint);
}

/* What was not said is as it was set. */
static void
apply_settings(ViewOptions *self, const ViewWords *words, const ViewSettings *set)
{
  settle(&self->view_only, set->view_only);
  settle(&self->reconnect, set->reconnect);
  settle(&self->microphone, set->microphone);
  settle(&self->no_clipboard, !set->clipboard);
  settle(&self->no_keyring, !set->keyring);
  self->audio = !words->no_audio && !self->spice.disable_audio && (words->audio || set->audio);
  if (words->auto_resize == NULL)
    self->auto_resize = set->auto_resize;
  if (self->zoom == 0)
    self->zoom = set->zoom;
  if (self->prefer == NULL)
    self->prefer = g_strdup(set->prefer);
  if (self->spice.usb_auto_redirect == NULL && set->share_usb && !self->spice.disable_usb)
    self->spice.usb_auto_redirect = g_strdup(PLUGGED_IN);
}

/* A file that is no good is no mistake of the command line: it is told as a failure to connect. */
static void
read_file(ViewOptions *self)
{
  g_auto(VvFile) file = {0};

  if (self->by == TARGET_BY_ANY && vv_load_is_file(self->target) &&
      vv_load(&file, &self->origin, self->target, &self->refusal))
    vv_apply(&file, self);
}

/* What is not about the guest takes effect at once. */
static void
obey(ViewOptions *self, const ViewWords *words)
{
  if (words->display != NULL) {
    g_setenv("DISPLAY", words->display, TRUE);
    g_unsetenv("WAYLAND_DISPLAY");
  }
  if (words->fatal_warnings)
    g_log_set_always_fatal(g_log_set_always_fatal(G_LOG_FATAL_MASK) | G_LOG_LEVEL_CRITICAL |
                           G_LOG_LEVEL_WARNING);
  self->debug |= words->vnc_debug || self->spice.debug;
  g_log_set_debug_enabled(self->debug);
}

/**
 * view_options_parse:
 * @self: (out caller-allocates): options, to be cleared by view_options_clear() also on error
 * @program: who parses
 * @argc: the command line
 * @argv: the command line, ended by %NULL
 * @error: return location for an error: that of GOption, %ORIEL_ERROR_INVALID, or why a saved
 *   connection cannot be read
 *
 * Before there are other threads: `--display` changes the environment. A connection file is read,
 * which may block as long as the standard input does.
 *
 * Returns: %TRUE if the command line makes sense
 */
gboolean
view_options_parse(
    ViewOptions *self, const ViewProgram *program, int *argc, char ***argv, GError **error)
{
  g_auto(ViewWords) words = {0};
  g_auto(ViewSettings) settings = {0};
  g_auto(GStrv) written = NULL;
  g_auto(GStrv) line = NULL;
  g_autoptr(GOptionContext) context = NULL;

  *self = (ViewOptions){.password_fd = -1,
                        .view_only = NOT_SAID,
                        .reconnect = NOT_SAID,
                        .microphone = NOT_SAID,
                        .no_clipboard = NOT_SAID,
                        .no_keyring = NOT_SAID};
  hotkeys_init(&self->hotkeys);
  written = listen_option_complete(*argv);
  line = expand(written, error);
  if (line == NULL)
    return FALSE;
  if (!check_flags(line, program, error))
    return FALSE;
  self->words = g_strdupv(line + 1);
  context = view_words_new_context(&words, self, program);
  if (!g_option_context_parse_strv(context, &line, error) || !check_together(self, &words, error) ||
      !check_words(self, &words, error))
    return FALSE;
  self->version |= self->spice.version;
  self->full_screen |= self->kiosk;
  if (!self->version && (!check_target(self, program, &words, error) || !check_save(self, error)))
    return FALSE;
  obey(self, &words);
  load_settings(self, &settings);
  apply_settings(self, &words, &settings);
  if (self->target != NULL)
    read_file(self);
  view_settings_add_keys(&settings, &self->hotkeys);
  spice_options_note(&self->spice);
  return TRUE;
}

/**
 * view_options_configure:
 * @self: options
 * @session: a session that is not connected yet
 *
 * Makes the session do as the options say. Files are those of the present directory.
 */
void
view_options_configure(const ViewOptions *self, OrielSession *session)
{
  g_autofree char *folder =
      self->shared_folder != NULL ? g_canonicalize_filename(self->shared_folder, NULL) : NULL;

  oriel_session_set_protocols(session, self->prefer);
  oriel_session_set_shared_folder(session, folder);
  oriel_session_set_shared_folder_writable(session, self->shared_folder_writable);
  oriel_session_set_direct(session, self->direct);
  oriel_session_set_view_only(session, self->view_only);
  oriel_session_set_shared(session, self->shared);
  oriel_session_set_enable_audio(session, self->audio);
  oriel_session_set_enable_microphone(session, self->microphone);
  oriel_session_set_encodings(session,
                              self->encodings != NULL ? self->encodings : self->spice.compression);
  oriel_session_set_ca_data(session, self->ca_data);
  spice_options_apply(&self->spice, session);
  connect_options_apply(&self->network, session);
}

/**
 * view_options_clear:
 * @self: options
 *
 * Frees what they hold.
 */
void
view_options_clear(ViewOptions *self)
{
  g_clear_pointer(&self->target, g_free);
  g_clear_pointer(&self->address, oriel_target_unref);
  g_clear_error(&self->refusal);
  g_clear_pointer(&self->connect, g_free);
  g_clear_pointer(&self->protocol, g_free);
  g_clear_pointer(&self->title, g_free);
  g_clear_pointer(&self->window_class, g_free);
  g_clear_pointer(&self->window_name, g_free);
  g_clear_pointer(&self->keymap_text, g_free);
  g_clear_pointer(&self->desktop_keys_text, g_free);
  g_clear_pointer(&self->keyboard, g_free);
  connect_options_clear(&self->network);
  spice_options_clear(&self->spice);
  g_clear_pointer(&self->encodings, g_free);
  g_clear_pointer(&self->prefer, g_free);
  g_clear_pointer(&self->shared_folder, g_free);
  g_clear_pointer(&self->share_cds, g_strfreev);
  g_clear_pointer(&self->save, g_free);
  g_clear_pointer(&self->words, g_strfreev);
  g_clear_pointer(&self->username, g_free);
  g_clear_pointer(&self->password, secret_free);
  g_clear_pointer(&self->ca_data, g_free);
  vv_origin_clear(&self->origin);
}

/**
 * view_options_say:
 * @self: options
 * @format: a sentence for --verbose
 *
 * Tells it on the standard error.
 */
void
view_options_say(const ViewOptions *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  va_list arguments;

  if (!self->verbose)
    return;
  va_start(arguments, format);
  text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  shown = oriel_text_sanitize(text, -1, 600);
  g_printerr("oriel: %s\n", shown);
}
