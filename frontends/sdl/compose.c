// SPDX-License-Identifier: LGPL-2.1-or-later
#include "compose.h"

#include "shared/scaler.h"

static guint32 *
row_at(guint8 *target, int stride, int y)
{
  return (guint32 *)(void *)(target + (gsize)y * (gsize)stride);
}

static void
fill(const OrielRect *part, const OrielRect *area, guint8 *target, int stride)
{
  OrielRect clip;

  if (!oriel_rect_intersect(part, area, &clip))
    return;
  for (int y = 0; y < clip.height; y++) {
    guint32 *row = row_at(target, stride, clip.y - area->y + y) + (clip.x - area->x);

    for (int x = 0; x < clip.width; x++)
      row[x] = COMPOSE_BACKGROUND;
  }
}

static void
draw_guest(const Scene *scene, const OrielRect *area, guint8 *target, int stride)
{
  const OrielFramebuffer *framebuffer = scene->framebuffer;
  const OrielRect *image = &scene->viewport->image;
  ScalerSource source;
  OrielRect visible, clip, part;

  if (framebuffer == NULL || !viewport_get_visible(scene->viewport, &visible) ||
      !oriel_rect_intersect(&visible, area, &clip))
    return;
  source = (ScalerSource){
      oriel_framebuffer_peek_pixels(framebuffer), oriel_framebuffer_get_width(framebuffer),
      oriel_framebuffer_get_height(framebuffer), oriel_framebuffer_get_stride(framebuffer)};
  part = (OrielRect){clip.x - image->x, clip.y - image->y, clip.width, clip.height};
  scaler_draw(&source, image->width, image->height, &part,
              (guint8 *)(row_at(target, stride, clip.y - area->y) + (clip.x - area->x)), stride);
}

static guint32
scale_pixel(guint32 pixel, guint32 factor) /* 0 .. 256 */
{
  guint32 even = ((pixel & 0x00ff00ffu) * factor >> 8) & 0x00ff00ffu;
  guint32 odd = ((pixel >> 8) & 0x00ff00ffu) * factor & 0xff00ff00u;

  return even | odd;
}

static void
dim(guint8 veil, const OrielRect *area, guint8 *target, int stride)
{
  guint32 factor = 256u - veil - (veil >> 7);

  for (int y = 0; y < area->height; y++) {
    guint32 *row = row_at(target, stride, y);

    for (int x = 0; x < area->width; x++)
      row[x] = scale_pixel(row[x], factor) | 0xff000000u;
  }
}

static void
draw_card(const Card *card, const OrielRect *area, guint8 *target, int stride)
{
  OrielRect clip;

  if (card->pixels == NULL || !oriel_rect_intersect(&card->area, area, &clip))
    return;
  for (int y = 0; y < clip.height; y++) {
    guint32 *row = row_at(target, stride, clip.y - area->y + y) + (clip.x - area->x);
    const guint32 *in = card->pixels +
                        (gsize)(clip.y - card->area.y + y) * (gsize)card->area.width +
                        (clip.x - card->area.x);

    for (int x = 0; x < clip.width; x++) {
      guint32 alpha = in[x] >> 24;

      row[x] = (in[x] + scale_pixel(row[x], 256u - alpha - (alpha >> 7))) | 0xff000000u;
    }
  }
}

/**
 * compose:
 * @scene: what the window shows
 * @area: a part of the window, not empty
 * @target: where the first pixel of @area goes: 32-bit XRGB
 * @stride: bytes from one row of @target to the next
 *
 * Draws a part of the window. Every pixel of it is written.
 */
void
compose(const Scene *scene, const OrielRect *area, guint8 *target, int stride)
{
  OrielRect bars[4];

  if (scene->framebuffer == NULL) {
    fill(area, area, target, stride);
  } else {
    for (guint n = viewport_get_bars(scene->viewport, bars); n > 0; n--)
      fill(&bars[n - 1], area, target, stride);
    draw_guest(scene, area, target, stride);
  }
  if (scene->veil > 0)
    dim(scene->veil, area, target, stride);
  for (guint i = 0; i < scene->n_cards; i++)
    draw_card(&scene->cards[i], area, target, stride);
}
