// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a guest writes to its text console reaches the emulator as text and whole sequences, however
 * it is cut, and the emulator takes it. The first byte tells where to cut, the second the size.
 */
#include "fuzz.h"

#include "console/emulator.h"
#include "console/output-filter.h"

static GString *
filter(const guint8 *bytes, gsize size, gsize block)
{
  GString *out = g_string_new(NULL);
  OutputFilter self = {0};

  for (gsize at = 0; at < size; at += block)
    output_filter_feed(&self, (const char *)bytes + at, MIN(block, size - at), out);
  return out;
}

static void
on_answer(const char *bytes, gsize length, gpointer user_data)
{
  *(gsize *)user_data += length;
}

static void
on_bell(gpointer user_data)
{
}

static void
look(const Emulator *emulator)
{
  int columns = emulator_get_columns(emulator), column, row;
  g_autofree Cell *cells = g_new0(Cell, columns);

  for (int i = 0; i < emulator_get_rows(emulator); i++)
    emulator_get_row(emulator, i, cells);
  if (emulator_get_cursor(emulator, &column, &row)) {
    g_assert_cmpint(column, >=, 0);
    g_assert_cmpint(column, <, columns);
    g_assert_cmpint(row, >=, 0);
    g_assert_cmpint(row, <, emulator_get_rows(emulator));
  }
}

int
LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size)
{
  static const EmulatorHooks hooks = {on_answer, on_bell};
  g_autoptr(Emulator) emulator = NULL;
  GString *whole, *cut;
  gsize answered = 0, block;

  if (size < 3)
    return 0;
  block = bytes[0] % 16 + 1;
  whole = filter(bytes + 2, size - 2, size);
  cut = filter(bytes + 2, size - 2, block);
  g_assert_cmpstr(cut->str, ==, whole->str);
  g_assert_true(g_utf8_validate(whole->str, (gssize)whole->len, NULL));

  emulator = emulator_new(bytes[1] % 100 + 2, bytes[1] / 3 + 1, &hooks, &answered);
  emulator_feed(emulator, (const char *)bytes + 2, size / 2);
  emulator_resize(emulator, bytes[1] / 2 + 2, bytes[1] % 60 + 1);
  look(emulator);
  emulator_feed(emulator, (const char *)bytes + 2, size - 2);
  look(emulator);
  g_assert_cmpuint(answered, <=, 64 * size); /* no small question gets a large answer */
  g_string_free(whole, TRUE);
  g_string_free(cut, TRUE);
  return 0;
}
