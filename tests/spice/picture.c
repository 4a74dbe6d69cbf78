// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picture.h"

#include <stdlib.h>
#include <string.h>

#include "../servers/test-pattern.h"
#include "server/checksum.h"

Guest *
picture_open(const char *const *arguments)
{
  Guest *guest = guest_new(arguments);

  test_viewer_connect_and_see(guest->viewer);
  return guest;
}

OrielDisplay *
picture_find_display(Guest *guest, guint id)
{
  GListModel *displays = oriel_session_get_displays(guest->viewer->session);

  for (guint i = 0; i < g_list_model_get_n_items(displays); i++) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, i);
    if (oriel_display_get_id(display) == id)
      return display; /* the list keeps it */
  }
  return NULL;
}

typedef struct {
  Guest *guest;
  guint id;
  int x, y; /* or width and height */
  guint32 colour;
  int tolerance;
} Sight;

static gboolean
has_size(gpointer data)
{
  const Sight *sight = data;
  OrielDisplay *display = picture_find_display(sight->guest, sight->id);
  g_autoptr(OrielRegion) damage = display != NULL ? oriel_display_take_damage(display) : NULL;

  return display != NULL && oriel_display_get_width(display) == sight->x &&
         oriel_display_get_height(display) == sight->y;
}

void
picture_wait_for_size(Guest *guest, guint id, int width, int height)
{
  Sight sight = {guest, id, width, height, 0, 0};

  test_assert_wait(has_size, &sight);
}

static const guint32 *
get_row(OrielDisplay *display, int y)
{
  OrielFramebuffer *framebuffer = oriel_display_get_framebuffer(display);

  return (const void *)(oriel_framebuffer_peek_pixels(framebuffer) +
                        y * oriel_framebuffer_get_stride(framebuffer));
}

static int
distance(guint32 a, guint32 b, guint shift)
{
  return abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff));
}

/* Until damage is told, what is drawn need not be opaque. */
static gboolean
is_near(guint32 pixel, guint32 colour, int tolerance)
{
  return pixel >> 24 == 0xff && distance(pixel, colour, 0) <= tolerance &&
         distance(pixel, colour, 8) <= tolerance && distance(pixel, colour, 16) <= tolerance;
}

static gboolean
has_colour(gpointer data)
{
  const Sight *sight = data;
  OrielDisplay *display = picture_find_display(sight->guest, sight->id);
  g_autoptr(OrielRegion) damage = NULL;

  if (display == NULL || sight->x >= oriel_display_get_width(display) ||
      sight->y >= oriel_display_get_height(display))
    return FALSE;
  damage = oriel_display_take_damage(display);
  return is_near(get_row(display, sight->y)[sight->x], sight->colour, sight->tolerance);
}

void
picture_wait_for_near(Guest *guest, guint id, int x, int y, guint32 colour, int tolerance)
{
  Sight sight = {guest, id, x, y, colour, tolerance};

  test_assert_wait(has_colour, &sight);
}

void
picture_wait_for_colour(Guest *guest, guint id, int x, int y, guint32 colour)
{
  picture_wait_for_near(guest, id, x, y, colour, 0);
}

static gboolean
has_pattern(gpointer data)
{
  const Sight *sight = data;
  OrielDisplay *display = picture_find_display(sight->guest, sight->id);
  g_autoptr(OrielRegion) damage = display != NULL ? oriel_display_take_damage(display) : NULL;

  for (int y = 0; display != NULL && y < oriel_display_get_height(display); y++)
    for (int x = 0; x < oriel_display_get_width(display); x++)
      if (!is_near(get_row(display, y)[x], test_pattern(sight->x + x, sight->y + y),
                   sight->tolerance))
        return FALSE;
  return display != NULL;
}

void
picture_wait_for_pattern(Guest *guest, guint id, int x, int y, int tolerance)
{
  Sight sight = {guest, id, x, y, 0, tolerance};

  test_assert_wait(has_pattern, &sight);
}

guint32
picture_get_sum(OrielDisplay *display)
{
  guint32 sum = CHECKSUM_START;

  for (int y = 0; y < oriel_display_get_height(display); y++)
    for (int x = 0; x < oriel_display_get_width(display); x++)
      sum = checksum_add(sum, (const guint8 *)(get_row(display, y) + x), 3);
  return sum;
}

guint32
picture_ask_sum(Guest *guest)
{
  g_autofree char *line = NULL;

  test_server_tell(guest->server, "checksum");
  line = test_server_skip_to(guest->server, "checksum ");
  return (guint32)g_ascii_strtoull(line + strlen("checksum "), NULL, 16);
}

static gboolean
is_opaque(OrielDisplay *display)
{
  for (int y = 0; y < oriel_display_get_height(display); y++)
    for (int x = 0; x < oriel_display_get_width(display); x++)
      if (get_row(display, y)[x] >> 24 != 0xff)
        return FALSE;
  return TRUE;
}

static gboolean
has_sum(gpointer data)
{
  const Sight *sight = data;
  OrielDisplay *display = picture_find_display(sight->guest, 0);
  g_autoptr(OrielRegion) damage = oriel_display_take_damage(display);

  return picture_get_sum(display) == sight->colour && is_opaque(display);
}

void
picture_wait_for_all(Guest *guest)
{
  Sight sight = {.guest = guest, .colour = picture_ask_sum(guest)};

  test_assert_wait(has_sum, &sight);
}
