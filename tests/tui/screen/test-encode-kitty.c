// SPDX-License-Identifier: LGPL-2.1-or-later
/* Kitty's graphics protocol, read back as a terminal would. */
#include "picture.h"
#include "screen/encoder.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

static const TerminalAbilities near_by = {
    .colors = TERMINAL_COLORS_TRUE, .unicode = TRUE, .kitty_graphics = TRUE, .kitty_shared = TRUE};
static const TerminalAbilities far_away = {
    .colors = TERMINAL_COLORS_TRUE, .unicode = TRUE, .kitty_graphics = TRUE};

/* What the terminal has: one image. */
typedef struct {
  int image; /* its number; 0 = none */
  int width;
  int height;
  guint8 *pixels;   /* (owned) red, green, blue */
  GHashTable *keys; /* of the command under way: letter -> value as text */
  GString *data;    /* base64, of all its chunks */
  int n_commands;
  int n_shared;
} Screen;

static Screen *
screen_new(void)
{
  Screen *self = g_new0(Screen, 1);

  self->keys = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
  self->data = g_string_new(NULL);
  return self;
}

static void
screen_free(Screen *self)
{
  g_free(self->pixels);
  g_hash_table_unref(self->keys);
  g_string_free(self->data, TRUE);
  g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Screen, screen_free)

static const char *
get_key(const Screen *self, char key)
{
  return g_hash_table_lookup(self->keys, GINT_TO_POINTER(key));
}

static int
get_number(const Screen *self, char key)
{
  const char *value = get_key(self, key);

  return value != NULL ? atoi(value) : 0;
}

static guint8 *
read_shared(Screen *self, const char *name, gsize length)
{
  guint8 *pixels = g_malloc(length);
  int fd = shm_open(name, O_RDONLY, 0);

  g_assert_cmpint(fd, >=, 0);
  g_assert_cmpint(read(fd, pixels, length), ==, (gssize)length);
  g_assert_no_errno(close(fd));
  g_assert_no_errno(shm_unlink(name));
  self->n_shared++;
  return pixels;
}

/* The pixels of the command, in 24 bits each. */
static guint8 *
read_pixels(Screen *self, gsize length)
{
  gsize n;
  g_autofree guchar *data = g_base64_decode(self->data->str, &n);
  uLongf inflated = length;
  guint8 *pixels;

  g_assert_cmpint(get_number(self, 'f'), ==, 24);
  if (g_strcmp0(get_key(self, 't'), "s") == 0) {
    g_autofree char *name = g_strndup((const char *)data, n);

    return read_shared(self, name, length);
  }
  g_assert_cmpstr(get_key(self, 'o'), ==, "z");
  pixels = g_malloc(length);
  g_assert_cmpint(uncompress(pixels, &inflated, data, n), ==, Z_OK);
  g_assert_cmpuint(inflated, ==, length);
  return pixels;
}

static void
edit(Screen *self)
{
  int width = get_number(self, 's'), height = get_number(self, 'v');
  int x = get_number(self, 'x'), y = get_number(self, 'y');
  g_autofree guint8 *pixels = read_pixels(self, (gsize)width * (gsize)height * 3);

  g_assert_cmpint(get_number(self, 'i'), ==, self->image);
  g_assert_cmpint(get_number(self, 'r'), ==, 1);
  g_assert_cmpint(get_number(self, 'X'), ==, 1);
  g_assert_cmpint(x + width, <=, self->width);
  g_assert_cmpint(y + height, <=, self->height);
  for (int row = 0; row < height; row++)
    memcpy(self->pixels + ((y + row) * self->width + x) * 3, pixels + row * width * 3,
           (gsize)width * 3);
}

