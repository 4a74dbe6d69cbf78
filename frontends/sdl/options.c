// SPDX-License-Identifier: LGPL-2.1-or-later
#include "options.h"

#include "shared/viewport.h"

#include <string.h>

/* Words that are checked after parsing. */
typedef struct {
  Options *options;
  char *auto_resize;
  char *hotkeys;
  char *cursor;
  char *kiosk_quit;
  char **rest;
  gboolean no_audio;
  gboolean debug;
} Words;

static void
words_clear(Words *words)
{
  g_free(words->auto_resize);
  g_free(words->hotkeys);
  g_free(words->cursor);
  g_free(words->kiosk_quit);
  g_strfreev(words->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

static GOptionContext *
new_context(Options *self, Words *words)
{
  const GOptionEntry entries[] = {
      {"connect", 'c', 0, G_OPTION_ARG_STRING, &self->connect,
       "the host of the guest (else LIBVIRT_DEFAULT_URI, else qemu:///session)", "URI"},
      {"protocol", 0, 0, G_OPTION_ARG_STRING, &self->protocol,
       "which of the guest's displays: vnc, spice (else the first that works)", "NAME"},
      {"full-screen", 'f', 0, G_OPTION_ARG_NONE, &self->full_screen, "open in full screen", NULL},
      {"monitor", 0, 0, G_OPTION_ARG_INT, &self->monitor, "the monitor to open on, counted from 1",
       "N"},
      {"zoom", 'z', 0, G_OPTION_ARG_INT, &self->zoom, "zoom of the window, 10 to 400", "PERCENT"},
      {"title", 't', 0, G_OPTION_ARG_STRING, &self->title, "title of the window", "TITLE"},
      {"view-only", 0, 0, G_OPTION_ARG_NONE, &self->view_only, "send no input", NULL},
      {"kiosk", 'k', 0, G_OPTION_ARG_NONE, &self->kiosk,
       "full screen, with no way back to the desktop", NULL},
      {"kiosk-quit", 0, 0, G_OPTION_ARG_STRING, &words->kiosk_quit,
       "when a kiosk ends: never, or on-disconnect", "WHEN"},
      {"reconnect", 'r', 0, G_OPTION_ARG_NONE, &self->reconnect,
       "connect again when the session ends", NULL},
      {"auto-resize", 0, 0, G_OPTION_ARG_STRING, &words->auto_resize,
       "whether the guest follows the window's size: always, or never", "WHEN"},
      {"hotkeys", 'H', 0, G_OPTION_ARG_STRING, &words->hotkeys,
       "all hotkeys, as ACTION=KEY[+KEY][,...]", "HOTKEYS"},
      {"cursor", 0, 0, G_OPTION_ARG_STRING, &words->cursor,
       "the shape of the pointer: auto (the guest's), or local", "SHAPE"},
      {"confine-pointer", 0, 0, G_OPTION_ARG_NONE, &self->confine_pointer,
       "keep the pointer in the window while the guest has the keyboard", NULL},
      {"shared", 's', 0, G_OPTION_ARG_NONE, &self->shared, "leave other viewers connected", NULL},
      {"audio", 0, 0, G_OPTION_ARG_NONE, &self->audio, "play the guest's sound (default)", NULL},
      {"no-audio", 0, 0, G_OPTION_ARG_NONE, &words->no_audio, "ask for no sound", NULL},
      {"microphone", 0, 0, G_OPTION_ARG_NONE, &self->microphone,
       "let the guest listen to the microphone", NULL},
      {"shared-folder", 0, 0, G_OPTION_ARG_FILENAME, &self->shared_folder,
       "let the guest see this folder", "FOLDER"},
      {"shared-folder-writable", 0, 0, G_OPTION_ARG_NONE, &self->shared_folder_writable,
       "let the guest change what is in that folder", NULL},
      {"spice-shared-dir", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->shared_folder,
       NULL, NULL},
      {"share-cd", 0, 0, G_OPTION_ARG_FILENAME, &self->share_cd,
       "let the guest see this image of a CD in a USB drive", "FILE"},
      {"spice-share-cd", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->share_cd, NULL,
       NULL},
      {"encodings", 0, 0, G_OPTION_ARG_STRING, &self->encodings,
       "how the server sends pixels, comma-separated, best first", "LIST"},
      {"password-fd", 0, 0, G_OPTION_ARG_INT, &self->password_fd,
       "read the password from this file descriptor", "N"},
      {"presenter", 0, 0, G_OPTION_ARG_STRING, &self->presenter,
       "how pictures reach the window: auto, surface (processor), or renderer (graphics card)",
       "HOW"},
      {"debug", 0, 0, G_OPTION_ARG_NONE, &words->debug, "tell what is going on", NULL},
      {"version", 'V', 0, G_OPTION_ARG_NONE, &self->version, "show the version", NULL},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->rest, NULL, "TARGET"},
      G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new(NULL);

  g_option_context_set_summary(context,
                               "Shows a guest's screen in a window. TARGET is a URI "
                               "(vnc://host:port, spice+unix:///path), or a\nguest's name, "
                               "id or uuid.");
  g_option_context_add_main_entries(context, entries, NULL);
  connect_options_add(&self->network, context);
  return context;
}

/* @value is one of the two words; NULL is the first. */
static gboolean
choose(const char *option,
       const char *value,
       const char *first,
       const char *second,
       gboolean *is_first,
       GError **error)
{
  *is_first = value == NULL || strcmp(value, first) == 0;
  if (*is_first || strcmp(value, second) == 0)
    return TRUE;
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "--%s takes %s or %s, not '%s'", option,
              first, second, value);
  return FALSE;
}

static gboolean
check(Options *self, const Words *words, GError **error)
{
  gboolean never;

  if (!choose("auto-resize", words->auto_resize, "always", "never", &self->auto_resize, error) ||
      !choose("kiosk-quit", words->kiosk_quit, "never", "on-disconnect", &never, error))
    return FALSE;
  self->quit_on_disconnect = !never;
  if (!choose("cursor", words->cursor, "auto", "local", &self->local_cursor, error))
    return FALSE;
  self->local_cursor = !self->local_cursor;

  if (self->zoom != 0 && (self->zoom < VIEWPORT_ZOOM_MIN || self->zoom > VIEWPORT_ZOOM_MAX)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "--zoom takes %d to %d, not %d",
                VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX, self->zoom);
    return FALSE;
  }
  if (!g_strv_contains((const char *const[]){"auto", "surface", "renderer", NULL},
                       self->presenter)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "--presenter takes auto, surface or renderer, not '%s'", self->presenter);
    return FALSE;
  }
  if (words->hotkeys != NULL && !hotkeys_parse(&self->hotkeys, words->hotkeys, error))
    return FALSE;
  if (self->version)
    return TRUE;
  if (words->rest == NULL || words->rest[1] != NULL) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "one target is needed: a URI, or the name of a guest");
    return FALSE;
  }
  self->target = g_strdup(words->rest[0]);
  return TRUE;
}

