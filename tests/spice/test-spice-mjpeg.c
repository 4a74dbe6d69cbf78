// SPDX-License-Identifier: LGPL-2.1-or-later
/* Pictures of video as spice-client-glib decodes and draws them, by the functions that the session
 * process puts in place of libjpeg's and pixman's. */
#include "oriel-spice-mjpeg.h"

#include <pixman.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h> /* after stdio.h */

#define WIDTH 53 /* of the picture, in pixels */
#define HEIGHT 37
#define SIDE 90        /* of the surface */
#define UNTOUCHED 0x5a /* each byte of memory, before */

typedef struct {
  const char *name;
  int x, y, width, height; /* where to; another size than the picture's scales it */
  pixman_box32_t clip[2];
  int n_clip;
  gboolean upside_down;
  gboolean is_plain; /* it is decoded right to where it is shown */
} Case;

static const Case cases[] = {
    {"plain", 20, 30, WIDTH, HEIGHT, {{0}}, 0, FALSE, TRUE},
    {"upside-down", 20, 30, WIDTH, HEIGHT, {{0}}, 0, TRUE, TRUE},
    {"corner", SIDE - WIDTH, SIDE - HEIGHT, WIDTH, HEIGHT, {{0}}, 0, FALSE, TRUE},
    {"clip/all", 20, 30, WIDTH, HEIGHT, {{20, 30, 20 + WIDTH, 30 + HEIGHT}}, 1, FALSE, TRUE},
    {"clip/less", 20, 30, WIDTH, HEIGHT, {{21, 30, 20 + WIDTH, 30 + HEIGHT}}, 1, FALSE, FALSE},
    {"clip/two", 20, 30, WIDTH, HEIGHT, {{0, 0, SIDE, 40}, {30, 40, 50, SIDE}}, 2, TRUE, FALSE},
    {"clip/none", 20, 30, WIDTH, HEIGHT, {{0}}, 1, FALSE, FALSE},
    {"scaled", 10, 20, WIDTH + 9, HEIGHT - 5, {{0}}, 0, FALSE, FALSE},
    {"left", -1, 30, WIDTH, HEIGHT, {{0}}, 0, FALSE, FALSE},
    {"below", 20, SIDE - HEIGHT + 1, WIDTH, HEIGHT, {{0}}, 0, FALSE, FALSE},
    {"outside", 20, G_MAXINT - 5, WIDTH, HEIGHT, {{0}}, 0, FALSE, FALSE},
};

typedef struct {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr error;
  struct jpeg_source_mgr source;
  guint32 frame[WIDTH * HEIGHT]; /* what the library has for decoding */
  guint32 surface[SIDE * SIDE];
} Fixture;

/* (transfer full): something with no two pixels alike */
static guint8 *
make_jpeg(gulong *size)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr error;
  guint8 *bytes = NULL;
  guint8 row[WIDTH * 3], *rows[] = {row};

  jpeg.err = jpeg_std_error(&error);
  jpeg_create_compress(&jpeg);
  jpeg_mem_dest(&jpeg, &bytes, size);
  jpeg.image_width = WIDTH;
  jpeg.image_height = HEIGHT;
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) {
      row[x * 3] = (guint8)(x * 4);
      row[x * 3 + 1] = (guint8)(y * 6);
      row[x * 3 + 2] = (guint8)(x * y);
    }
    jpeg_write_scanlines(&jpeg, rows, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  return bytes;
}

static void
do_nothing(j_decompress_ptr decoder)
{
}

/* A picture that is not all there: like the library, libjpeg is told to wait. */
static boolean
has_no_more(j_decompress_ptr decoder)
{
  return FALSE;
}

static void
skip(j_decompress_ptr decoder, long n)
{
  decoder->src->next_input_byte += n;
  decoder->src->bytes_in_buffer -= (gsize)n;
}

static void
set_up(Fixture *self, gconstpointer data)
{
  self->jpeg.err = jpeg_std_error(&self->error);
  jpeg_create_decompress(&self->jpeg);
  self->source = (struct jpeg_source_mgr){.init_source = do_nothing,
                                          .fill_input_buffer = has_no_more,
                                          .skip_input_data = skip,
                                          .resync_to_restart = jpeg_resync_to_restart,
                                          .term_source = do_nothing};
  self->jpeg.src = &self->source;
  memset(self->frame, UNTOUCHED, sizeof self->frame);
  memset(self->surface, UNTOUCHED, sizeof self->surface);
}

static void
tear_down(Fixture *self, gconstpointer data)
{
  jpeg_destroy_decompress(&self->jpeg);
}

/* In the library's order of calls. */
static void
decode(Fixture *self, const guint8 *bytes, gsize size, J_COLOR_SPACE colours)
{
  self->source.next_input_byte = bytes;
  self->source.bytes_in_buffer = size;
  jpeg_read_header(&self->jpeg, TRUE);
  self->jpeg.out_color_space = colours;
  self->jpeg.dct_method = JDCT_IFAST;
  self->jpeg.do_fancy_upsampling = FALSE;
  jpeg_start_decompress(&self->jpeg);
  while (self->jpeg.output_scanline < self->jpeg.output_height) {
    JSAMPROW rows[2];
    for (JDIMENSION i = 0; i < 2; i++)
      rows[i] = (JSAMPROW)self->frame +
                (self->jpeg.output_scanline + i) * WIDTH * (JDIMENSION)self->jpeg.output_components;
    jpeg_read_scanlines(&self->jpeg, rows, MIN(2, self->jpeg.rec_outbuf_height));
  }
  jpeg_finish_decompress(&self->jpeg);
}

