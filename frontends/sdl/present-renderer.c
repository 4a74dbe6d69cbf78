// SPDX-License-Identifier: LGPL-2.1-or-later
#include "present.h"

#include <string.h>

/* From GL/gl.h, which is not needed for anything else. */
#define GL_RENDERER 0x1F01

#define MAX_CARDS 4

/* The texture of one card, made anew when the card's pixels change. */
typedef struct {
  SDL_Texture *texture;
  guint serial;
} CardTexture;

struct _Presenter {
  SDL_Renderer *renderer;
  SDL_Texture *texture;
  const OrielFramebuffer *framebuffer; /* whose pixels the texture holds; only compared */
  int width;
  int height;
  CardTexture cards[MAX_CARDS];
};

/* llvmpipe and its like: a card in name only. */
static gboolean
is_software(const SDL_RendererInfo *info)
{
  const guchar *(*get_string)(unsigned int) = NULL;
  const char *name;

  if (info->flags & SDL_RENDERER_SOFTWARE)
    return TRUE;
  if (!g_str_has_prefix(info->name, "opengl"))
    return FALSE;
  *(void **)&get_string = SDL_GL_GetProcAddress("glGetString");
  name = get_string != NULL ? (const char *)get_string(GL_RENDERER) : NULL;
  if (name == NULL)
    return FALSE;
  return strstr(name, "llvmpipe") != NULL || strstr(name, "softpipe") != NULL ||
         strstr(name, "swrast") != NULL || strstr(name, "SWR") != NULL;
}

static Presenter *
renderer_open(SDL_Window *window)
{
  const char *forced = g_getenv("ORIEL_SDL_PRESENTER");
  SDL_RendererInfo info;
  Presenter *self;
  SDL_Renderer *renderer = SDL_CreateRenderer(window, -1, 0);

  if (renderer == NULL || SDL_GetRendererInfo(renderer, &info) != 0) {
    g_debug("No renderer here: %s", SDL_GetError());
    return NULL;
  }
  if (present_has_surface() && forced == NULL && is_software(&info)) {
    g_debug("The renderer %s is software", info.name);
    SDL_DestroyRenderer(renderer);
    return NULL;
  }
  self = g_new0(Presenter, 1);
  self->renderer = renderer;
  g_debug("Presenting with %s", info.name);
  return self;
}

static void
renderer_close(Presenter *self)
{
  for (guint i = 0; i < MAX_CARDS; i++)
    g_clear_pointer(&self->cards[i].texture, SDL_DestroyTexture);
  g_clear_pointer(&self->texture, SDL_DestroyTexture);
  SDL_DestroyRenderer(self->renderer);
  g_free(self);
}

static void
renderer_get_size(Presenter *self, int *width, int *height)
{
  if (SDL_GetRendererOutputSize(self->renderer, width, height) != 0)
    *width = *height = 0;
}

/* Returns TRUE if the texture is new, so that all of it has to be uploaded. */
static gboolean
ensure_texture(Presenter *self, const OrielFramebuffer *framebuffer)
{
  int width = oriel_framebuffer_get_width(framebuffer);
  int height = oriel_framebuffer_get_height(framebuffer);
  gboolean changed = self->framebuffer != framebuffer;

  self->framebuffer = framebuffer;
  if (self->texture != NULL && self->width == width && self->height == height)
    return changed;
  g_clear_pointer(&self->texture, SDL_DestroyTexture);
  self->texture = SDL_CreateTexture(self->renderer, SDL_PIXELFORMAT_ARGB8888,
                                    SDL_TEXTUREACCESS_STATIC, width, height);
  if (self->texture == NULL)
    g_warning("The renderer takes no picture of %d x %d: %s; --presenter=surface does", width,
              height, SDL_GetError());
  else
    SDL_SetTextureBlendMode(self->texture, SDL_BLENDMODE_NONE);
  self->width = width;
  self->height = height;
  return TRUE;
}

