// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is shown: the surface that the guest draws on, or copies of it. */
#include "picture.h"

#include "../servers/test-pattern.h"

typedef struct {
  OrielDisplay *display;
  guint32 colour;
} Stroke;

static gboolean
is_drawn(gpointer data)
{
  const Stroke *stroke = data;
  const guint32 *pixels =
      (const void *)oriel_framebuffer_peek_pixels(oriel_display_get_framebuffer(stroke->display));

  return (pixels[300] & 0xffffff) == stroke->colour;
}

/* A copy is made when the damage before it was taken. Here nobody takes any: the viewer sees
 * nothing but what the guest draws into its picture itself. No event tells of that. */
static void
assert_direct(Guest *guest)
{
  const guint32 colours[] = {0xff0000, 0x00ff00, 0x0000ff};

  for (gsize i = 0; i < G_N_ELEMENTS(colours); i++) {
    Stroke stroke = {picture_find_display(guest, 0), colours[i]};
    test_server_tell(guest->server, "draw 300 0 8 8 %06x", colours[i]);
    test_assert_poll(is_drawn, &stroke);
  }
}

/* The second is the smallest that is shown itself. */
static void
test_sizes(void)
{
  g_autoptr(Guest) guest = picture_open(NULL);

  assert_direct(guest);
  test_server_tell(guest->server, "resize 640 400");
  picture_wait_for_size(guest, 0, 640, 400);
  assert_direct(guest);
  test_server_tell(guest->server, "resize 1027 769");
  picture_wait_for_size(guest, 0, 1027, 769);
  assert_direct(guest);
  picture_wait_for_all(guest);
}

typedef struct {
  const char *name;
  const char *arguments[3]; /* of the server */
  const char *orders[3];    /* after which the first display shows the surface from X on */
  int x, y, width, height;
  int tolerance;
} Copy;

static const Copy copies[] = {
    {"relative", {"--relative"}, {NULL}, 0, 0, 640, 480, 0},
    {"cropped", {NULL}, {"heads 301x203+337+51"}, 337, 51, 301, 203, 0},
    {"small", {"--size", "640x399"}, {NULL}, 0, 0, 640, 399, 0},
    {"555", {NULL}, {"surface 640 480 555", "pattern"}, 0, 0, 640, 480, 7},
    {"565", {NULL}, {"surface 640 480 565", "pattern"}, 0, 0, 640, 480, 7},
};

/* They have every pixel of what they are copies of, before and after more is drawn. */
static void
test_copied(gconstpointer data)
{
  const Copy *copy = data;
  g_autoptr(Guest) guest = picture_open(copy->arguments);
  int right = copy->x + copy->width - 1, bottom = copy->y + copy->height - 1;

  for (guint i = 0; copy->orders[i] != NULL; i++)
    test_server_tell(guest->server, "%s", copy->orders[i]);
  picture_wait_for_size(guest, 0, copy->width, copy->height);
  picture_wait_for_pattern(guest, 0, copy->x, copy->y, copy->tolerance);
  for (int i = 0; i < 3; i++) {
    const guint32 colours[] = {0xff0000, 0x00ff00, 0x0000ff};
    test_server_tell(guest->server, "draw %d %d 9 9 %06x", right - 8, bottom - 8, colours[i]);
    picture_wait_for_colour(guest, 0, copy->width - 1, copy->height - 1, colours[i]);
    picture_wait_for_colour(guest, 0, copy->width - 9, copy->height - 9, colours[i]);
  }
  test_server_tell(guest->server, "pattern %d %d 9 9", right - 8, bottom - 8);
  picture_wait_for_pattern(guest, 0, copy->x, copy->y, copy->tolerance);
}

typedef struct {
  OrielFramebuffer *before; /* (owned) */
  OrielDisplay *display;
  GArray *sums; /* of all that were shown, as they began */
} Switch;

static void
on_framebuffer(OrielDisplay *display, GParamSpec *pspec, Switch *self)
{
  guint32 sum = picture_get_sum(display);

  g_array_append_val(self->sums, sum);
}

static gboolean
is_another(gpointer data)
{
  const Switch *self = data;
  g_autoptr(OrielRegion) damage = oriel_display_take_damage(self->display);

  return oriel_display_get_framebuffer(self->display) != self->before;
}

/* After @order something else is shown, in the end with all that the guest has drawn; @drawn: this
 * is what it begins with. */
static void
assert_switched(Guest *guest, const char *order, gboolean drawn)
{
  Switch self = {.display = picture_find_display(guest, 0),
                 .sums = g_array_new(FALSE, FALSE, sizeof(guint32))};
  guint32 sum = 0;

  self.before = oriel_framebuffer_ref(oriel_display_get_framebuffer(self.display));
  g_signal_connect(self.display, "notify::framebuffer", G_CALLBACK(on_framebuffer), &self);
  test_server_tell(guest->server, "%s", order);
  sum = picture_ask_sum(guest);
  test_assert_wait(is_another, &self);
  g_signal_handlers_disconnect_by_data(self.display, &self);
  for (guint i = 0; drawn && i < self.sums->len; i++)
    g_assert_cmphex(g_array_index(self.sums, guint32, i), ==, sum);
  picture_wait_for_all(guest);
  oriel_framebuffer_unref(self.before);
  g_array_unref(self.sums);
}

/* The viewer changes over between the two while the guest draws on. */
static void
test_switched(void)
{
  static const struct {
    const char *order;
    gboolean direct;
  } steps[] = {
      {"pointer-mode relative", FALSE}, {"pointer-mode absolute", TRUE},  {"resize 640 390", FALSE},
      {"resize 640 480", TRUE},         {"pointer-mode relative", FALSE}, {"resize 800 600", FALSE},
      {"pointer-mode absolute", TRUE},  {"resize 320 200", FALSE},
  };
  g_autoptr(Guest) guest = picture_open(NULL);

  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
    /* Another surface is drawn on after it is made. */
    assert_switched(guest, steps[i].order, g_str_has_prefix(steps[i].order, "pointer-mode"));
    if (steps[i].direct)
      assert_direct(guest);
    test_server_tell(guest->server, "photo 10 %d 300 180 %d", (int)i, (int)i);
    test_server_tell(guest->server, "copy 0 20 310 150 5 3");
    picture_wait_for_all(guest);
  }
}

/* One head of all of it, and parts of it, in turns. */
static void
test_divided(void)
{
  g_autoptr(Guest) guest = picture_open(NULL);

  for (int i = 0; i < 3; i++) {
    test_server_tell(guest->server, "heads 320x480+0+0 320x480+320+0");
    picture_wait_for_size(guest, 1, 320, 480);
    picture_wait_for_size(guest, 0, 320, 480);
    test_server_tell(guest->server, "draw 310 %d 20 9 ff8000", i * 9);
    picture_wait_for_colour(guest, 0, 319, i * 9, 0xff8000);
    picture_wait_for_colour(guest, 1, 0, i * 9, 0xff8000);
    test_server_tell(guest->server, "heads 640x480+0+0");
    picture_wait_for_size(guest, 0, 640, 480);
    picture_wait_for_all(guest);
    assert_direct(guest);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/direct/sizes", test_sizes);
  for (gsize i = 0; i < G_N_ELEMENTS(copies); i++) {
    g_autofree char *path = g_strdup_printf("/direct/copied/%s", copies[i].name);
    g_test_add_data_func(path, &copies[i], test_copied);
  }
  g_test_add_func("/direct/switched", test_switched);
  g_test_add_func("/direct/divided", test_divided);
  return g_test_run();
}
