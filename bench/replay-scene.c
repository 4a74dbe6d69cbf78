// SPDX-License-Identifier: LGPL-2.1-or-later
#include "replay-scene.h"

#include <string.h>

#include "replay-paint.h"

#define PIXELS ((gsize)REPLAY_WIDTH * REPLAY_HEIGHT)
#define HEADER 32 /* rows at the top that only the video scene changes */
/* Where the film plays. */
#define FILM_X 560
#define FILM_Y 320
#define FILM_WIDTH 854
#define FILM_HEIGHT 480
#define MARKER_WIDTH 16
#define MARKER_HEIGHT 8

#define VIDEO_FRAMES 6
#define NOISE 0xf /* of a camera without light */
#define GRAIN 0x3 /* of a film that was compressed once */
#define TYPING_UPDATES 64
#define TYPING_RECTS 20
#define SCROLL_UPDATES 64
#define SCROLL_STEP 26
#define DESK_UPDATES 48

static void
free_update(gpointer data)
{
  GArray *update = data;

  for (guint i = 0; i < update->len; i++)
    g_free(g_array_index(update, ReplayRect, i).pixels);
  g_array_unref(update);
}

static GArray *
add_update(ReplayScene *self)
{
  GArray *update = g_array_new(FALSE, TRUE, sizeof(ReplayRect));

  g_ptr_array_add(self->cycle, update);
  return update;
}

/* Adds to @update what @canvas shows in a rectangle. */
static void
add_rect(GArray *update, const PaintCanvas *canvas, int x, int y, int width, int height)
{
  ReplayRect rect = {.x = x, .y = y, .width = width, .height = height};

  rect.pixels = g_new(guint32, (gsize)width * (gsize)height);
  for (int row = 0; row < height; row++)
    memcpy(rect.pixels + (gsize)row * (gsize)width,
           canvas->pixels + (gsize)(y + row) * (gsize)canvas->width + x,
           (gsize)width * sizeof(guint32));
  g_array_append_val(update, rect);
}

static void
paint_marker(PaintCanvas *canvas)
{
  PaintRandom random = {.state = 0x6f7269656c};

  for (int y = 0; y < MARKER_HEIGHT; y++)
    for (int x = 0; x < MARKER_WIDTH; x++)
      canvas->pixels[y * canvas->width + x] = paint_random(&random) & 0xffffff;
}

static void
make_still(ReplayScene *self, PaintCanvas *canvas, PaintRandom *random)
{
  paint_wallpaper(canvas, 0, 0, canvas->width, canvas->height);
  paint_window(canvas, random, 200, 120, 900, 650);
  paint_window(canvas, random, 800, 400, 700, 500);
}

/* The whole screen, again and again. */
static void
show_photos(ReplayScene *self, PaintCanvas *canvas, guint32 grain)
{
  g_autofree guint32 *pixels = g_new(guint32, PIXELS);
  PaintCanvas frame = {.pixels = pixels, .width = REPLAY_WIDTH, .height = REPLAY_HEIGHT};

  paint_photo(canvas, VIDEO_FRAMES, grain);
  for (guint i = 0; i < VIDEO_FRAMES; i++) {
    paint_photo(&frame, i, grain);
    paint_marker(&frame);
    add_rect(add_update(self), &frame, 0, 0, REPLAY_WIDTH, REPLAY_HEIGHT);
  }
}

static void
make_video(ReplayScene *self, PaintCanvas *canvas, PaintRandom *random)
{
  show_photos(self, canvas, NOISE);
}

/* A film in full screen. */
static void
make_movie(ReplayScene *self, PaintCanvas *canvas, PaintRandom *random)
{
  show_photos(self, canvas, GRAIN);
}

/* A film in a window of a desktop. */
static void
make_film(ReplayScene *self, PaintCanvas *canvas, PaintRandom *random)
{
  g_autofree guint32 *pixels = g_new(guint32, PIXELS);
  PaintCanvas frame = {.pixels = pixels, .width = REPLAY_WIDTH, .height = REPLAY_HEIGHT};

  make_still(self, canvas, random);
  for (guint i = 0; i < VIDEO_FRAMES; i++) {
    paint_photo(&frame, i, NOISE);
    add_rect(add_update(self), &frame, FILM_X, FILM_Y, FILM_WIDTH, FILM_HEIGHT);
  }
}

