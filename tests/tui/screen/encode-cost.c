// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * encode-cost ENCODER SCENE ROUNDS: what showing a picture in a terminal of 120 x 36 cells costs.
 *
 * SCENE is "full" (a desktop of 1920 x 1080 pixels, everything again each round), "damage" (200 x
 * 100 pixels of it change), "same" (they are told to have changed and have not), "refine" (all of
 * it is finished), or a picture file: a text screen, all of it. Prints the bytes and the
 * microseconds of the processor that a round takes. Run under callgrind with two numbers of rounds,
 * the difference tells the instructions.
 */
#include "picture.h"
#include "screen/encoder.h"

#include <stdio.h>
#include <time.h>

#define COLUMNS 120
#define ROWS 36

static const OrielRect moving = {1200, 700, 200, 100};

static const TerminalAbilities abilities = {.colors = TERMINAL_COLORS_TRUE,
                                            .unicode = TRUE,
                                            .sextants = TRUE,
                                            .sixel = TRUE,
                                            .kitty_graphics = TRUE};

typedef struct {
  OrielFramebuffer *framebuffer;
  Encoder *encoder;
  Cells *cells;
  Placement placement;
  GString *bytes;
} Cost;

static void
flush(Cost *cost, const OrielRegion *damage)
{
  g_autoptr(GString) pictures = g_string_new(NULL);

  cost->encoder->class->encode(cost->encoder, cost->framebuffer, damage, &cost->placement,
                               cost->cells, pictures);
  g_string_truncate(cost->bytes, 0);
  cells_flush(cost->cells, &abilities, cost->bytes);
  g_string_append_len(cost->bytes, pictures->str, (gssize)pictures->len);
}

static void
refine(Cost *cost)
{
  g_autoptr(GString) pictures = g_string_new(NULL);

  cost->encoder->class->refine(cost->encoder, cost->framebuffer, &cost->placement, cost->cells,
                               pictures);
  g_string_truncate(cost->bytes, 0);
  cells_flush(cost->cells, &abilities, cost->bytes);
}

static void
run(Cost *cost, const char *scene, const OrielRegion *damage, guint round)
{
  if (g_str_equal(scene, "damage"))
    picture_draw_thumbnail(cost->framebuffer, &moving, round * 100);
  if (g_str_equal(scene, "same") || g_str_equal(scene, "damage")) {
    flush(cost, damage);
    return;
  }
  cells_invalidate(cost->cells);
  flush(cost, NULL);
  if (g_str_equal(scene, "refine"))
    refine(cost);
}

static gint64
now_us(void)
{
  struct timespec now;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

int
main(int argc, char **argv)
{
  const EncoderClass *class = argc == 4 ? encoder_find(argv[1]) : NULL;
  gboolean is_file = argc == 4 && g_str_has_suffix(argv[2], ".png");
  g_autoptr(OrielRegion) damage = oriel_region_new();
  gint64 rounds = argc == 4 ? g_ascii_strtoll(argv[3], NULL, 10) : 0, start;
  Cost cost = {0};

  if (class == NULL || rounds < 1) {
    g_printerr("Usage: encode-cost ENCODER full|damage|same|refine|FILE.png ROUNDS\n");
    return 2;
  }
  cost.framebuffer = is_file ? picture_new_from_png(argv[2]) : picture_new_desktop(1920, 1080);
  cost.encoder = class->new (&abilities);
  cost.cells = cells_new(COLUMNS, ROWS);
  cost.bytes = g_string_sized_new(1 << 20);
  cost.placement = (Placement){{0, 0, oriel_framebuffer_get_width(cost.framebuffer),
                                oriel_framebuffer_get_height(cost.framebuffer)},
                               {0, 0, COLUMNS, ROWS},
                               8,
                               16};
  oriel_region_add(damage, &moving);
  flush(&cost, NULL);
  start = now_us();
  for (guint round = 1; round <= rounds; round++)
    run(&cost, argv[2], damage, round);
  printf("bytes %" G_GSIZE_FORMAT "\nmicroseconds %" G_GINT64_FORMAT "\n", cost.bytes->len,
         (now_us() - start) / rounds);
  cost.encoder->class->free(cost.encoder);
  cells_free(cost.cells);
  g_string_free(cost.bytes, TRUE);
  oriel_framebuffer_unref(cost.framebuffer);
  return 0;
}
