// SPDX-License-Identifier: LGPL-2.1-or-later
/* Halves, quadrants and sextants: colours, damage, and how many bytes they take. */
#include "picture.h"
#include "screen/encoders.h"
#include "terminal/glyphs.h"

static const TerminalAbilities rich = {.colors = TERMINAL_COLORS_TRUE, .unicode = TRUE};

typedef struct {
  OrielFramebuffer *framebuffer;
  Placement placement;
  Encoder *encoder;
  Cells *cells;
  GString *bytes;
} Fixture;

static Fixture
start(const char *name, OrielFramebuffer *framebuffer, int columns, int rows)
{
  int width = oriel_framebuffer_get_width(framebuffer);
  int height = oriel_framebuffer_get_height(framebuffer);

  return (Fixture){
      .framebuffer = framebuffer,
      .placement = {{0, 0, width, height}, {0, 0, columns, rows}, 8, 16},
      .encoder = encoder_find(name)->new (&rich),
      .cells = cells_new(columns, rows),
      .bytes = g_string_new(NULL),
  };
}

static void
stop(Fixture *fixture)
{
  fixture->encoder->class->free(fixture->encoder);
  cells_free(fixture->cells);
  g_string_free(fixture->bytes, TRUE);
  oriel_framebuffer_unref(fixture->framebuffer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, stop)

/* Encodes @damage and returns how many bytes that takes. */
static gsize
encode(Fixture *fixture, const OrielRegion *damage)
{
  g_string_truncate(fixture->bytes, 0);
  fixture->encoder->class->encode(fixture->encoder, fixture->framebuffer, damage,
                                  &fixture->placement, fixture->cells, fixture->bytes);
  g_assert_cmpuint(fixture->bytes->len, ==, 0);
  cells_flush(fixture->cells, &rich, fixture->bytes);
  return fixture->bytes->len;
}

static gsize
encode_rect(Fixture *fixture, const OrielRect *rect)
{
  g_autoptr(OrielRegion) damage = oriel_region_new();

  oriel_region_add(damage, rect);
  return encode(fixture, damage);
}

/* The mean of dot (@x, @y) of @columns x @rows, counted one pixel after another. */
static guint32
find_dot(const Fixture *fixture, int x, int y, int columns, int rows)
{
  const OrielRect *source = &fixture->placement.source;

  return picture_get_mean(fixture->framebuffer, source->x + x * source->width / columns,
                          source->y + y * source->height / rows,
                          source->x + (x + 1) * source->width / columns,
                          source->y + (y + 1) * source->height / rows);
}

static void
assert_halves(Fixture *fixture)
{
  const OrielRect *target = &fixture->placement.target;

  for (int y = 0; y < target->height; y++) {
    for (int x = 0; x < target->width; x++) {
      const Cell *cell = cells_at(fixture->cells, target->x + x, target->y + y);
      guint32 top = find_dot(fixture, x, 2 * y, target->width, 2 * target->height);
      guint32 bottom = find_dot(fixture, x, 2 * y + 1, target->width, 2 * target->height);

      g_assert_cmphex(cell->character, ==, top == bottom ? ' ' : 0x2580);
      g_assert_cmphex(cell->foreground, ==, top);
      g_assert_cmphex(cell->background, ==, bottom);
    }
  }
}

/* Any size of the guest in any size of the terminal, and parts of it. */
static void
test_half_colors(void)
{
  static const int sizes[][4] = {{160, 100, 20, 7}, {161, 97, 37, 13}, {19, 11, 40, 20},
                                 {1, 1, 3, 3},      {640, 5, 9, 4},    {64, 48, 1, 1}};

  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_auto(Fixture) fixture =
        start("half", picture_new_noise(sizes[i][0], sizes[i][1], i), sizes[i][2], sizes[i][3]);

    encode(&fixture, NULL);
    assert_halves(&fixture);
    fixture.placement.source =
        (OrielRect){sizes[i][0] / 3, sizes[i][1] / 4, sizes[i][0] / 2 + 1, sizes[i][1] / 2 + 1};
    if (sizes[i][0] < 10 || sizes[i][1] < 10 || sizes[i][2] < 10)
      continue;
    fixture.placement.target = (OrielRect){2, 1, sizes[i][2] - 5, sizes[i][3] - 3};
    encode(&fixture, NULL);
    assert_halves(&fixture);
  }
}

/* What changed is shown, whatever the scale, when only it is told. */
static void
test_damage(void)
{
  static const int sizes[][4] = {{160, 100, 20, 7}, {161, 97, 37, 13}, {19, 11, 40, 20}};
  static const char *const names[] = {"half", "quadrant", "sextant"};

  for (guint i = 0; i < G_N_ELEMENTS(sizes) * G_N_ELEMENTS(names); i++) {
    const int *size = sizes[i / G_N_ELEMENTS(names)];
    const char *name = names[i % G_N_ELEMENTS(names)];
    g_autoptr(GRand) rand = g_rand_new_with_seed(i);
    g_auto(Fixture) fixture = start(name, picture_new_noise(size[0], size[1], i), size[2], size[3]);

    encode(&fixture, NULL);
    for (int n = 0; n < 50; n++) {
      int x = g_rand_int_range(rand, 0, size[0]), y = g_rand_int_range(rand, 0, size[1]);
      OrielRect rect = {x, y, MIN(g_rand_int_range(rand, 1, 9), size[0] - x),
                        MIN(g_rand_int_range(rand, 1, 9), size[1] - y)};

      picture_fill(fixture.framebuffer, &rect, g_rand_int(rand) & 0xffffff);
      encode_rect(&fixture, &rect);
      /* Everything again finds nothing to do. */
      g_assert_cmpuint(encode(&fixture, NULL), ==, 0);
    }
  }
}