static void
draw(guint32 *frame, guint32 *surface, const Case *at)
{
  int stride = at->upside_down ? -WIDTH * 4 : WIDTH * 4;
  guint32 *first = at->upside_down ? frame + (HEIGHT - 1) * WIDTH : frame;
  pixman_image_t *source = pixman_image_create_bits(PIXMAN_x8r8g8b8, WIDTH, HEIGHT, first, stride);
  pixman_image_t *target = pixman_image_create_bits(PIXMAN_x8r8g8b8, SIDE, SIDE, surface, SIDE * 4);
  pixman_transform_t scale;
  pixman_region32_t clip;

  pixman_region32_init_rects(&clip, at->clip, at->n_clip);
  if (at->n_clip > 0)
    pixman_image_set_clip_region32(target, &clip);
  if (at->width != WIDTH || at->height != HEIGHT) {
    pixman_transform_init_scale(&scale, pixman_double_to_fixed((double)WIDTH / at->width),
                                pixman_double_to_fixed((double)HEIGHT / at->height));
    pixman_image_set_transform(source, &scale);
  }
  pixman_image_composite32(PIXMAN_OP_SRC, source, NULL, target, 0, 0, 0, 0, at->x, at->y, at->width,
                           at->height);
  pixman_image_set_clip_region32(target, NULL);
  pixman_region32_fini(&clip);
  pixman_image_unref(source);
  pixman_image_unref(target);
}

static gboolean
is_untouched(gconstpointer memory, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if (((const guint8 *)memory)[i] != UNTOUCHED)
      return FALSE;
  return TRUE;
}

/* What is shown is the same as when it is decoded and drawn after that, where decoding and drawing
 * are told apart by colours that no video has. */
static void
test_drawn(Fixture *self, gconstpointer data)
{
  const Case *at = data;
  const OrielRect rect = {at->x, at->y, at->width, at->height};
  g_autofree guint32 *expected = g_memdup2(self->surface, sizeof self->surface);
  gulong size = 0;
  guint8 *bytes = make_jpeg(&size);

  decode(self, bytes, size, JCS_EXT_ARGB);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    self->frame[i] = GUINT32_SWAP_LE_BE(self->frame[i]);
  draw(self->frame, expected, at);
  g_assert_false(oriel_spice_mjpeg_take(expected, &rect));
  memset(self->frame, UNTOUCHED, sizeof self->frame);

  for (int i = 0; i < 2; i++) {
    decode(self, bytes, size, JCS_EXT_BGRX);
    g_assert_true(is_untouched(self->frame, sizeof self->frame) || (i > 0 && !at->is_plain));
    draw(self->frame, self->surface, at);
    g_assert_cmpmem(self->surface, sizeof self->surface, expected, sizeof self->surface);
    g_assert_true(is_untouched(self->frame, sizeof self->frame) == at->is_plain);
    g_assert_true(oriel_spice_mjpeg_take(self->surface, &rect) == at->is_plain);
    g_assert_false(oriel_spice_mjpeg_take(self->surface, &rect));
  }
  free(bytes);
}

/* What there is of a picture is shown, what is not stays as it was, and the next is decoded. */
static void
test_cut_short(Fixture *self, gconstpointer data)
{
  const Case *at = &cases[0];
  gulong size = 0;
  guint8 *bytes = make_jpeg(&size);
  const guint32 *last = self->surface + (at->y + HEIGHT - 1) * SIDE + at->x;

  decode(self, bytes, size - size / 16, JCS_EXT_BGRX);
  draw(self->frame, self->surface, at);
  g_assert_false(is_untouched(self->surface + at->y * SIDE + at->x, WIDTH * 4));
  g_assert_true(is_untouched(last, WIDTH * 4));
  decode(self, bytes, size, JCS_EXT_BGRX);
  draw(self->frame, self->surface, at);
  g_assert_false(is_untouched(last, WIDTH * 4));
  free(bytes);
}

/* What a guest draws by itself is decoded when it is asked for. */
static void
test_image(Fixture *self, gconstpointer data)
{
  gulong size = 0;
  guint8 *bytes = make_jpeg(&size);

  decode(self, bytes, size, JCS_RGB);
  g_assert_false(is_untouched((const guint8 *)self->frame + WIDTH * (HEIGHT - 1) * 3, WIDTH * 3));
  free(bytes);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *path = g_strdup_printf("/spice/mjpeg/%s", cases[i].name);
    g_test_add(path, Fixture, &cases[i], set_up, test_drawn, tear_down);
  }
  g_test_add("/spice/mjpeg/cut-short", Fixture, NULL, set_up, test_cut_short, tear_down);
  g_test_add("/spice/mjpeg/image", Fixture, NULL, set_up, test_image, tear_down);
  return g_test_run();
}
