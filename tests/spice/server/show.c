// SPDX-License-Identifier: LGPL-2.1-or-later
#include "show.h"

#include <stdio.h>

#include "bitmap.h"
#include "cursor.h"
#include "draw.h"
#include "report.h"

#define MAX_HEADS 16
#define OPAQUE 0xff000000u

static Screen **screens;
static guint n_screens;
static Screen *current;

gboolean
show_pattern(Screen *screen, int width, int height)
{
  if (!screen_create(screen, width, height, SPICE_SURFACE_FMT_32_xRGB))
    return FALSE;
  draw_pattern(screen, 0, 0, width, height);
  return TRUE;
}

void
show_start(SpiceServer *server, guint n, guint max_heads, int width, int height)
{
  n_screens = n;
  screens = g_new(Screen *, n);
  for (guint i = 0; i < n; i++) {
    screens[i] = screen_new(server, (int)i, max_heads);
    show_pattern(screens[i], width, height);
  }
  current = screens[0];
}

void
show_stop(void)
{
  for (guint i = 0; i < n_screens; i++)
    screen_free(screens[i]);
  g_clear_pointer(&screens, g_free);
}

Screen *
show_get_current(void)
{
  return current;
}

/* Several monitors of one card lie side by side on one surface. */
static gboolean
divide(Screen *screen, const GArray *monitors)
{
  guint width = 0, height = 0;

  for (guint i = 0; i < monitors->len; i++) {
    const QXLHead *head = &g_array_index(monitors, QXLHead, i);

    width = MAX(width, MIN(head->x + head->width, G_MAXINT16));
    height = MAX(height, MIN(head->y + head->height, G_MAXINT16));
  }
  if (!show_pattern(screen, (int)width, (int)height))
    return FALSE;
  screen_set_heads(screen, monitors);
  return TRUE;
}

gboolean
show_monitors(const GArray *monitors)
{
  gboolean done = monitors->len > 0;

  if (n_screens == 1 && monitors->len > 1)
    return divide(screens[0], monitors);
  for (guint i = 0; i < n_screens && i < monitors->len; i++) {
    const QXLHead *head = &g_array_index(monitors, QXLHead, i);

    /* The number says which card's it is. */
    if (head->id < n_screens)
      done = show_pattern(screens[head->id], (int)MIN(head->width, G_MAXINT16),
                          (int)MIN(head->height, G_MAXINT16)) &&
             done;
  }
  return done;
}

/* Surfaces */

static gboolean
do_display(const char *args)
{
  guint64 id = 0;

  if (!g_ascii_string_to_unsigned(args, 10, 0, n_screens - 1, &id, NULL))
    return FALSE;
  current = screens[id];
  return TRUE;
}

static gboolean
do_resize(const char *args)
{
  int width = 0, height = 0;

  return sscanf(args, "%d %d", &width, &height) == 2 && show_pattern(current, width, height);
}

/* Makes a surface by @create: WIDTH HEIGHT [FORMAT]. */
static gboolean
create_surface(const char *args,
               gboolean (*create)(Screen *screen, int width, int height, guint format))
{
  static const char *const names[] = {"xrgb", "argb", "555", "565", "a8", NULL};
  static const guint formats[] = {SPICE_SURFACE_FMT_32_xRGB, SPICE_SURFACE_FMT_32_ARGB,
                                  SPICE_SURFACE_FMT_16_555, SPICE_SURFACE_FMT_16_565,
                                  SPICE_SURFACE_FMT_8_A};
  int width = 0, height = 0, format = 0;
  char name[8] = "xrgb";

  if (sscanf(args, "%d %d %7s", &width, &height, name) < 2)
    return FALSE;
  format = command_choose(name, names);
  return format >= 0 && create(current, width, height, formats[format]);
}

static gboolean
do_surface(const char *args)
{
  return create_surface(args, screen_create);
}

