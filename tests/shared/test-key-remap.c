// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keys that become others. */
#include "shared/key-remap.h"

#include <string.h>

static const KeyRemapRow *
find(const KeyRemap *remap, const char *name)
{
  return key_remap_find(remap, oriel_keymap_keysym_from_name(name));
}

/* The example of virt-viewer's manual. */
static void
test_manual(void)
{
  KeyRemap remap = {0};
  const KeyRemapRow *row;
  g_autoptr(GError) error = NULL;

  key_remap_parse(&remap, "Super_L=,Alt_L=,1=Shift_L+F1,2=Shift_L+F2", &error);
  g_assert_no_error(error);
  g_assert_cmpuint(remap.n_rows, ==, 4);
  g_assert_cmpuint(find(&remap, "Super_L")->n_keys, ==, 0);
  g_assert_cmpuint(find(&remap, "Alt_L")->n_keys, ==, 0);
  row = find(&remap, "1");
  g_assert_cmpuint(row->n_keys, ==, 2);
  g_assert_cmpuint(row->keys[0], ==, 0xffe1);
  g_assert_cmpuint(row->keys[1], ==, 0xffbe);
  g_assert_null(find(&remap, "3"));
  g_assert_null(find(&remap, "Super_R"));
}

/* That of its help. */
static void
test_help(void)
{
  KeyRemap remap = {0};

  g_assert_true(key_remap_parse(&remap, "F1=SHIFT+CTRL+F1,1=SHIFT+F1,ALT_L=Void", NULL));
  g_assert_cmpuint(find(&remap, "F1")->n_keys, ==, 3);
  g_assert_cmpuint(find(&remap, "F1")->keys[1], ==, 0xffe3);
  g_assert_cmpuint(find(&remap, "Alt_L")->n_keys, ==, 0);
}

static void
test_refused(void)
{
  static const char *const texts[] = {"nonsense=a", "a=nonsense",          "a",    "=a",
                                      "a=b+",       "a=1+2+3+4+5+6+7+8+9", "a=+b", "a==b"};

  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    KeyRemap remap = {.n_rows = 7};
    g_autoptr(GError) error = NULL;

    g_assert_false(key_remap_parse(&remap, texts[i], &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "--keymap"));
    g_assert_cmpuint(remap.n_rows, ==, 7);
  }
}

static void
test_too_many(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  KeyRemap remap = {0};

  for (guint i = 0; i < KEY_REMAP_MAX_ROWS; i++)
    g_string_append(text, "a=b,");
  g_assert_true(key_remap_parse(&remap, text->str, NULL));
  g_string_append(text, "a=b");
  g_assert_false(key_remap_parse(&remap, text->str, NULL));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/key-remap/manual", test_manual);
  g_test_add_func("/key-remap/help", test_help);
  g_test_add_func("/key-remap/refused", test_refused);
  g_test_add_func("/key-remap/too-many", test_too_many);
  return g_test_run();
}
