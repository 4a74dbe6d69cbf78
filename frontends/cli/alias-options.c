// SPDX-License-Identifier: LGPL-2.1-or-later
#include "alias-options.h"

/* The frontend looks at the values: here an option only has to have one. */
static gboolean
accept(const char *name, const char *value, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean ignored;   /* of flags, which the frontend reads */
static gboolean says_kind; /* of those that say what a guest is named by */

#define VALUE(long, short, text, name)                                                             \
  {                                                                                                \
    long, short, 0, G_OPTION_ARG_CALLBACK, (gpointer)accept, text, name                            \
  }
#define FLAG(long, short, text)                                                                    \
  {                                                                                                \
    long, short, 0, G_OPTION_ARG_NONE, &ignored, text, NULL                                        \
  }

static const GOptionEntry common[] = {
    VALUE("zoom", 'z', "zoom of the window, 10 to 400", "PERCENT"),
    FLAG("full-screen", 'f', "open in full screen"),
    VALUE("hotkeys", 'H', "all hotkeys, as ACTION=KEY[+KEY][,...]", "HOTKEYS"),
    VALUE("auto-resize", 0, "whether the guest follows the window's size", "never|always"),
    VALUE("keymap", 'K', "keys that become others, or none: KEY=[KEY[+KEY]][,...]", "KEYMAP"),
    VALUE("cursor", 0, "the shape of the pointer: auto (the guest's), or local", "MODE"),
    FLAG("kiosk", 'k', "full screen, with no way back to the desktop"),
    VALUE("kiosk-quit", 0, "when a kiosk ends", "never|on-disconnect"),
    FLAG("verbose", 'v', "tell what is done"),
    FLAG("debug", 0, "tell what is going on inside"),
    FLAG("shared", 's', "leave other viewers connected"),
    VALUE("display", 0, "the X display to open the window on", "DISPLAY"),
    G_OPTION_ENTRY_NULL,
};

static const GOptionEntry virt_viewer[] = {
    FLAG("direct", 'd', "no tunnel, even where the host is reached by ssh"),
    FLAG("attach", 'a', "by a socket that the host opens"),
    VALUE("connect", 'c', "the host of the guest", "URI"),
    FLAG("wait", 'w', "wait for the guest to start"),
    FLAG("reconnect", 'r', "connect again when the session ends"),
    {"domain-name", 0, 0, G_OPTION_ARG_NONE, &says_kind, "the argument is the name of a guest",
     NULL},
    {"id", 0, 0, G_OPTION_ARG_NONE, &says_kind, "the argument is the id of a guest", NULL},
    {"uuid", 0, 0, G_OPTION_ARG_NONE, &says_kind, "the argument is the uuid of a guest", NULL},
    G_OPTION_ENTRY_NULL,
};

static const GOptionEntry remote_viewer[] = {
    VALUE("title", 't', "title of the window", "TITLE"),
    G_OPTION_ENTRY_NULL,
};

static const GOptionEntry desktop[] = {
    VALUE("class", 0, "the class of the window, for the window manager", "CLASS"),
    VALUE("name", 0, "the name of the program, for the window manager", "NAME"),
    VALUE("gtk-module", 0, "of no effect any more", "MODULES"),
    FLAG("g-fatal-warnings", 0, "end at the first warning"),
    G_OPTION_ENTRY_NULL,
};

static const GOptionEntry vnc[] = {
    FLAG("gtk-vnc-debug", 0, "as --debug"),
    G_OPTION_ENTRY_NULL,
};

static const GOptionEntry spice[] = {
    VALUE("spice-secure-channels", 0, "what has to be encrypted: all, or a list", "LIST"),
    VALUE("spice-disable-effects", 0, "what the guest's desktop is to do without", "LIST"),
    VALUE("spice-ca-file", 0, "trust the authorities in this file", "FILE"),
    VALUE("spice-host-subject", 0, "the subject of the server's certificate", "SUBJECT"),
    FLAG("spice-disable-audio", 0, "ask for no sound"),
    FLAG("spice-smartcard", 0, "redirect smartcards"),
    VALUE("spice-smartcard-certificates", 0, "of a smartcard that is made up", "LIST"),
    VALUE("spice-smartcard-db", 0, "where those certificates are", "FOLDER"),
    FLAG("spice-disable-usbredir", 0, "redirect no USB devices"),
    VALUE("spice-usbredir-auto-redirect-filter",
          0,
          "USB devices to redirect when plugged in",
          "FILTER"),
    VALUE("spice-usbredir-redirect-on-connect", 0, "USB devices to redirect at once", "FILTER"),
    VALUE("spice-share-cd", 0, "let the guest see this image of a CD; can be repeated", "FILE"),
    VALUE("spice-cache-size", 0, "how much is kept of pictures", "BYTES"),
    VALUE("spice-glz-window-size", 0, "how much is kept of pixels", "BYTES"),
    VALUE("spice-shared-dir", 0, "let the guest see this folder", "FOLDER"),
    VALUE("spice-preferred-compression", 0, "how the server packs pictures", "NAME"),
    FLAG("spice-debug", 0, "as --debug"),
    FLAG("spice-gtk-version", 0, "show the version"),
    G_OPTION_ENTRY_NULL,
};

const AliasProgram alias_virt_viewer = {
    "virt-viewer",
    "-- ID|UUID|DOMAIN-NAME",
    "Shows the console of a virtual machine: virt-viewer's command line, and Oriel's window.",
    virt_viewer,
    TRUE,
};

const AliasProgram alias_remote_viewer = {
    "remote-viewer",
    "-- URI|VV-FILE|-",
    "Shows a console at an address: remote-viewer's command line, and Oriel's window.",
    remote_viewer,
    FALSE,
};

static void
add_group(GOptionContext *context,
          const char *name,
          const char *title,
          const char *help,
          const GOptionEntry *entries)
{
  GOptionGroup *group = g_option_group_new(name, title, help, NULL, NULL);

  g_option_group_add_entries(group, entries);
  g_option_context_add_group(context, group);
}

void
alias_words_clear(AliasWords *self)
{
  g_clear_pointer(&self->target, g_free);
}

gboolean
alias_parse(const AliasProgram *self, char **argv, AliasWords *words, GError **error)
{
  g_autoptr(GOptionContext) context = g_option_context_new(self->argument);
  g_auto(GStrv) copy = g_strdupv(argv);
  g_auto(GStrv) targets = NULL;
  const GOptionEntry own[] = {
      {"version", 'V', 0, G_OPTION_ARG_NONE, &words->version, "show the version", NULL},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &targets, NULL, NULL},
      G_OPTION_ENTRY_NULL,
  };

  *words = (AliasWords){.version = FALSE};
  g_option_context_set_summary(context, self->summary);
  g_option_context_add_main_entries(context, own, NULL);
  g_option_context_add_main_entries(context, common, NULL);
  g_option_context_add_main_entries(context, self->entries, NULL);
  add_group(context, "gtk", "Options of the desktop:", "Show the options of the desktop", desktop);
  add_group(context, "gtk-vnc", "Options of VNC:", "Show the options of VNC", vnc);
  add_group(context, "spice", "Options of SPICE:", "Show the options of SPICE", spice);
  if (!g_option_context_parse_strv(context, &copy, error))
    return FALSE;
  words->says_kind = says_kind;
  words->n_targets = targets != NULL ? g_strv_length(targets) : 0;
  words->target = g_strdup(targets != NULL ? targets[0] : NULL);
  return TRUE;
}