/* A guest that resized in between is not read beyond its end. */
static void
test_stale_placement(void)
{
  g_auto(Fixture) fixture = start("half", picture_new_noise(64, 48, 1), 20, 10);

  encode(&fixture, NULL);
  fixture.placement.source = (OrielRect){0, 0, 65, 48};
  g_assert_cmpuint(encode(&fixture, NULL), ==, 0);
  fixture.placement.source = (OrielRect){0, 0, 64, 48};
  fixture.placement.target = (OrielRect){0, 0, 0, 10};
  g_assert_cmpuint(encode(&fixture, NULL), ==, 0);
  g_assert_cmpuint(encode_rect(&fixture, &(OrielRect){60, 40, 100, 100}), ==, 0);
}

/* Six dots of two colours are shown as they are. */
static void
test_sextants(void)
{
  for (guint dots = 0; dots < 64; dots++) {
    g_auto(Fixture) fixture = start("sextant", picture_new_noise(2, 3, 0), 1, 1);
    const Cell *cell = cells_at(fixture.cells, 0, 0);
    guint foreground = (dots & 1) != 0 ? 63 - dots : dots;

    for (int i = 0; i < 6; i++)
      picture_fill(fixture.framebuffer, &(OrielRect){i % 2, i / 2, 1, 1},
                   (dots >> i & 1) != 0 ? 0xff8000 : 0x0040ff);
    encode(&fixture, NULL);
    g_assert_cmphex(cell->character, ==, glyph_from_sextant(foreground));
    g_assert_cmphex(cell->background, ==, (dots & 1) != 0 ? 0xff8000 : 0x0040ff);
    if (foreground != 0)
      g_assert_cmphex(cell->foreground, ==, (dots & 1) != 0 ? 0x0040ff : 0xff8000);
  }
}

static void
test_quadrants(void)
{
  g_auto(Fixture) fixture = start("quadrant", picture_new_noise(2, 2, 0), 1, 1);
  const Cell *cell = cells_at(fixture.cells, 0, 0);

  picture_fill(fixture.framebuffer, &(OrielRect){0, 0, 2, 2}, 0x101010);
  picture_fill(fixture.framebuffer, &(OrielRect){1, 0, 1, 1}, 0xf00000);
  picture_fill(fixture.framebuffer, &(OrielRect){0, 1, 1, 1}, 0xf00000);
  encode(&fixture, NULL);
  g_assert_cmphex(cell->character, ==, 0x259e);
  g_assert_cmphex(cell->foreground, ==, 0xf00000);
  g_assert_cmphex(cell->background, ==, 0x101010);
}

/* The bytes of a desktop of 1920 x 1080 in 120 x 36 cells. */
static void
test_bytes(void)
{
  g_auto(Fixture) fixture = start("half", picture_new_desktop(1920, 1080), 120, 36);
  OrielRect moved = {1200, 700, 200, 100};
  gsize full = encode(&fixture, NULL), damage;

  g_test_message("full: %" G_GSIZE_FORMAT " bytes", full);
  g_assert_cmpuint(full, <=, 60000);
  g_assert_cmpuint(encode(&fixture, NULL), ==, 0);
  picture_draw_thumbnail(fixture.framebuffer, &moved, 77);
  damage = encode_rect(&fixture, &moved);
  g_test_message("damage of 200 x 100 pixels: %" G_GSIZE_FORMAT " bytes", damage);
  g_assert_cmpuint(damage, >, 0);
  g_assert_cmpuint(damage, <=, 1200);
}

static void
test_choose(void)
{
  TerminalAbilities linux_console = {
      .colors = TERMINAL_COLORS_16, .unicode = TRUE, .few_glyphs = TRUE};
  TerminalAbilities vt100 = {.colors = TERMINAL_COLORS_NONE};

  g_assert_nonnull(encoder_choose(&rich));
  g_assert_true(encoder_choose(&linux_console) == &encode_text);
  g_assert_true(encoder_choose_picture(&linux_console) == &encode_chafa);
  g_assert_nonnull(encoder_choose(&vt100));
  g_assert_null(encoder_find("none"));
  for (guint i = 0; encoders[i] != NULL; i++)
    g_assert_true(encoder_find(encoders[i]->name) == encoders[i]);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/encode-blocks/half-colors", test_half_colors);
  g_test_add_func("/encode-blocks/damage", test_damage);
  g_test_add_func("/encode-blocks/stale-placement", test_stale_placement);
  g_test_add_func("/encode-blocks/sextants", test_sextants);
  g_test_add_func("/encode-blocks/quadrants", test_quadrants);
  g_test_add_func("/encode-blocks/bytes", test_bytes);
  g_test_add_func("/encode-blocks/choose", test_choose);
  return g_test_run();
}
