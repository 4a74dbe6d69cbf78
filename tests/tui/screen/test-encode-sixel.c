// SPDX-License-Identifier: LGPL-2.1-or-later
/* Sixels, read back as a terminal would. */
#include "picture.h"
#include "screen/encoder.h"
#include "screen/sixel.h"

#include <stdio.h>
#include <string.h>

#define CELL_WIDTH 8
#define CELL_HEIGHT 16
#define UNTOUCHED 0xff123456u

static const TerminalAbilities abilities = {
    .colors = TERMINAL_COLORS_TRUE, .unicode = TRUE, .sixel = TRUE};

/* What the terminal shows, in pixels. */
typedef struct {
  int width;
  int height;
  guint32 *pixels; /* (owned) */
  guint32 colors[256];
} Screen;

static void
screen_init(Screen *self, int columns, int rows)
{
  self->width = columns * CELL_WIDTH;
  self->height = rows * CELL_HEIGHT;
  self->pixels = g_new(guint32, (gsize)self->width * (gsize)self->height);
  for (int i = 0; i < self->width * self->height; i++)
    self->pixels[i] = UNTOUCHED;
}

static void
put(Screen *self, int x, int y, guint sixel, guint32 color)
{
  g_assert_cmpuint(sixel, <, 64);
  for (int bit = 0; bit < 6; bit++)
    if ((sixel >> bit & 1) != 0) {
      g_assert_cmpint(x, <, self->width);
      g_assert_cmpint(y + bit, <, self->height);
      self->pixels[(y + bit) * self->width + x] = color;
    }
}

static guint32
read_color(const char **p)
{
  guint32 color = 0;

  for (int i = 0; i < 3; i++) {
    long percent;

    g_assert_cmpint(**p, ==, ';');
    percent = strtol(*p + 1, (char **)p, 10);
    g_assert_cmpint(percent, <=, 100);
    color = color << 8 | (guint32)((percent * 255 + 50) / 100);
  }
  return color;
}

/* One picture from "ESC P" on, whose corner is (@left, @top); returns what follows it. */
static const char *
read_picture(Screen *self, const char *p, int left, int top)
{
  int x = left, y = top, repeat = 1;
  long color = 0;

  p = strchr(p, '"') + 1;
  while (g_ascii_isdigit(*p) || *p == ';')
    p++;
  while (*p != '\033') {
    if (*p == '#') {
      color = strtol(p + 1, (char **)&p, 10);
      g_assert_cmpint(color, <, 256);
      if (p[0] == ';') {
        g_assert_true(g_str_has_prefix(p, ";2;"));
        p += 2;
        self->colors[color] = read_color(&p);
      }
    } else if (*p == '!') {
      repeat = (int)strtol(p + 1, (char **)&p, 10);
    } else if (*p == '$') {
      x = left;
      p++;
    } else if (*p == '-') {
      x = left;
      y += 6;
      p++;
    } else {
      for (; repeat > 0; repeat--)
        put(self, x++, y, (guint)(*p - 63), self->colors[color]);
      repeat = 1;
      p++;
    }
  }
  g_assert_true(g_str_has_prefix(p, "\033\\"));
  return p + 2;
}

/* Pictures and the places before them; anything else is an error. */
static void
screen_read(Screen *self, const char *p)
{
  int row = 1, column = 1;

  g_assert_true(g_str_has_prefix(p, "\0337"));
  p += 2;
  while (!g_str_has_prefix(p, "\0338")) {
    g_assert_cmpint(sscanf(p, "\033[%d;%dH", &row, &column), ==, 2);
    p = strchr(p, 'H') + 1;
    g_assert_true(g_str_has_prefix(p, "\033P0;1q"));
    p = read_picture(self, p, (column - 1) * CELL_WIDTH, (row - 1) * CELL_HEIGHT);
  }
  g_assert_cmpuint(strlen(p), ==, 2);
}

static int
max_difference(guint32 a, guint32 b)
{
  int most = 0;

  for (int shift = 0; shift < 24; shift += 8)
    most = MAX(most, ABS((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff)));
  return most;
}