/* Small changes all over: single characters as they are typed, words as they are replaced. */
static void
make_typing(ReplayScene *self, PaintCanvas *canvas, PaintRandom *random)
{
  g_autofree guint32 *pixels = g_new0(guint32, PIXELS);
  PaintCanvas page = {.pixels = pixels, .width = REPLAY_WIDTH, .height = REPLAY_HEIGHT};

  paint_paragraph(canvas, random, 0, 0, canvas->width, canvas->height, 0xfcfcfc);
  for (guint i = 0; i < TYPING_UPDATES; i++) {
    GArray *update = add_update(self);
    for (guint n = 0; n < TYPING_RECTS; n++) {
      int characters = n % 2 == 0 ? 1 : paint_random_range(random, 3, 11);
      int width = characters * PAINT_GLYPH_WIDTH;
      int x = paint_random_range(random, 0, REPLAY_WIDTH - width);
      int y = paint_random_range(random, HEADER, REPLAY_HEIGHT - PAINT_LINE_HEIGHT);
      paint_text(&page, random, x, y, characters, 0x202020, 0xfcfcfc);
      add_rect(update, &page, x, y, width, PAINT_LINE_HEIGHT);
    }
  }
}

/* A text that goes up by a line and comes round after SCROLL_UPDATES lines. */
static void
make_scroll(ReplayScene *self, PaintCanvas *canvas, PaintRandom *random)
{
  const int period = SCROLL_UPDATES * SCROLL_STEP;
  g_autofree guint32 *text = g_new0(guint32, (gsize)REPLAY_WIDTH * (gsize)period);
  PaintCanvas page = {.pixels = text, .width = REPLAY_WIDTH, .height = period};

  for (int line = 0; line < period; line += SCROLL_STEP)
    paint_paragraph(&page, random, 0, line, REPLAY_WIDTH, SCROLL_STEP, 0xfcfcfc);
  paint_fill(canvas, 0, 0, canvas->width, HEADER, 0x3c6eb4);
  for (int row = HEADER; row < REPLAY_HEIGHT; row++)
    memcpy(canvas->pixels + (gsize)row * REPLAY_WIDTH,
           text + (gsize)((row - HEADER) % period) * REPLAY_WIDTH, REPLAY_WIDTH * sizeof(guint32));

  for (int i = 1; i <= SCROLL_UPDATES; i++) {
    GArray *update = add_update(self);
    ReplayRect move = {.y = HEADER,
                       .width = REPLAY_WIDTH,
                       .height = REPLAY_HEIGHT - HEADER - SCROLL_STEP,
                       .copy = TRUE,
                       .from_y = HEADER + SCROLL_STEP};
    int top = REPLAY_HEIGHT - SCROLL_STEP;
    ReplayRect strip = {.y = top, .width = REPLAY_WIDTH, .height = SCROLL_STEP};

    strip.pixels = g_new(guint32, REPLAY_WIDTH * SCROLL_STEP);
    for (int row = 0; row < SCROLL_STEP; row++)
      memcpy(strip.pixels + (gsize)row * REPLAY_WIDTH,
             text + (gsize)((top + row - HEADER + i * SCROLL_STEP) % period) * REPLAY_WIDTH,
             REPLAY_WIDTH * sizeof(guint32));
    g_array_append_val(update, move);
    g_array_append_val(update, strip);
  }
}

