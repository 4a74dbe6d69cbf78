// SPDX-License-Identifier: LGPL-2.1-or-later
#include "compose.h"

#define WIDTH 40
#define HEIGHT 20
#define GUEST 0xff336699u

typedef struct {
  OrielFramebuffer *framebuffer;
  Viewport viewport;
  Scene scene;
  guint32 window[WIDTH * HEIGHT];
} Fixture;

/* A guest of 20 x 20 in the middle of a window of 40 x 20. */
static void
set_up(Fixture *f, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;
  guint8 *pixels;

  f->framebuffer = oriel_framebuffer_new(20, 20, &error);
  g_assert_no_error(error);
  pixels = oriel_framebuffer_peek_writable(f->framebuffer);
  for (int y = 0; y < 20; y++) {
    guint32 *row = (guint32 *)(void *)(pixels + y * oriel_framebuffer_get_stride(f->framebuffer));
    for (int x = 0; x < 20; x++)
      row[x] = GUEST;
  }
  viewport_init(&f->viewport);
  viewport_set_guest(&f->viewport, 20, 20);
  viewport_set_window(&f->viewport, WIDTH, HEIGHT);
  f->scene = (Scene){.framebuffer = f->framebuffer, .viewport = &f->viewport};
}

static void
tear_down(Fixture *f, gconstpointer unused)
{
  oriel_framebuffer_unref(f->framebuffer);
}

static void
draw(Fixture *f, const OrielRect *area)
{
  compose(&f->scene, area, (guint8 *)(f->window + area->y * WIDTH + area->x), WIDTH * 4);
}

static void
test_whole(Fixture *f, gconstpointer unused)
{
  draw(f, &(OrielRect){0, 0, WIDTH, HEIGHT});
  for (int i = 0; i < WIDTH * HEIGHT; i++) {
    gboolean guest = i % WIDTH >= 10 && i % WIDTH < 30;
    g_assert_cmphex(f->window[i], ==, guest ? GUEST : COMPOSE_BACKGROUND);
  }
}

/* A part touches nothing else. */
static void
test_part(Fixture *f, gconstpointer unused)
{
  draw(f, &(OrielRect){8, 3, 4, 2});
  for (int i = 0; i < WIDTH * HEIGHT; i++) {
    int x = i % WIDTH, y = i / WIDTH;
    gboolean inside = x >= 8 && x < 12 && y >= 3 && y < 5;

    g_assert_cmphex(f->window[i], ==, !inside ? 0 : x < 10 ? COMPOSE_BACKGROUND : GUEST);
  }
}

static void
test_no_guest(Fixture *f, gconstpointer unused)
{
  f->scene.framebuffer = NULL;
  draw(f, &(OrielRect){0, 0, WIDTH, HEIGHT});
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    g_assert_cmphex(f->window[i], ==, COMPOSE_BACKGROUND);
}

static void
test_veil(Fixture *f, gconstpointer unused)
{
  f->scene.veil = 255;
  draw(f, &(OrielRect){0, 0, WIDTH, HEIGHT});
  g_assert_cmphex(f->window[15], ==, 0xff000000u);
  f->scene.veil = 128;
  draw(f, &(OrielRect){0, 0, WIDTH, HEIGHT});
  g_assert_cmphex(f->window[15], ==, 0xff19324bu);
}

/* Solid, clear, and half-way: white of half the strength over the guest. */
static void
test_card(Fixture *f, gconstpointer unused)
{
  guint32 pixels[3] = {0xff102030u, 0, 0x80808080u};
  Card card = {.pixels = pixels, .area = {20, 10, 3, 1}};

  f->scene.cards = &card;
  f->scene.n_cards = 1;
  draw(f, &(OrielRect){0, 0, WIDTH, HEIGHT});
  g_assert_cmphex(f->window[10 * WIDTH + 20], ==, 0xff102030u);
  g_assert_cmphex(f->window[10 * WIDTH + 21], ==, GUEST);
  g_assert_cmphex(f->window[10 * WIDTH + 22], ==, 0xff99b2cbu);
  g_assert_cmphex(f->window[10 * WIDTH + 23], ==, GUEST);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add("/compose/whole", Fixture, NULL, set_up, test_whole, tear_down);
  g_test_add("/compose/part", Fixture, NULL, set_up, test_part, tear_down);
  g_test_add("/compose/no-guest", Fixture, NULL, set_up, test_no_guest, tear_down);
  g_test_add("/compose/veil", Fixture, NULL, set_up, test_veil, tear_down);
  g_test_add("/compose/card", Fixture, NULL, set_up, test_card, tear_down);
  return g_test_run();
}
