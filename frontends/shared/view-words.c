// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/view-words.h"

void
view_words_clear(ViewWords *self)
{
  g_free(self->auto_resize);
  g_free(self->hotkeys);
  g_free(self->cursor);
  g_free(self->kiosk_quit);
  g_free(self->display);
  g_free(self->listen);
  g_strfreev(self->gtk_modules);
  g_strfreev(self->rest);
}

/* Which guest, and how to get there. */
static void
add_guest(ViewWords *self, ViewOptions *options, GOptionContext *context)
{
  const GOptionEntry entries[] = {
      {"connect", 'c', 0, G_OPTION_ARG_STRING, &options->connect,
       "the host of the guest (else as libvirt is set, else qemu:///session)", "URI"},
      {"protocol", 0, 0, G_OPTION_ARG_STRING, &options->protocol,
       "which of the guest's displays: vnc, spice, vnc:2 (else the first that works)", "NAME"},
      {"prefer", 0, 0, G_OPTION_ARG_STRING, &options->prefer,
       "which of the guest's displays to try first: protocols, comma-separated", "LIST"},
      {"id", 0, 0, G_OPTION_ARG_NONE, &self->by_id, "TARGET is the id of a guest", NULL},
      {"uuid", 0, 0, G_OPTION_ARG_NONE, &self->by_uuid, "TARGET is the uuid of a guest", NULL},
      {"domain-name", 0, 0, G_OPTION_ARG_NONE, &self->by_name, "TARGET is the name of a guest",
       NULL},
      {"wait", 'w', 0, G_OPTION_ARG_NONE, &options->wait,
       "wait until the guest runs, and until there is one", NULL},
      {"reconnect", 'r', 0, G_OPTION_ARG_NONE, &options->reconnect,
       "connect again when the session ends", NULL},
      {"no-reconnect", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &options->reconnect,
       "do not, whatever is set", NULL},
      {"direct", 'd', 0, G_OPTION_ARG_NONE, &options->direct,
       "no tunnel, even where the host is reached by ssh", NULL},
      {"attach", 'a', 0, G_OPTION_ARG_NONE, &options->attach, "by a socket that the host opens",
       NULL},
      {"listen", 0, 0, G_OPTION_ARG_STRING, &self->listen,
       "wait for a VNC server to connect to this computer, here or at an address (5500)",
       "[ADDRESS:]PORT"},
      {"shared", 's', 0, G_OPTION_ARG_NONE, &options->shared, "leave other viewers connected",
       NULL},
      {"password-fd", 0, 0, G_OPTION_ARG_INT, &options->password_fd,
       "read the password from this file descriptor", "N"},
      {"keyring", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &options->no_keyring,
       "look for the password in the keyring of the desktop (default)", NULL},
      {"no-keyring", 0, 0, G_OPTION_ARG_NONE, &options->no_keyring, "do not", NULL},
      {"encodings", 0, 0, G_OPTION_ARG_STRING, &options->encodings,
       "how the server sends pixels, comma-separated, best first", "LIST"},
      {"save", 0, 0, G_OPTION_ARG_STRING, &options->save,
       "keep this command line under a name, once it has connected", "NAME"},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->rest, NULL, "TARGET"},
      G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries(context, entries, NULL);
}