static void
obey(Screen *self)
{
  const char *action = get_key(self, 'a');

  self->n_commands++;
  g_assert_cmpint(get_number(self, 'q'), ==, 2); /* no answer: it would be taken for keys */
  if (g_str_equal(action, "T")) {
    self->image = get_number(self, 'i');
    self->width = get_number(self, 's');
    self->height = get_number(self, 'v');
    g_free(self->pixels);
    self->pixels = read_pixels(self, (gsize)self->width * (gsize)self->height * 3);
    g_assert_cmpint(get_number(self, 'C'), ==, 1);
  } else if (g_str_equal(action, "f")) {
    edit(self);
  } else {
    g_assert_cmpstr(action, ==, "d");
    g_assert_cmpint(get_number(self, 'i'), ==, self->image);
    self->image = 0;
  }
}

/* Everything between "ESC _ G" and "ESC \". */
static void
screen_read(Screen *self, const GString *bytes)
{
  const char *p = bytes->str;

  self->n_commands = 0;
  while ((p = strstr(p, "\033_G")) != NULL) {
    const char *end = strstr(p, "\033\\"), *data = memchr(p, ';', (gsize)(end - p));
    g_autofree char *keys = g_strndup(p + 3, (gsize)((data != NULL ? data : end) - p - 3));
    g_auto(GStrv) words = g_strsplit(keys, ",", 0);

    if (g_strstr_len(keys, -1, "a=") != NULL)
      g_hash_table_remove_all(self->keys);
    for (char **word = words; *word != NULL; word++)
      g_hash_table_replace(self->keys, GINT_TO_POINTER(**word), g_strdup(*word + 2));
    if (data != NULL) {
      g_assert_cmpint(end - data - 1, <=, 4096);
      g_string_append_len(self->data, data + 1, end - data - 1);
    }
    if (get_number(self, 'm') == 0) {
      obey(self);
      g_string_truncate(self->data, 0);
    }
    p = end;
  }
}

static void
assert_same(const Screen *screen, const OrielFramebuffer *framebuffer)
{
  for (int y = 0; y < screen->height; y++)
    for (int x = 0; x < screen->width; x++) {
      const guint8 *pixel = screen->pixels + (y * screen->width + x) * 3;

      g_assert_cmphex((guint)pixel[0] << 16 | (guint)pixel[1] << 8 | pixel[2], ==,
                      picture_get_pixel(framebuffer, x, y));
    }
}

static gsize
encode(Encoder *encoder,
       Screen *screen,
       const OrielFramebuffer *framebuffer,
       const OrielRect *rect,
       const Placement *placement,
       Cells *cells)
{
  g_autoptr(OrielRegion) damage = oriel_region_new();
  g_autoptr(GString) bytes = g_string_new(NULL);

  if (rect != NULL)
    oriel_region_add(damage, rect);
  encoder->class->encode(encoder, framebuffer, rect != NULL ? damage : NULL, placement, cells,
                         bytes);
  screen_read(screen, bytes);
  return bytes->len;
}

static void
test_pixels(gconstpointer data)
{
  const TerminalAbilities *abilities = data;
  gboolean shared = abilities->kitty_shared;
  g_autoptr(OrielFramebuffer) framebuffer = picture_new_desktop(640, 400);
  g_autoptr(Cells) cells = cells_new(100, 40);
  g_autoptr(Screen) screen = screen_new();
  g_autoptr(GString) bytes = g_string_new(NULL);
  g_autoptr(GRand) rand = g_rand_new_with_seed(2);
  Placement placement = {{0, 0, 640, 400}, {2, 1, 90, 38}, 8, 16};
  Encoder *encoder = encoder_find("kitty")->new (abilities);
  OrielRect part = {100, 120, 140, 80};
  gsize length;

  length = encode(encoder, screen, framebuffer, NULL, &placement, cells);
  g_test_message("640 x 400: %" G_GSIZE_FORMAT " bytes", length);
  g_assert_cmpint(screen->width, ==, 640);
  g_assert_cmpint(cells_at(cells, 2, 1)->attributes, ==, CELL_FOREIGN);
  g_assert_cmpint(cells_at(cells, 1, 1)->attributes, ==, 0);
  assert_same(screen, framebuffer);
  g_assert_cmpint(screen->n_shared, ==, shared);
  if (shared)
    g_assert_cmpuint(length, <, 200);
  picture_draw_thumbnail(framebuffer, &part, 5);
  length = encode(encoder, screen, framebuffer, &part, &placement, cells);
  g_test_message("140 x 80: %" G_GSIZE_FORMAT " bytes", length);
  g_assert_cmpuint(length, <, shared ? 150 : 20000);
  assert_same(screen, framebuffer);
  for (int n = 0; n < 20; n++) {
    int x = g_rand_int_range(rand, 0, 640), y = g_rand_int_range(rand, 0, 400);
    OrielRect rect = {x, y, MIN(g_rand_int_range(rand, 1, 60), 640 - x),
                      MIN(g_rand_int_range(rand, 1, 60), 400 - y)};

    picture_draw_thumbnail(framebuffer, &rect, g_rand_int(rand) % 1000);
    encode(encoder, screen, framebuffer, &rect, &placement, cells);
    g_assert_cmpint(screen->n_commands, >=, 1);
    assert_same(screen, framebuffer);
  }
  encoder->class->clear(encoder, bytes);
  screen_read(screen, bytes);
  g_assert_cmpint(screen->image, ==, 0);
  encoder->class->free(encoder);
}