/* One change of a desktop: a window opens, closes, shows a menu, or has new text. */
static void
add_desk_update(ReplayScene *self, PaintCanvas *desk, PaintRandom *random, guint kind)
{
  GArray *update = add_update(self);
  int x = paint_random_range(random, 0, REPLAY_WIDTH - 960);
  int y = paint_random_range(random, HEADER, REPLAY_HEIGHT - 660);

  switch (kind) {
  case 0:
    paint_window(desk, random, x, y, 900, 650);
    add_rect(update, desk, x, y, 900, 650);
    break;
  case 1:
    paint_wallpaper(desk, x, y, 700, 500);
    add_rect(update, desk, x, y, 700, 500);
    break;
  case 2:
    paint_paragraph(desk, random, x, y, 240, 420, 0xf0f0ec);
    add_rect(update, desk, x, y, 240, 420);
    paint_fill(desk, x, y + 430, 900, 24, 0x3c6eb4);
    add_rect(update, desk, x, y + 430, 900, 24);
    break;
  default:
    paint_paragraph(desk, random, x, y, 640, 360, 0xfcfcfc);
    add_rect(update, desk, x, y, 640, 360);
    for (int word = 0; word < 6; word++) {
      paint_text(desk, random, x + word * 90, y + 400, 8, 0x202020, 0xf0f0ec);
      add_rect(update, desk, x + word * 90, y + 400, 8 * PAINT_GLYPH_WIDTH, PAINT_LINE_HEIGHT);
    }
  }
}

static void
make_desk(ReplayScene *self, PaintCanvas *canvas, PaintRandom *random)
{
  g_autofree guint32 *pixels = NULL;
  PaintCanvas desk = *canvas;

  paint_wallpaper(canvas, 0, 0, canvas->width, canvas->height);
  pixels = g_memdup2(canvas->pixels, PIXELS * sizeof(guint32));
  desk.pixels = pixels;
  for (guint i = 0; i < DESK_UPDATES; i++)
    add_desk_update(self, &desk, random, i % 4);
}

static const struct {
  const char *name;
  void (*make)(ReplayScene *self, PaintCanvas *canvas, PaintRandom *random);
} scenes[] = {
    {"still", make_still}, {"video", make_video},   {"movie", make_movie},   {"film", make_film},
    {"desk", make_desk},   {"typing", make_typing}, {"scroll", make_scroll},
};

ReplayScene *
replay_scene_new(const char *name, guint64 seed)
{
  PaintRandom random = {.state = seed};

  for (guint i = 0; i < G_N_ELEMENTS(scenes); i++) {
    if (!g_str_equal(scenes[i].name, name))
      continue;
    ReplayScene *self = g_new0(ReplayScene, 1);
    self->start = g_new0(guint32, PIXELS);
    self->cycle = g_ptr_array_new_with_free_func(free_update);
    PaintCanvas canvas = {.pixels = self->start, .width = REPLAY_WIDTH, .height = REPLAY_HEIGHT};
    scenes[i].make(self, &canvas, &random);
    paint_marker(&canvas);
    return self;
  }
  return NULL;
}

void
replay_scene_free(ReplayScene *self)
{
  g_free(self->start);
  g_ptr_array_unref(self->cycle);
  g_free(self);
}

static void
apply_rect(guint32 *frame, const ReplayRect *rect)
{
  const guint32 *from = rect->pixels;
  int stride = rect->width;

  if (rect->copy) {
    /* The one move there is goes up: rows from the top are read before they are written. */
    g_assert(rect->from_y >= rect->y);
    from = frame + (gsize)rect->from_y * REPLAY_WIDTH + rect->from_x;
    stride = REPLAY_WIDTH;
  }
  for (int row = 0; row < rect->height; row++)
    memmove(frame + (gsize)(rect->y + row) * REPLAY_WIDTH + rect->x,
            from + (gsize)row * (gsize)stride, (gsize)rect->width * sizeof(guint32));
}

guint32 *
replay_scene_frame(const ReplayScene *self, guint64 updates)
{
  guint32 *frame = g_memdup2(self->start, PIXELS * sizeof(guint32));
  guint length = self->cycle->len;

  /* From the second round on the screen repeats itself. */
  if (length > 0 && updates > 2 * (guint64)length)
    updates = length + updates % length;
  for (guint64 n = 0; n < updates; n++) {
    const GArray *update = g_ptr_array_index(self->cycle, n % length);
    for (guint i = 0; i < update->len; i++)
      apply_rect(frame, &g_array_index(update, ReplayRect, i));
  }
  return frame;
}