/* Colours as few as those of a text screen are right, but for the percents that sixels have. */
static void
test_exact(void)
{
  static const int sizes[][2] = {{1, 1}, {7, 5}, {40, 6}, {64, 13}, {300, 47}};

  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    int width = sizes[i][0], height = sizes[i][1];
    g_autofree guint32 *pixels = g_new(guint32, (gsize)(width * height));
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GRand) rand = g_rand_new_with_seed(i);
    Screen screen = {0};

    for (int n = 0; n < width * height; n++)
      pixels[n] = g_rand_int_range(rand, 0, 6) * 0x2a1f33u;
    sixel_append(bytes, pixels, width, height, 255);
    screen_init(&screen, 40, 4);
    read_picture(&screen, bytes->str, 0, 0);
    for (int y = 0; y < screen.height; y++)
      for (int x = 0; x < screen.width; x++) {
        guint32 pixel = screen.pixels[y * screen.width + x];

        if (x >= width || y >= height)
          g_assert_cmphex(pixel, ==, UNTOUCHED);
        else
          g_assert_cmpint(max_difference(pixel, pixels[y * width + x]), <=, 2);
      }
    g_free(screen.pixels);
  }
}

/* A photograph in 255 colours is near to itself. */
static void
test_desktop(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = picture_new_desktop(640, 384);
  g_autoptr(Cells) cells = cells_new(80, 25);
  g_autoptr(GString) bytes = g_string_new(NULL);
  g_autoptr(OrielRegion) damage = oriel_region_new();
  Placement placement = {{0, 0, 640, 384}, {0, 0, 80, 24}, CELL_WIDTH, CELL_HEIGHT};
  Encoder *encoder = encoder_find("sixel")->new (&abilities);
  OrielRect rect = {200, 100, 90, 50};
  Screen screen = {0};
  double error = 0;

  screen_init(&screen, 80, 25);
  encoder->class->encode(encoder, framebuffer, NULL, &placement, cells, bytes);
  screen_read(&screen, bytes->str);
  g_assert_cmpint(cells_at(cells, 79, 23)->attributes, ==, CELL_FOREIGN);
  for (int y = 0; y < 384; y++)
    for (int x = 0; x < 640; x++) {
      int difference =
          max_difference(screen.pixels[y * 640 + x], picture_get_pixel(framebuffer, x, y));

      error += difference;
    }
  g_test_message("640 x 384: %" G_GSIZE_FORMAT " bytes, off by %g", bytes->len,
                 error / (640 * 384));
  g_assert_cmpfloat(error / (640 * 384), <, 8);

  picture_fill(framebuffer, &rect, 0x3060c0);
  oriel_region_add(damage, &rect);
  g_string_truncate(bytes, 0);
  encoder->class->encode(encoder, framebuffer, damage, &placement, cells, bytes);
  screen_read(&screen, bytes->str);
  g_test_message("90 x 50: %" G_GSIZE_FORMAT " bytes", bytes->len);
  for (int y = rect.y; y < rect.y + rect.height; y++)
    for (int x = rect.x; x < rect.x + rect.width; x++)
      g_assert_cmpint(max_difference(screen.pixels[y * 640 + x], 0x3060c0), <=, 2);
  encoder->class->free(encoder);
  g_free(screen.pixels);
}

/* The last row of the terminal has none: it would scroll. */
static void
test_last_row(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = picture_new_noise(160, 160, 1);
  g_autoptr(Cells) cells = cells_new(20, 10);
  g_autoptr(GString) bytes = g_string_new(NULL);
  Placement placement = {{0, 0, 160, 160}, {0, 0, 20, 10}, CELL_WIDTH, CELL_HEIGHT};
  Encoder *encoder = encoder_find("sixel")->new (&abilities);
  Screen screen = {0};

  screen_init(&screen, 20, 10);
  encoder->class->encode(encoder, framebuffer, NULL, &placement, cells, bytes);
  screen_read(&screen, bytes->str);
  for (int x = 0; x < 160; x++) {
    g_assert_cmphex(screen.pixels[143 * 160 + x], !=, UNTOUCHED);
    g_assert_cmphex(screen.pixels[144 * 160 + x], ==, UNTOUCHED);
  }
  g_assert_cmpint(cells_at(cells, 0, 9)->attributes, ==, 0);
  encoder->class->free(encoder);
  g_free(screen.pixels);
}

static void
test_golden(void)
{
  static const guint32 pixels[] = {0xff0000, 0xff0000, 0xff0000, 0xff0000, 0xff0000, 0x0000ff};
  g_autoptr(GString) bytes = g_string_new(NULL);

  sixel_append(bytes, pixels, 6, 1, 255);
  g_assert_cmpstr(bytes->str, ==, "\033P0;1q\"1;1;6;1#0;2;0;0;100#1;2;100;0;0#0!5?@$#1!5@\033\\");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/encode-sixel/golden", test_golden);
  g_test_add_func("/encode-sixel/exact", test_exact);
  g_test_add_func("/encode-sixel/desktop", test_desktop);
  g_test_add_func("/encode-sixel/last-row", test_last_row);
  return g_test_run();
}