static gboolean
do_aside(const char *args)
{
  return create_surface(args, screen_create_aside);
}

static gboolean
do_draw_on(const char *args)
{
  static const char *const names[] = {"screen", "aside", NULL};
  int surface = command_choose(args, names);

  return surface >= 0 && screen_draw_on(current, surface == 1 ? SCREEN_ASIDE : 0);
}

static gboolean
do_destroy(const char *args)
{
  screen_destroy(current);
  return TRUE;
}

static gboolean
do_gl(const char *args)
{
  int width = 0, height = 0;

  return sscanf(args, "%d %d", &width, &height) == 2 && screen_show_on_card(current, width, height);
}

/* Each monitor as WIDTHxHEIGHT+X+Y. */
static gboolean
do_heads(const char *args)
{
  g_autoptr(GArray) heads = g_array_new(FALSE, TRUE, sizeof(QXLHead));
  g_auto(GStrv) words = g_strsplit(args, " ", MAX_HEADS + 1);

  for (guint i = 0; words[i] != NULL; i++) {
    QXLHead head = {.id = i};
    int width = 0, height = 0, x = 0, y = 0;

    if (sscanf(words[i], "%dx%d+%d+%d", &width, &height, &x, &y) != 4 || i == MAX_HEADS)
      return FALSE;
    head.width = (guint)width;
    head.height = (guint)height;
    head.x = (guint)x;
    head.y = (guint)y;
    g_array_append_val(heads, head);
  }
  if (heads->len == 0)
    return FALSE;
  screen_set_heads(current, heads);
  return TRUE;
}

static gboolean
do_checksum(const char *args)
{
  report("checksum %08x", screen_checksum(current));
  return TRUE;
}

/* Drawing */

/* Reads a rectangle that lies on the current screen; returns what follows, NULL if it does not. */
static const char *
read_rect(const char *args, QXLRect *rect)
{
  int x = 0, y = 0, width = 0, height = 0, end = 0;

  if (sscanf(args, "%d %d %d %d%n", &x, &y, &width, &height, &end) != 4 ||
      !screen_holds(current, x, y, width, height))
    return NULL;
  /* Here right and bottom are width and height. */
  *rect = (QXLRect){.left = x, .top = y, .right = width, .bottom = height};
  return args + end;
}

static gboolean
do_draw(const char *args)
{
  QXLRect rect;
  guint colour = 0;
  const char *rest = read_rect(args, &rect);

  if (rest == NULL || sscanf(rest, " %x", &colour) != 1)
    return FALSE;
  draw_fill(current, rect.left, rect.top, rect.right, rect.bottom, colour);
  return TRUE;
}

static gboolean
do_pattern(const char *args)
{
  QXLRect rect = {.right = screen_get_width(current), .bottom = screen_get_height(current)};

  if (*args != '\0' ? read_rect(args, &rect) == NULL : rect.right == 0)
    return FALSE;
  draw_pattern(current, rect.left, rect.top, rect.right, rect.bottom);
  return TRUE;
}

static gboolean
do_photo(const char *args)
{
  QXLRect rect;
  guint frame = 0;
  const char *rest = read_rect(args, &rect);

  if (rest == NULL || sscanf(rest, " %u", &frame) != 1)
    return FALSE;
  draw_image(current, rect.left, rect.top, rect.right, rect.bottom,
             draw_new_photo(rect.right, rect.bottom, frame));
  return TRUE;
}

static gboolean
do_bitmap(const char *args)
{
  QXLRect rect;
  const char *rest = read_rect(args, &rect);
  int format = rest != NULL && *rest == ' ' ? bitmap_read_format(rest + 1) : -1;

  if (format < 0)
    return FALSE;
  draw_bitmap(current, rect.left, rect.top, rect.right, rect.bottom, format);
  return TRUE;
}

