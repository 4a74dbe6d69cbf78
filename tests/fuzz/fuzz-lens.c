// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Whatever becomes of a text screen, a letter that the lens tells stands there exactly. Each six
 * bytes change a screen of 80 x 25: what is done, column, row, letter (two), and colours.
 */
#include "fuzz.h"

#include <string.h>

#include "lens-proof.h"
#include "picture.h"

#define COLUMNS 80
#define ROWS 25
#define CELL_WIDTH 9
#define CELL_HEIGHT 16
#define STEP 6
#define MAX_STEPS 64

static const guint32 colors[] = {0x000000, 0x0000aa, 0x00aa00, 0xaa5500,
                                 0xaaaaaa, 0x555555, 0xff5555, 0xffffff};

static void
draw_letter(OrielFramebuffer *framebuffer, const OrielRect *cell, guint letter, guint8 inks)
{
  const LensGlyph *glyph = &lens_glyphs[letter % lens_n_glyphs];
  gboolean is_line = glyph->character >= 0x2500 && glyph->character < 0x2580;

  picture_fill(framebuffer, cell, colors[inks >> 4 & 7]);
  for (int y = 0; y < CELL_HEIGHT; y++)
    for (int x = 0; x < CELL_WIDTH; x++) {
      int at = y * 8 + MIN(x, 7);

      if ((x < 8 || is_line) && (glyph->rows[at / 64] >> (63 - at % 64) & 1) != 0)
        picture_fill(framebuffer, &(OrielRect){cell->x + x, cell->y + y, 1, 1}, colors[inks & 7]);
    }
}

static OrielRect
get_cell(guint column, guint row)
{
  return (OrielRect){(int)(column % COLUMNS) * CELL_WIDTH, (int)(row % ROWS) * CELL_HEIGHT,
                     CELL_WIDTH, CELL_HEIGHT};
}

/* What has changed. */
static OrielRect
take_step(OrielFramebuffer *framebuffer, const guint8 *step)
{
  OrielRect rect = get_cell(step[1], step[2]);
  guint letter = (guint)step[3] << 8 | step[4];

  switch (step[0] % 4) {
  case 0: /* part of a cell, or of its neighbours */
    rect =
        (OrielRect){rect.x + step[3] % 9, rect.y + step[4] % 16, step[3] / 9 + 1, step[4] / 16 + 1};
    picture_fill(framebuffer, &rect, colors[step[5] & 7]);
    break;
  case 1: /* one pixel */
    rect = (OrielRect){rect.x + step[3] % 9, rect.y + step[4] % 16, 1, 1};
    picture_fill(framebuffer, &rect, (guint32)step[5] << 8);
    break;
  default:
    draw_letter(framebuffer, &rect, letter, step[5]);
    break;
  }
  return rect;
}

static void
check(const OrielFramebuffer *framebuffer, const Lens *lens, const OrielRect *changed)
{
  int last_row = MIN((changed->y + changed->height - 1) / CELL_HEIGHT, ROWS - 1);
  int last_column = MIN((changed->x + changed->width - 1) / CELL_WIDTH, COLUMNS - 1);

  for (int row = changed->y / CELL_HEIGHT; row <= last_row; row++)
    for (int column = changed->x / CELL_WIDTH; column <= last_column; column++)
      g_assert_true(lens_proof_is_right(framebuffer, lens, column, row));
}

/* Three lines of letters. (transfer full) */
static OrielFramebuffer *
draw_model(void)
{
  OrielFramebuffer *model = oriel_framebuffer_new(COLUMNS * CELL_WIDTH, ROWS * CELL_HEIGHT, NULL);

  for (guint i = 0; i < COLUMNS * 3; i++) {
    OrielRect cell = get_cell(i, i / COLUMNS);

    draw_letter(model, &cell, i, 0x04);
  }
  return model;
}

/* A copy of the model. (transfer full) */
static OrielFramebuffer *
new_screen(void)
{
  static OrielFramebuffer *model;
  OrielFramebuffer *screen = oriel_framebuffer_new(COLUMNS * CELL_WIDTH, ROWS * CELL_HEIGHT, NULL);

  if (model == NULL)
    model = draw_model();
  memcpy(oriel_framebuffer_peek_writable(screen), oriel_framebuffer_peek_pixels(model),
         (gsize)oriel_framebuffer_get_stride(screen) * ROWS * CELL_HEIGHT);
  return screen;
}

int
LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size)
{
  g_autoptr(OrielFramebuffer) screen = new_screen();
  g_autoptr(Lens) lens = lens_new();

  g_assert_true(lens_update(lens, screen, NULL));
  for (gsize at = 0; at + STEP <= size && at < STEP * MAX_STEPS; at += STEP) {
    g_autoptr(OrielRegion) damage = oriel_region_new();
    OrielRect changed = take_step(screen, bytes + at);

    oriel_region_add(damage, &changed);
    if (!lens_update(lens, screen, damage))
      break; /* a picture */
    check(screen, lens, &changed);
  }
  return 0;
}
