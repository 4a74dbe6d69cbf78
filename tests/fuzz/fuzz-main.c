// SPDX-License-Identifier: LGPL-2.1-or-later
/* fuzz-NAME DIRECTORY N: tries the files of a directory, whole, and N times damaged. Speaks TAP. */
#include "fuzz.h"

#define MAX_SIZE 4096
#define MAX_BLOCK 40

/* Bytes in which what is tried here is written, or which mean something to it. */
static const guint8 telling[] = "\033[]()?;:<>=\\\"'/%&#@!-+.,~ \t\r\n\0\a\177\200\233\377019AMhm";

static gsize
choose(GRand *random, gsize limit)
{
  return limit == 0 ? 0 : g_rand_int(random) % limit;
}

static void
damage(GByteArray *input, const GByteArray *other, GRand *random)
{
  gsize at = choose(random, input->len + 1);
  gsize length = choose(random, MAX_BLOCK) + 1;
  gsize from = choose(random, other->len);
  guint8 byte = telling[choose(random, sizeof telling - 1)];

  length = MIN(length, input->len - at);
  switch (choose(random, 5)) {
  case 0:
    if (length > 0)
      input->data[at] = (guint8)g_rand_int(random);
    break;
  case 1:
    if (length > 0)
      input->data[at] = byte;
    break;
  case 2:
    if (length > 0)
      g_byte_array_remove_range(input, (guint)at, (guint)length);
    break;
  case 3:
    g_byte_array_append(input, &byte, 1);
    break;
  default:
    g_byte_array_append(input, other->data + from, (guint)MIN(other->len - from, MAX_BLOCK));
    break;
  }
}

static GPtrArray *
load(const char *path)
{
  GPtrArray *inputs = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
  g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
    g_autofree char *file = g_build_filename(path, name, NULL);
    char *bytes;
    gsize size;

    if (g_file_get_contents(file, &bytes, &size, NULL))
      g_ptr_array_add(inputs, g_byte_array_new_take((guint8 *)bytes, size));
  }
  return inputs;
}

int
main(int argc, char **argv)
{
  g_autoptr(GPtrArray) inputs = argc == 3 ? load(argv[1]) : g_ptr_array_new();
  g_autoptr(GRand) random = g_rand_new_with_seed(17);
  guint n_damaged;

  g_print("1..2\n%s 1 files: %u\n", inputs->len > 0 ? "ok" : "not ok", inputs->len);
  if (inputs->len == 0)
    return 1;
  n_damaged = (guint)g_ascii_strtoull(argv[2], NULL, 10);
  for (guint i = 0; i < inputs->len; i++) {
    const GByteArray *input = inputs->pdata[i];

    LLVMFuzzerTestOneInput(input->data, input->len);
  }
  for (guint n = 0; n < n_damaged; n++) {
    const GByteArray *whole = inputs->pdata[n % inputs->len];
    const GByteArray *other = inputs->pdata[choose(random, inputs->len)];
    g_autoptr(GByteArray) input = g_byte_array_new();

    g_byte_array_append(input, whole->data, whole->len);
    for (gsize times = choose(random, 6) + 1; times > 0; times--)
      damage(input, other, random);
    LLVMFuzzerTestOneInput(input->data, MIN(input->len, MAX_SIZE));
  }
  g_print("ok 2 damaged: %u\n", n_damaged);
  return 0;
}