/**
 * options_parse:
 * @self: (out caller-allocates): options, to be cleared by options_clear()
 * @argc: (inout): the command line
 * @argv: (inout): the command line
 * @error: return location for an error
 *
 * Returns: %TRUE if the command line makes sense
 */
gboolean
options_parse(Options *self, int *argc, char ***argv, GError **error)
{
  g_auto(Words) words = {0};
  g_autoptr(GOptionContext) context = NULL;
  const char *presenter = g_getenv("ORIEL_SDL_PRESENTER");

  *self = (Options){.password_fd = -1};
  self->presenter = g_strdup(presenter != NULL ? presenter : "auto");
  hotkeys_init(&self->hotkeys);
  context = new_context(self, &words);
  if (!g_option_context_parse(context, argc, argv, error) || !check(self, &words, error))
    return FALSE;
  self->audio = !words.no_audio;
  self->full_screen |= self->kiosk;
  g_log_set_debug_enabled(words.debug);
  return TRUE;
}

/**
 * options_clear:
 * @self: options
 *
 * Frees what they hold.
 */
void
options_clear(Options *self)
{
  g_clear_pointer(&self->target, g_free);
  g_clear_pointer(&self->connect, g_free);
  g_clear_pointer(&self->protocol, g_free);
  g_clear_pointer(&self->title, g_free);
  connect_options_clear(&self->network);
  g_clear_pointer(&self->shared_folder, g_free);
  g_clear_pointer(&self->encodings, g_free);
  g_clear_pointer(&self->share_cd, g_free);
  g_clear_pointer(&self->presenter, g_free);
}