/* A guest that is larger than its place is sent as small as it is shown; edits fit. */
static void
test_scaled(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = picture_new_noise(500, 300, 4);
  g_autoptr(Cells) cells = cells_new(30, 12);
  g_autoptr(Screen) screen = screen_new(), whole = screen_new();
  g_autoptr(GRand) rand = g_rand_new_with_seed(6);
  Placement placement = {{10, 20, 470, 270}, {0, 0, 27, 10}, 8, 16};
  Encoder *encoder = encoder_find("kitty")->new (&near_by);

  encode(encoder, screen, framebuffer, NULL, &placement, cells);
  g_assert_cmpint(screen->width, ==, 216);
  g_assert_cmpint(screen->height, ==, 160);
  for (int n = 0; n < 20; n++) {
    OrielRect rect = {g_rand_int_range(rand, 0, 490), g_rand_int_range(rand, 0, 290), 9, 7};

    picture_fill(framebuffer, &rect, g_rand_int(rand) & 0xffffff);
    encode(encoder, screen, framebuffer, &rect, &placement, cells);
    encode(encoder, whole, framebuffer, NULL, &placement, cells);
    g_assert_cmpmem(screen->pixels, 216 * 160 * 3, whole->pixels, 216 * 160 * 3);
  }
  encoder->class->free(encoder);
}

/* Memory that the terminal never takes is taken back. */
static void
test_memory(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = picture_new_noise(16, 16, 4);
  g_autoptr(Cells) cells = cells_new(30, 12);
  g_autoptr(GString) bytes = g_string_new(NULL);
  Placement placement = {{0, 0, 16, 16}, {0, 0, 27, 10}, 8, 16};
  Encoder *encoder = encoder_find("kitty")->new (&near_by);
  g_autofree char *first = g_strdup_printf("/oriel-tui-%d-0", getpid());
  g_autofree char *last = g_strdup_printf("/oriel-tui-%d-99", getpid());

  for (int n = 0; n < 100; n++)
    encoder->class->encode(encoder, framebuffer, NULL, &placement, cells, bytes);
  g_assert_cmpint(shm_open(first, O_RDONLY, 0), <, 0);
  encoder->class->free(encoder);
  g_assert_cmpint(shm_open(last, O_RDONLY, 0), <, 0);
}

static void
test_choose(void)
{
  g_assert_cmpstr(encoder_choose(&near_by)->name, ==, "text");
  g_assert_cmpint(encoder_find("kitty")->rate(&near_by), >, encoder_find("kitty")->rate(&far_away));
  g_assert_nonnull(encoder_find("text")->free);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/encode-kitty/shared", &near_by, test_pixels);
  g_test_add_data_func("/encode-kitty/compressed", &far_away, test_pixels);
  g_test_add_func("/encode-kitty/scaled", test_scaled);
  g_test_add_func("/encode-kitty/memory", test_memory);
  g_test_add_func("/encode-kitty/choose", test_choose);
  return g_test_run();
}