static void
upload(Presenter *self, const OrielFramebuffer *framebuffer, const OrielRect *rect)
{
  int stride = oriel_framebuffer_get_stride(framebuffer);
  SDL_Rect area = {rect->x, rect->y, rect->width, rect->height};

  SDL_UpdateTexture(self->texture, &area,
                    oriel_framebuffer_peek_pixels(framebuffer) + (gsize)rect->y * (gsize)stride +
                        4 * (gsize)rect->x,
                    stride);
}

static void
upload_changes(Presenter *self, const Scene *scene, const Changes *changes)
{
  const OrielFramebuffer *framebuffer = scene->framebuffer;
  gboolean everything = ensure_texture(self, framebuffer) || changes->guest == NULL;

  if (self->texture == NULL)
    return;
  if (everything) {
    upload(self, framebuffer, &(OrielRect){0, 0, self->width, self->height});
    return;
  }
  for (guint i = 0; i < oriel_region_get_n_rects(changes->guest); i++) {
    OrielRect rect;

    oriel_region_get_rect(changes->guest, i, &rect);
    upload(self, framebuffer, &rect);
  }
}

static void
draw_guest(Presenter *self, const Scene *scene)
{
  const OrielRect *image = &scene->viewport->image;
  SDL_Rect target = {image->x, image->y, image->width, image->height};

  if (self->texture == NULL || image->width == 0)
    return;
  SDL_SetTextureScaleMode(self->texture, viewport_is_exact(scene->viewport) ? SDL_ScaleModeNearest
                                                                            : SDL_ScaleModeLinear);
  SDL_RenderCopy(self->renderer, self->texture, NULL, &target);
}

static void
draw_card(Presenter *self, CardTexture *slot, const Card *card)
{
  SDL_Rect target = {card->area.x, card->area.y, card->area.width, card->area.height};
  SDL_BlendMode premultiplied = SDL_ComposeCustomBlendMode(
      SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD,
      SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD);

  if (slot->serial != card->serial) {
    g_clear_pointer(&slot->texture, SDL_DestroyTexture);
    slot->serial = card->serial;
    if (card->pixels == NULL)
      return;
    slot->texture = SDL_CreateTexture(self->renderer, SDL_PIXELFORMAT_ARGB8888,
                                      SDL_TEXTUREACCESS_STATIC, target.w, target.h);
    if (slot->texture == NULL)
      return;
    SDL_UpdateTexture(slot->texture, NULL, card->pixels, target.w * 4);
    if (SDL_SetTextureBlendMode(slot->texture, premultiplied) != 0)
      SDL_SetTextureBlendMode(slot->texture, SDL_BLENDMODE_BLEND);
  }
  if (slot->texture != NULL)
    SDL_RenderCopy(self->renderer, slot->texture, NULL, &target);
}

static gboolean
renderer_present(Presenter *self, const Scene *scene, const Changes *changes)
{
  SDL_Renderer *renderer = self->renderer;
  guint32 colour = COMPOSE_BACKGROUND;

  if (scene->framebuffer != NULL)
    upload_changes(self, scene, changes);
  SDL_SetRenderDrawColor(renderer, (Uint8)(colour >> 16), (Uint8)(colour >> 8), (Uint8)colour, 255);
  SDL_RenderClear(renderer);
  if (scene->framebuffer != NULL)
    draw_guest(self, scene);
  if (scene->veil > 0) {
    SDL_SetRenderDrawBlendMode(renderer, SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(renderer, 0, 0, 0, scene->veil);
    SDL_RenderFillRect(renderer, NULL);
  }
  for (guint i = 0; i < MIN(scene->n_cards, MAX_CARDS); i++)
    draw_card(self, &self->cards[i], &scene->cards[i]);
  SDL_RenderPresent(renderer);
  return TRUE;
}

const PresenterOps present_renderer = {
    .name = "renderer",
    .window_flags = SDL_WINDOW_OPENGL,
    .open = renderer_open,
    .close = renderer_close,
    .get_size = renderer_get_size,
    .present = renderer_present,
};