static void
add_window(ViewWords *self, ViewOptions *options, GOptionContext *context)
{
  const GOptionEntry entries[] = {
      {"full-screen", 'f', 0, G_OPTION_ARG_NONE, &options->full_screen, "open in full screen",
       NULL},
      {"monitor", 0, 0, G_OPTION_ARG_INT, &options->monitor,
       "the monitor to open on, counted from 1", "N"},
      {"zoom", 'z', 0, G_OPTION_ARG_INT, &self->zoom, "zoom of the window, 10 to 400", "PERCENT"},
      {"title", 't', 0, G_OPTION_ARG_STRING, &options->title, "title of the window", "TITLE"},
      {"auto-resize", 0, 0, G_OPTION_ARG_STRING, &self->auto_resize,
       "whether the guest follows the window's size: always, or never", "WHEN"},
      {"kiosk", 'k', 0, G_OPTION_ARG_NONE, &options->kiosk,
       "full screen, with no way back to the desktop", NULL},
      {"kiosk-quit", 0, 0, G_OPTION_ARG_STRING, &self->kiosk_quit,
       "when a kiosk ends: never, or on-disconnect", "WHEN"},
      {"view-only", 0, 0, G_OPTION_ARG_NONE, &options->view_only, "send no input", NULL},
      {"no-view-only", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &options->view_only,
       "send input, whatever is set", NULL},
      {"hotkeys", 'H', 0, G_OPTION_ARG_STRING, &self->hotkeys,
       "all hotkeys, as ACTION=KEY[+KEY][,...]", "HOTKEYS"},
      {"keymap", 'K', 0, G_OPTION_ARG_STRING, &options->keymap_text,
       "keys that become others for the guest, or none: KEY=[KEY[+KEY]][,...]", "KEYMAP"},
      {"desktop-keys", 0, 0, G_OPTION_ARG_STRING, &options->desktop_keys_text,
       "chords that stay with the desktop while the guest has the keyboard, as alt+Tab,super+l",
       "CHORDS"},
      {"keyboard", 0, 0, G_OPTION_ARG_STRING, &options->keyboard,
       "the layout of the guest's keyboard, as LAYOUT or LAYOUT(VARIANT)", "LAYOUT"},
      {"cursor", 0, 0, G_OPTION_ARG_STRING, &self->cursor,
       "the shape of the pointer: auto (the guest's), or local", "SHAPE"},
      {"confine-pointer", 0, 0, G_OPTION_ARG_NONE, &options->confine_pointer,
       "keep the pointer in the window while the guest has the keyboard", NULL},
      {"display", 0, 0, G_OPTION_ARG_STRING, &self->display, "the X display to open the window on",
       "DISPLAY"},
      G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries(context, entries, NULL);
}

/* What else the guest gets of this computer. */
static void
add_devices(ViewWords *self, ViewOptions *options, GOptionContext *context)
{
  const GOptionEntry entries[] = {
      {"audio", 0, 0, G_OPTION_ARG_NONE, &self->audio, "play the guest's sound (default)", NULL},
      {"no-audio", 0, 0, G_OPTION_ARG_NONE, &self->no_audio, "ask for no sound", NULL},
      {"microphone", 0, 0, G_OPTION_ARG_NONE, &options->microphone,
       "let the guest listen to the microphone", NULL},
      {"no-microphone", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &options->microphone,
       "do not, whatever is set", NULL},
      {"clipboard", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &options->no_clipboard,
       "share the clipboard with the guest (default)", NULL},
      {"no-clipboard", 0, 0, G_OPTION_ARG_NONE, &options->no_clipboard, "share no clipboard", NULL},
      {"shared-folder", 0, 0, G_OPTION_ARG_FILENAME, &options->shared_folder,
       "let the guest see this folder", "FOLDER"},
      {"shared-folder-writable", 0, 0, G_OPTION_ARG_NONE, &options->shared_folder_writable,
       "let the guest change what is in that folder", NULL},
      {"share-cd", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->share_cds,
       "let the guest see this image of a CD in a USB drive; can be repeated", "FILE"},
      G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries(context, entries, NULL);
}

static void
add_general(ViewOptions *options, GOptionContext *context)
{
  const GOptionEntry entries[] = {
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose, "tell what is done", NULL},
      {"debug", 0, 0, G_OPTION_ARG_NONE, &options->debug, "tell what is going on inside", NULL},
      {"version", 'V', 0, G_OPTION_ARG_NONE, &options->version, "show the version", NULL},
      G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries(context, entries, NULL);
}

/* The groups of virt-viewer's help, with names of ours that its hands know otherwise. */
static void
add_groups(ViewWords *self, ViewOptions *options, GOptionContext *context)
{
  const GOptionEntry desktop[] = {
      {"class", 0, 0, G_OPTION_ARG_STRING, &options->window_class,
       "the class of the window, for the window manager", "CLASS"},
      {"name", 0, 0, G_OPTION_ARG_STRING, &options->window_name,
       "the name of the program, for the window manager", "NAME"},
      {"gtk-module", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->gtk_modules, "of no effect any more",
       "MODULES"},
      {"g-fatal-warnings", 0, 0, G_OPTION_ARG_NONE, &self->fatal_warnings,
       "end at the first warning", NULL},
      G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry vnc[] = {
      {"gtk-vnc-debug", 0, 0, G_OPTION_ARG_NONE, &self->vnc_debug, "as --debug", NULL},
      G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry spice[] = {
      {"spice-shared-dir", 0, 0, G_OPTION_ARG_FILENAME, &options->shared_folder,
       "as --shared-folder", "FOLDER"},
      {"spice-share-cd", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->share_cds, "as --share-cd",
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
  group = spice_options_new_group(&options->spice);
  connect_options_add_spice(&options->network, group);
  g_option_group_add_entries(group, spice);
  g_option_context_add_group(context, group);
}

GOptionContext *
view_words_new_context(ViewWords *self, ViewOptions *options, const ViewProgram *program)
{
  GOptionContext *context = g_option_context_new(NULL);

  self->zoom = VIEW_WORDS_NO_ZOOM;
  g_option_context_set_summary(context, program->summary);
  add_guest(self, options, context);
  add_window(self, options, context);
  add_devices(self, options, context);
  connect_options_add(&options->network, context);
  if (program->entries != NULL)
    g_option_context_add_main_entries(context, program->entries, NULL);
  add_general(options, context);
  add_groups(self, options, context);
  return context;
}
