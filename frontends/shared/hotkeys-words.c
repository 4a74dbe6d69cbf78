// SPDX-License-Identifier: LGPL-2.1-or-later
/* Hotkeys as a person reads them. */
#include "shared/hotkeys.h"

/* For whoever extracts what is to be translated. */
#define N_(words) words

static const struct {
  HotkeyModifiers modifier;
  const char *name;
} modifiers[] = {
    {HOTKEY_CTRL, "Ctrl"}, {HOTKEY_ALT, "Alt"}, {HOTKEY_SHIFT, "Shift"}, {HOTKEY_SUPER, "Super"}};

/* What is worth a line in a list, in its order. */
static const struct {
  HotkeyAction action;
  const char *words;
} actions[] = {
    {HOTKEY_TOGGLE_FULLSCREEN, N_("full screen, and back")},
    {HOTKEY_ZOOM_IN, N_("zoom in")},
    {HOTKEY_ZOOM_OUT, N_("zoom out")},
    {HOTKEY_ZOOM_RESET, N_("one pixel for one of the guest")},
    {HOTKEY_ZOOM_FIT, N_("fit the window")},
    {HOTKEY_SECURE_ATTENTION, N_("send Ctrl+Alt+Del")},
    {HOTKEY_TYPE_CLIPBOARD, N_("type the clipboard")},
    {HOTKEY_USB_DEVICES, N_("list USB devices")},
    {HOTKEY_CONNECT_BY, N_("choose how to connect")},
    {HOTKEY_SCREENSHOT, N_("save a screenshot")},
};

static void
append(GString *text, const char *side, const char *name)
{
  g_string_append_printf(text, "%s%s%s", text->len > 0 ? "+" : "", side, name);
}

/* "Delete", or "A" of what gives a character. */
static void
append_key(GString *text, guint keysym)
{
  gunichar character = oriel_keymap_unicode_from_keysym(keysym);
  char utf8[7] = "";

  if (character == 0 || !g_unichar_isgraph(character)) {
    append(text, "", oriel_keymap_name_from_keysym(keysym));
    return;
  }
  g_unichar_to_utf8(g_unichar_toupper(character), utf8);
  append(text, "", utf8);
}

/* (transfer full): as in "Ctrl+Alt+End" */
static char *
describe(const Hotkey *key)
{
  g_autoptr(GString) text = g_string_new(NULL);

  for (guint i = 0; i < G_N_ELEMENTS(modifiers); i++) {
    HotkeyModifiers modifier = modifiers[i].modifier;

    if (key->modifiers & modifier)
      append(text,
             key->modifiers & HOTKEY_LEFT(modifier)    ? "Left "
             : key->modifiers & HOTKEY_RIGHT(modifier) ? "Right "
                                                       : "",
             modifiers[i].name);
  }
  if (key->keysym != 0)
    append_key(text, key->keysym);
  return g_string_free(g_steal_pointer(&text), FALSE);
}

/**
 * hotkeys_describe:
 * @self: hotkeys
 * @action: an action
 *
 * Returns: (nullable) (transfer full): the first combination bound to @action, as in "Ctrl+Alt+End"
 */
char *
hotkeys_describe(const Hotkeys *self, HotkeyAction action)
{
  const Hotkey *key = hotkeys_find(self, action);

  return key != NULL ? describe(key) : NULL;
}

/**
 * hotkeys_describe_sent:
 * @key: a hotkey that sends keys
 *
 * Returns: (nullable) (transfer full): the names of their keysyms, as in "Control_L+F2"
 */
char *
hotkeys_describe_sent(const Hotkey *key)
{
  g_autoptr(GString) text = g_string_new(NULL);

  for (gsize i = 0; i < HOTKEYS_MAX_SEND && key->send[i] != 0; i++) {
    const char *name = oriel_keymap_name_from_keysym(key->send[i]);

    if (name == NULL)
      return NULL;
    append(text, "", name);
  }
  return g_string_free(g_steal_pointer(&text), FALSE);
}

/**
 * hotkeys_describe_release:
 * @self: hotkeys
 *
 * Returns: (transfer full): the keys that let go of keyboard and pointer, as they are called
 */
char *
hotkeys_describe_release(const Hotkeys *self)
{
  if (self->chosen && hotkeys_find(self, HOTKEY_RELEASE_CURSOR) != NULL)
    return hotkeys_describe(self, HOTKEY_RELEASE_CURSOR);
  return g_strdup("Ctrl_L+Alt_L");
}

static const char *
keep(const char *words)
{
  return words;
}

static void
append_line(GString *text, const char *keys, const char *does, const char *what)
{
  g_string_append_printf(text, "%s%s: %s%s", text->len > 0 ? "\n" : "", keys, does, what);
}

/**
 * hotkeys_list:
 * @self: hotkeys
 * @translate: (nullable): into the language of the person
 *
 * Returns: (transfer full): what can be done by them, a line each: the keys, and what they do;
 * empty if there is nothing
 */
char *
hotkeys_list(const Hotkeys *self, HotkeysTranslate translate)
{
  g_autoptr(GString) text = g_string_new(NULL);

  translate = translate != NULL ? translate : keep;
  for (guint i = 0; i < G_N_ELEMENTS(actions); i++) {
    g_autofree char *keys = hotkeys_describe(self, actions[i].action);

    if (keys != NULL)
      append_line(text, keys, translate(actions[i].words), "");
  }
  for (guint i = 0; i < self->n_keys; i++) {
    const Hotkey *key = &self->keys[i];
    g_autofree char *sent =
        key->action == HOTKEY_SEND && key->keysym != 0 ? hotkeys_describe_sent(key) : NULL;
    g_autofree char *keys = sent != NULL ? describe(key) : NULL;

    if (keys != NULL)
      append_line(text, keys, translate(N_("send ")), sent);
  }
  return g_string_free(g_steal_pointer(&text), FALSE);
}

/**
 * hotkeys_describe_commands:
 * @self: hotkeys
 * @grabbed: the guest has the keyboard
 * @translate: (nullable): into the language of the person
 *
 * Returns: (transfer full): what a person is told who holds the keys that let go
 */
char *
hotkeys_describe_commands(const Hotkeys *self, gboolean grabbed, HotkeysTranslate translate)
{
  g_autofree char *keys = hotkeys_describe_release(self);
  g_autofree char *list = hotkeys_list(self, translate);
  const char *does = grabbed ? N_("release keyboard and pointer") : N_("take them back");
  const char *then = N_("Then, while they are released:");

  translate = translate != NULL ? translate : keep;
  if (*list == '\0')
    return g_strdup_printf("%s: %s", keys, translate(does));
  if (self->chosen)
    return g_strdup_printf("%s: %s\n%s", keys, translate(does), list);
  return g_strdup_printf("%s: %s\n%s\n%s", keys, translate(does), translate(then), list);
}