static gboolean
do_copy(const char *args)
{
  QXLRect rect;
  int from_x = 0, from_y = 0;
  const char *rest = read_rect(args, &rect);

  if (rest == NULL || sscanf(rest, " %d %d", &from_x, &from_y) != 2 ||
      !screen_holds(current, from_x, from_y, rect.right, rect.bottom))
    return FALSE;
  draw_copy_bits(current, rect.left, rect.top, rect.right, rect.bottom, from_x, from_y);
  return TRUE;
}

static gboolean
do_from_aside(const char *args)
{
  QXLRect rect;
  int from_x = 0, from_y = 0;
  const char *rest = read_rect(args, &rect);

  if (rest == NULL || sscanf(rest, " %d %d", &from_x, &from_y) != 2 ||
      !screen_holds_aside(current, from_x, from_y, rect.right, rect.bottom))
    return FALSE;
  draw_from_aside(current, rect.left, rect.top, rect.right, rect.bottom, from_x, from_y);
  return TRUE;
}

static gboolean
do_blend(const char *args)
{
  QXLRect rect;
  guint colour = 0;
  const char *rest = read_rect(args, &rect);

  if (rest == NULL || sscanf(rest, " %x", &colour) != 1 ||
      !screen_holds_aside(current, 0, 0, rect.right, rect.bottom))
    return FALSE;
  draw_blend(current, rect.left, rect.top, rect.right, rect.bottom, colour);
  return TRUE;
}

/* The cursor */

/* Reads a size and a hot spot; returns what follows, NULL if they make no sense. */
static const char *
read_shape(const char *args, QXLRect *shape)
{
  int width = 0, height = 0, hot_x = 0, hot_y = 0, end = 0;

  if (sscanf(args, "%d %d %d %d%n", &width, &height, &hot_x, &hot_y, &end) != 4 || width < 1 ||
      width > CURSOR_MAX_SIDE || height < 1 || height > CURSOR_MAX_SIDE)
    return NULL;
  *shape = (QXLRect){.left = hot_x, .top = hot_y, .right = width, .bottom = height};
  return args + end;
}

static gboolean
do_cursor(const char *args)
{
  QXLRect shape;
  guint colour = 0;
  int digits = 0, begin = 0;
  const char *rest = NULL;

  if (g_str_equal(args, "none")) {
    cursor_hide(current);
    return TRUE;
  }
  rest = read_shape(args, &shape);
  if (rest == NULL || sscanf(rest, " %n%x%n", &begin, &colour, &digits) != 1)
    return FALSE;
  /* RRGGBB is opaque, AARRGGBB says how much. */
  if (digits - begin <= 6)
    colour |= OPAQUE;
  cursor_set_block(current, shape.right, shape.bottom, shape.left, shape.top, colour);
  return TRUE;
}

static gboolean
do_mono_cursor(const char *args)
{
  QXLRect shape;

  if (read_shape(args, &shape) == NULL)
    return FALSE;
  cursor_set_mono(current, shape.right, shape.bottom, shape.left, shape.top);
  return TRUE;
}

static gboolean
do_move_cursor(const char *args)
{
  int x = 0, y = 0;

  if (sscanf(args, "%d %d", &x, &y) != 2)
    return FALSE;
  cursor_move(current, x, y);
  return TRUE;
}

const Command show_commands[] = {
    {"display", do_display},
    {"resize", do_resize},
    {"surface", do_surface},
    {"aside", do_aside},
    {"draw-on", do_draw_on},
    {"destroy", do_destroy},
    {"gl", do_gl},
    {"heads", do_heads},
    {"checksum", do_checksum},
    {"draw", do_draw},
    {"pattern", do_pattern},
    {"photo", do_photo},
    {"bitmap", do_bitmap},
    {"copy", do_copy},
    {"from-aside", do_from_aside},
    {"blend", do_blend},
    {"cursor", do_cursor},
    {"cursor-mono", do_mono_cursor},
    {"cursor-move", do_move_cursor},
    {NULL},
};
