// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/view-options.h"

#include "shared/connections.h"
#include "shared/secret.h"
#include "shared/viewport.h"
#include "shared/vv-apply.h"

#include <string.h>

/* Words that are checked after parsing. */
typedef struct {
  char *auto_resize;
  char *hotkeys;
  char *keymap;
  char *cursor;
  char *kiosk_quit;
  char *display;
  char **gtk_modules;
  char **rest;
  gboolean by_id;
  gboolean by_uuid;
  gboolean by_name;
  gboolean audio;
  gboolean no_audio;
  gboolean fatal_warnings;
  gboolean vnc_debug;
} Words;

static void
words_clear(Words *words)
{
  g_free(words->auto_resize);
  g_free(words->hotkeys);
  g_free(words->keymap);
  g_free(words->cursor);
  g_free(words->kiosk_quit);
  g_free(words->display);
  g_strfreev(words->gtk_modules);
  g_strfreev(words->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

/* Which guest, and how to get there. */
static void
add_guest(ViewOptions *self, Words *words, GOptionContext *context)
{
  const GOptionEntry entries[] = {
      {"connect", 'c', 0, G_OPTION_ARG_STRING, &self->connect,
       "the host of the guest (else LIBVIRT_DEFAULT_URI, else qemu:///session)", "URI"},
      {"protocol", 0, 0, G_OPTION_ARG_STRING, &self->protocol,
       "which of the guest's displays: vnc, spice (else the first that works)", "NAME"},
      {"id", 0, 0, G_OPTION_ARG_NONE, &words->by_id, "TARGET is the id of a guest", NULL},
      {"uuid", 0, 0, G_OPTION_ARG_NONE, &words->by_uuid, "TARGET is the uuid of a guest", NULL},
      {"domain-name", 0, 0, G_OPTION_ARG_NONE, &words->by_name, "TARGET is the name of a guest",
       NULL},
      {"wait", 'w', 0, G_OPTION_ARG_NONE, &self->wait,
       "wait until the guest runs, and until there is one", NULL},
      {"reconnect", 'r', 0, G_OPTION_ARG_NONE, &self->reconnect,
       "connect again when the session ends", NULL},
      {"direct", 'd', 0, G_OPTION_ARG_NONE, &self->direct,
       "no tunnel, even where the host is reached by ssh", NULL},
      {"attach", 'a', 0, G_OPTION_ARG_NONE, &self->attach, "by a socket that the host opens", NULL},
      {"shared", 's', 0, G_OPTION_ARG_NONE, &self->shared, "leave other viewers connected", NULL},
      {"password-fd", 0, 0, G_OPTION_ARG_INT, &self->password_fd,
       "read the password from this file descriptor", "N"},
      {"encodings", 0, 0, G_OPTION_ARG_STRING, &self->encodings,
       "how the server sends pixels, comma-separated, best first", "LIST"},
      {"save", 0, 0, G_OPTION_ARG_STRING, &self->save,
       "keep this command line under a name, once it has connected", "NAME"},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->rest, NULL, "TARGET"},
      G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries(context, entries, NULL);
}

static void
add_window(ViewOptions *self, Words *words, GOptionContext *context)
{
  const GOptionEntry entries[] = {
      {"full-screen", 'f', 0, G_OPTION_ARG_NONE, &self->full_screen, "open in full screen", NULL},
      {"monitor", 0, 0, G_OPTION_ARG_INT, &self->monitor, "the monitor to open on, counted from 1",
       "N"},
      {"zoom", 'z', 0, G_OPTION_ARG_INT, &self->zoom, "zoom of the window, 10 to 400", "PERCENT"},
      {"title", 't', 0, G_OPTION_ARG_STRING, &self->title, "title of the window", "TITLE"},
      {"auto-resize", 0, 0, G_OPTION_ARG_STRING, &words->auto_resize,
       "whether the guest follows the window's size: always, or never", "WHEN"},
      {"kiosk", 'k', 0, G_OPTION_ARG_NONE, &self->kiosk,
       "full screen, with no way back to the desktop", NULL},
      {"kiosk-quit", 0, 0, G_OPTION_ARG_STRING, &words->kiosk_quit,
       "when a kiosk ends: never, or on-disconnect", "WHEN"},
      {"view-only", 0, 0, G_OPTION_ARG_NONE, &self->view_only, "send no input", NULL},
      {"hotkeys", 'H', 0, G_OPTION_ARG_STRING, &words->hotkeys,
       "all hotkeys, as ACTION=KEY[+KEY][,...]", "HOTKEYS"},
      {"keymap", 'K', 0, G_OPTION_ARG_STRING, &words->keymap,
       "keys that become others for the guest, or none: KEY=[KEY[+KEY]][,...]", "KEYMAP"},
      {"keyboard", 0, 0, G_OPTION_ARG_STRING, &self->keyboard,
       "the layout of the guest's keyboard, as LAYOUT or LAYOUT(VARIANT)", "LAYOUT"},
      {"cursor", 0, 0, G_OPTION_ARG_STRING, &words->cursor,
       "the shape of the pointer: auto (the guest's), or local", "SHAPE"},
      {"confine-pointer", 0, 0, G_OPTION_ARG_NONE, &self->confine_pointer,
       "keep the pointer in the window while the guest has the keyboard", NULL},
      {"display", 0, 0, G_OPTION_ARG_STRING, &words->display, "the X display to open the window on",
       "DISPLAY"},
      G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries(context, entries, NULL);
}

/* What else the guest gets of this computer. */
static void
add_devices(ViewOptions *self, Words *words, GOptionContext *context)
{
  const GOptionEntry entries[] = {
      {"audio", 0, 0, G_OPTION_ARG_NONE, &words->audio, "play the guest's sound (default)", NULL},
      {"no-audio", 0, 0, G_OPTION_ARG_NONE, &words->no_audio, "ask for no sound", NULL},
      {"microphone", 0, 0, G_OPTION_ARG_NONE, &self->microphone,
       "let the guest listen to the microphone", NULL},
      {"shared-folder", 0, 0, G_OPTION_ARG_FILENAME, &self->shared_folder,
       "let the guest see this folder", "FOLDER"},
      {"shared-folder-writable", 0, 0, G_OPTION_ARG_NONE, &self->shared_folder_writable,
       "let the guest change what is in that folder", NULL},
      {"share-cd", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->share_cds,
       "let the guest see this image of a CD in a USB drive; can be repeated", "FILE"},
      G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries(context, entries, NULL);
}

static void
add_general(ViewOptions *self, GOptionContext *context)
{
  const GOptionEntry entries[] = {
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &self->verbose, "tell what is done", NULL},
      {"debug", 0, 0, G_OPTION_ARG_NONE, &self->debug, "tell what is going on inside", NULL},
      {"version", 'V', 0, G_OPTION_ARG_NONE, &self->version, "show the version", NULL},
      G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries(context, entries, NULL);
}

/* The groups of virt-viewer's help, with names of ours that its hands know otherwise. */
static void
add_groups(ViewOptions *self, Words *words, GOptionContext *context)
{
  const GOptionEntry desktop[] = {
      {"class", 0, 0, G_OPTION_ARG_STRING, &self->window_class,
       "the class of the window, for the window manager", "CLASS"},
      {"name", 0, 0, G_OPTION_ARG_STRING, &self->window_name,
       "the name of the program, for the window manager", "NAME"},
      {"gtk-module", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->gtk_modules, "of no effect any more",
       "MODULES"},
      {"g-fatal-warnings", 0, 0, G_OPTION_ARG_NONE, &words->fatal_warnings,
       "end at the first warning", NULL},
      G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry vnc[] = {
      {"gtk-vnc-debug", 0, 0, G_OPTION_ARG_NONE, &words->vnc_debug, "as --debug", NULL},
      G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry spice[] = {
      {"spice-shared-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->shared_folder, "as --shared-folder",
       "FOLDER"},
      {"spice-share-cd", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->share_cds, "as --share-cd",
       "FILE"},
      G_OPTION_ENTRY_NULL,
  };
  GOptionGroup *group;

  group = g_option_group_new("gtk", "Options of the desktop:", "Show the options of the desktop",
                             NULL, NULL);
  g_option_group_add_entries(group, desktop);
  g_option_context_add_group(context, group);
  group = g_option_group_new("gtk-vnc", "Options of VNC:", "Show the options of VNC", NULL, NULL);
  g_option_group_add_entries(group, vnc);
  g_option_context_add_group(context, group);
  group = spice_options_new_group(&self->spice);
  connect_options_add_spice(&self->network, group);
  g_option_group_add_entries(group, spice);
  g_option_context_add_group(context, group);
}

static GOptionContext *
new_context(ViewOptions *self, const ViewProgram *program, Words *words)
{
  GOptionContext *context = g_option_context_new(NULL);

  g_option_context_set_summary(context, program->summary);
  add_guest(self, words, context);
  add_window(self, words, context);
  add_devices(self, words, context);
  connect_options_add(&self->network, context);
  if (program->entries != NULL)
    g_option_context_add_main_entries(context, program->entries, NULL);
  add_general(self, context);
  add_groups(self, words, context);
  return context;
}

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
check_together(const ViewOptions *self, const Words *words, GError **error)
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
check_words(ViewOptions *self, const Words *words, GError **error)
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
  if (self->zoom != 0 && (self->zoom < VIEWPORT_ZOOM_MIN || self->zoom > VIEWPORT_ZOOM_MAX))
    return refuse(error, "--zoom takes %d to %d, not %d", VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX,
                  self->zoom);
  return (words->hotkeys == NULL || hotkeys_parse(&self->hotkeys, words->hotkeys, error)) &&
         (words->keymap == NULL || key_remap_parse(&self->keymap, words->keymap, error)) &&
         spice_options_check(&self->spice, error);
}

static gboolean
check_target(ViewOptions *self, const ViewProgram *program, const Words *words, GError **error)
{
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

/* The words of the saved connection that @argv names as its target; NULL = it is none. */
static GStrv
load_saved(char **argv, char **name, GError **error)
{
  static const ViewProgram program = {NULL, NULL};
  g_auto(ViewOptions) scratch = {0};
  g_auto(Words) words = {0};
  g_auto(GStrv) copy = g_strdupv(argv);
  g_autoptr(GOptionContext) context = new_context(&scratch, &program, &words);
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
obey(ViewOptions *self, const Words *words)
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
  g_auto(Words) words = {0};
  g_auto(GStrv) line = NULL;
  g_autoptr(GOptionContext) context = NULL;

  *self = (ViewOptions){.password_fd = -1};
  hotkeys_init(&self->hotkeys);
  line = expand(*argv, error);
  if (line == NULL)
    return FALSE;
  self->words = g_strdupv(line + 1);
  context = new_context(self, program, &words);
  if (!g_option_context_parse_strv(context, &line, error) || !check_together(self, &words, error) ||
      !check_words(self, &words, error))
    return FALSE;
  self->version |= self->spice.version;
  self->audio = !words.no_audio && !self->spice.disable_audio;
  self->full_screen |= self->kiosk;
  if (!self->version && (!check_target(self, program, &words, error) || !check_save(self, error)))
    return FALSE;
  obey(self, &words);
  if (self->target != NULL)
    read_file(self);
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
  oriel_session_set_disable_effects(session, self->spice.disable_effects);
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
  g_clear_pointer(&self->keyboard, g_free);
  connect_options_clear(&self->network);
  spice_options_clear(&self->spice);
  g_clear_pointer(&self->encodings, g_free);
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
