// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/key-layout.h"

#include <string.h>

struct _KeyLayout {
  char *name;
  GHashTable *keys;  /* character -> KeyLayoutKey */
  GHashTable *marks; /* combining mark -> KeyLayoutKey */
};

/* Where Debian and others say what keyboard this computer has. */
#define KEYBOARD_FILE "/etc/default/keyboard"

static void
add(GHashTable *table, gunichar character, const KeyLayoutKey *key)
{
  if (!g_hash_table_contains(table, GUINT_TO_POINTER(character)))
    g_hash_table_insert(table, GUINT_TO_POINTER(character), g_memdup2(key, sizeof *key));
}

void
key_layout_add(KeyLayout *self, gunichar character, const KeyLayoutKey *key)
{
  add(self->keys, character, key);
}

void
key_layout_add_dead(KeyLayout *self, gunichar mark, const KeyLayoutKey *key)
{
  add(self->marks, mark, key);
}

/* The keys of the library's own tables, which are those of a US keyboard. */
static void
add_us(KeyLayout *self)
{
  for (gunichar c = ' '; c <= '~'; c++) {
    guint keysym = oriel_keymap_keysym_from_unicode(c);
    guint qnum = oriel_keymap_qnum_from_keysym(keysym);
    gboolean plain = oriel_keymap_keysym_from_qnum(qnum) == keysym;

    if (qnum != 0)
      key_layout_add(self, c, &(KeyLayoutKey){qnum, keysym, plain ? 0 : KEY_LAYOUT_SHIFT});
  }
}

/* The value of @key in a file of KEY="value" lines. (transfer full) (nullable) */
static char *
read_assignment(const char *text, const char *key)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  gsize length = strlen(key);

  for (char **line = lines; *line != NULL; line++) {
    if (strncmp(*line, key, length) == 0 && (*line)[length] == '=')
      return g_shell_unquote(g_strstrip(*line + length + 1), NULL);
  }
  return NULL;
}

/* The first of a list. (transfer full) (nullable): there is none */
static char *
first_of(const char *list)
{
  gsize length = list != NULL ? strcspn(list, ",") : 0;

  return length > 0 ? g_strndup(list, length) : NULL;
}

/* What keyboard this computer has, in the words of key_layout_new(). (transfer full) */
static char *
find_own(void)
{
  g_autofree char *text = NULL;
  g_autofree char *layouts = g_strdup(g_getenv("XKB_DEFAULT_LAYOUT"));
  g_autofree char *variants = g_strdup(g_getenv("XKB_DEFAULT_VARIANT"));
  g_autofree char *layout = NULL, *variant = NULL;

  if (layouts == NULL && g_file_get_contents(KEYBOARD_FILE, &text, NULL, NULL)) {
    g_free(variants);
    layouts = read_assignment(text, "XKBLAYOUT");
    variants = read_assignment(text, "XKBVARIANT");
  }
  layout = first_of(layouts);
  variant = first_of(variants);
  if (layout == NULL)
    return g_strdup("us");
  return variant != NULL ? g_strdup_printf("%s(%s)", layout, variant) : g_steal_pointer(&layout);
}

KeyLayout *
key_layout_new(const char *name, GError **error)
{
  g_autoptr(KeyLayout) self = g_new0(KeyLayout, 1);
  g_autoptr(GError) problem = NULL;

  self->name = name != NULL ? g_strdup(name) : find_own();
  self->keys = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  self->marks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  if (g_str_equal(self->name, "us")) {
    add_us(self);
  } else if (!key_layout_read(self, self->name, name != NULL ? error : &problem)) {
    if (name != NULL)
      return NULL;
    g_debug("Typing on a US keyboard: %s", problem->message);
    g_free(self->name);
    self->name = g_strdup("us");
    add_us(self);
  }
  return g_steal_pointer(&self);
}

void
key_layout_free(KeyLayout *self)
{
  g_free(self->name);
  g_clear_pointer(&self->keys, g_hash_table_unref);
  g_clear_pointer(&self->marks, g_hash_table_unref);
  g_free(self);
}

const char *
key_layout_get_name(const KeyLayout *self)
{
  return self->name;
}

/* Keys that are the same on every keyboard. */
static gboolean
find_control(gunichar character, KeyLayoutKey *key)
{
  guint keysym;

  if (character != '\n' && character != '\r' && character != '\t')
    return FALSE;
  keysym = oriel_keymap_keysym_from_unicode(character);
  *key = (KeyLayoutKey){oriel_keymap_qnum_from_keysym(keysym), keysym, 0};
  return TRUE;
}

guint
key_layout_find(const KeyLayout *self, gunichar character, KeyLayoutKey keys[KEY_LAYOUT_MAX_KEYS])
{
  const KeyLayoutKey *key = g_hash_table_lookup(self->keys, GUINT_TO_POINTER(character));
  const KeyLayoutKey *dead;
  gunichar base, mark;

  if (find_control(character, &keys[0]))
    return 1;
  if (key != NULL) {
    keys[0] = *key;
    return 1;
  }
  if (!g_unichar_decompose(character, &base, &mark) || mark == 0)
    return 0;
  key = g_hash_table_lookup(self->keys, GUINT_TO_POINTER(base));
  dead = g_hash_table_lookup(self->marks, GUINT_TO_POINTER(mark));
  if (key == NULL || dead == NULL)
    return 0;
  keys[0] = *dead;
  keys[1] = *key;
  return 2;
}
