// SPDX-License-Identifier: LGPL-2.1-or-later
#include "window-private.h"

#include <string.h>

/* Before there is a guest, in points. */
#define DEFAULT_WIDTH 640
#define DEFAULT_HEIGHT 400

static void window_paint(gpointer user_data);

/**
 * window_new:
 * @options: (transfer none): outlives the window
 * @monitors: (transfer none): outlive it, too
 * @changed: called when the viewport has changed
 * @user_data: for @changed
 *
 * Nothing is seen before window_open(). SDL's video has to be initialized.
 *
 * Returns: (transfer full): a window, to be freed by window_free()
 */
Window *
window_new(const Options *options,
           const Monitors *monitors,
           WindowChanged changed,
           gpointer user_data)
{
  Window *self = g_new0(Window, 1);

  self->options = options;
  self->full_screen.monitors = monitors;
  self->changed = changed;
  self->user_data = user_data;
  self->zoom = options->view.zoom != 0 ? options->view.zoom : 100;
  self->dirty = g_array_new(FALSE, FALSE, sizeof(OrielRect));
  self->pacer = pacer_new(window_paint, self);
  viewport_init(&self->viewport);
  return self;
}

/**
 * window_free:
 * @self: (transfer full): a window
 */
void
window_free(Window *self)
{
  window_set_display(self, NULL);
  g_clear_pointer(&self->pacer, pacer_free);
  if (self->presenter != NULL)
    self->ops->close(self->presenter);
  g_clear_pointer(&self->window, SDL_DestroyWindow);
  for (guint i = 0; i < WINDOW_N_CARDS; i++)
    g_free(self->cards[i].pixels);
  g_array_unref(self->dirty);
  g_free(self);
}

static void
add_dirty(Window *self, const OrielRect *area)
{
  OrielRect window = {0, 0, self->viewport.window_width, self->viewport.window_height};
  OrielRect clip;

  if (oriel_rect_intersect(area, &window, &clip))
    g_array_append_val(self->dirty, clip);
}

/* Turns what changed into parts of the window, in self->dirty. */
static void
collect_changes(Window *self, const OrielRegion *damage)
{
  if (self->everything) {
    g_array_set_size(self->dirty, 0);
    add_dirty(self, &(OrielRect){0, 0, self->viewport.window_width, self->viewport.window_height});
    return;
  }
  for (guint i = 0; i < oriel_region_get_n_rects(damage); i++) {
    OrielRect rect, area;

    oriel_region_get_rect(damage, i, &rect);
    if (viewport_map_damage(&self->viewport, &rect, &area))
      g_array_append_val(self->dirty, area);
  }
}

/* Takes the damage exactly once per frame: that lets the session go on. A window that nobody sees
 * takes none. */
static void
window_paint(gpointer user_data)
{
  Window *self = user_data;
  g_autoptr(OrielRegion) damage = NULL;
  Scene scene = {.viewport = &self->viewport,
                 .veil = self->veil,
                 .cards = self->cards,
                 .n_cards = WINDOW_N_CARDS};
  Changes changes;

  if (self->presenter == NULL || !self->shown)
    return;
  if (self->display != NULL) {
    scene.framebuffer = oriel_display_get_framebuffer(self->display);
    damage = oriel_display_take_damage(self->display);
  }
  if (damage == NULL)
    damage = oriel_region_new();
  collect_changes(self, damage);
  if (self->dirty->len == 0)
    return;
  changes = (Changes){.guest = self->everything ? NULL : damage,
                      .window = (const OrielRect *)(void *)self->dirty->data,
                      .n_window = self->dirty->len};
  self->everything = !self->ops->present(self->presenter, &scene, &changes);
  g_array_set_size(self->dirty, 0);
}

/* The size of the drawable may have changed. */
void
window_update_size(Window *self)
{
  int width, height;

  self->ops->get_size(self->presenter, &width, &height);
  if (width == self->viewport.window_width && height == self->viewport.window_height)
    return;
  viewport_set_window(&self->viewport, width, height);
  self->everything = TRUE;
  self->changed(self->user_data);
}

static void
update_rate(Window *self)
{
  int index = SDL_GetWindowDisplayIndex(self->window);
  SDL_DisplayMode mode;

  if (index >= 0 && SDL_GetCurrentDisplayMode(index, &mode) == 0)
    pacer_set_rate(self->pacer, mode.refresh_rate);
}

static int
get_monitor(Window *self)
{
  int monitor = self->monitor - 1;

  if (monitor >= 0 && monitor < monitors_count(self->full_screen.monitors))
    return monitor;
  if (self->monitor != 0)
    g_warning("There is no monitor %d here; there are %d", self->monitor,
              monitors_count(self->full_screen.monitors));
  return -1;
}

/* A compositor may end a program whose window is larger than the monitor it is to cover. */
static void
fit_monitor(Window *self, int *width, int *height)
{
  SDL_Rect bounds;

  if (!monitors_get_area(self->full_screen.monitors, MAX(self->monitor - 1, 0), &bounds))
    return;
  *width = MIN(*width, bounds.w);
  *height = MIN(*height, bounds.h);
}

/* Makes the window with one way of presenting. */
static gboolean
try_open(Window *self, const PresenterOps *ops, int width, int height)
{
  int monitor = get_monitor(self);
  int anywhere = (int)SDL_WINDOWPOS_UNDEFINED;
  SDL_Point position = monitor >= 0
                           ? monitors_get_centre(self->full_screen.monitors, monitor, width, height)
                           : (SDL_Point){anywhere, anywhere};
  Uint32 flags =
      SDL_WINDOW_HIDDEN | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI | ops->window_flags;

  self->window = SDL_CreateWindow("Oriel", position.x, position.y, width, height, flags);
  if (self->window == NULL)
    return FALSE;
  self->ops = ops;
  self->presenter = ops->open(self->window);
  if (self->presenter == NULL)
    g_clear_pointer(&self->window, SDL_DestroyWindow);
  return self->presenter != NULL;
}

/**
 * window_open:
 * @self: a window that is not open
 * @guest_width: width of the guest's screen, 0 = unknown yet
 * @guest_height: height of the guest's screen
 * @full_screen: whether it covers its monitor
 * @error: return location for an error
 *
 * Returns: %TRUE if the window is on the screen
 */
gboolean
window_open(Window *self, int guest_width, int guest_height, gboolean full_screen, GError **error)
{
  const PresenterOps *ops = present_choose(self->options->presenter);
  const PresenterOps *other = present_choose("surface");
  int width = guest_width > 0 ? guest_width : DEFAULT_WIDTH;
  int height = guest_height > 0 ? guest_height : DEFAULT_HEIGHT;

  if (full_screen)
    fit_monitor(self, &width, &height);
  if (!try_open(self, ops, width, height) &&
      (ops == other || !try_open(self, other, width, height))) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "Cannot open a window: %s", SDL_GetError());
    return FALSE;
  }
  viewport_set_guest(&self->viewport, guest_width, guest_height);
  SDL_SetWindowMinimumSize(self->window, WINDOW_MIN_SIDE, WINDOW_MIN_SIDE);
  window_update_size(self);
  self->unsized = guest_width == 0;
  if (!self->unsized)
    window_resize_to_zoom(self);
  self->everything = TRUE;
  SDL_ShowWindow(self->window);
  self->shown = TRUE;
  if (full_screen)
    window_enter_full_screen(self, TRUE);
  window_update_size(self);
  update_rate(self);
  g_debug("Window with presenter %s on %s", self->ops->name, SDL_GetCurrentVideoDriver());
  return TRUE;
}

static void
on_damaged(OrielDisplay *display, Window *self)
{
  if (self->shown)
    pacer_request(self->pacer);
}

/**
 * window_handle_event:
 * @self: a window
 * @event: what happened to it
 *
 * Returns: %TRUE if the window was asked to close
 */
gboolean
window_handle_event(Window *self, const SDL_WindowEvent *event)
{
  switch (event->event) {
  case SDL_WINDOWEVENT_SIZE_CHANGED:
    window_update_size(self);
    pacer_request(self->pacer);
    break;
  case SDL_WINDOWEVENT_SHOWN:
  case SDL_WINDOWEVENT_RESTORED:
  case SDL_WINDOWEVENT_MAXIMIZED:
    self->shown = TRUE;
    window_update_size(self);
    window_repaint(self);
    break;
  case SDL_WINDOWEVENT_EXPOSED:
    window_repaint(self);
    break;
  case SDL_WINDOWEVENT_HIDDEN:
  case SDL_WINDOWEVENT_MINIMIZED:
    self->shown = FALSE;
    break;
  case SDL_WINDOWEVENT_DISPLAY_CHANGED:
    update_rate(self);
    window_update_size(self);
    window_repaint(self);
    break;
  case SDL_WINDOWEVENT_CLOSE:
    return TRUE;
  default:
    break;
  }
  return FALSE;
}

/**
 * window_repaint:
 * @self: a window
 *
 * What is on the screen is lost: paints everything.
 */
void
window_repaint(Window *self)
{
  self->everything = TRUE;
  pacer_request(self->pacer);
}

/**
 * window_get_sdl:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the window of SDL, once it is open
 */
SDL_Window *
window_get_sdl(Window *self)
{
  return self->window;
}

/**
 * window_get_viewport:
 * @self: a window
 *
 * Returns: (transfer none): where the guest is in the window
 */
const Viewport *
window_get_viewport(Window *self)
{
  return &self->viewport;
}

/* The guest has a screen of another size, or none. */
static void
on_framebuffer(OrielDisplay *display, GParamSpec *pspec, Window *self)
{
  int width = display != NULL ? oriel_display_get_width(display) : 0;
  int height = display != NULL ? oriel_display_get_height(display) : 0;

  if (width != self->viewport.guest_width || height != self->viewport.guest_height) {
    viewport_set_guest(&self->viewport, width, height);
    self->changed(self->user_data);
  }
  window_repaint(self);
}

/**
 * window_set_display:
 * @self: a window
 * @display: (nullable) (transfer none): what to show
 */
void
window_set_display(Window *self, OrielDisplay *display)
{
  if (self->display == display)
    return;
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  g_set_object(&self->display, display);
  if (display == NULL)
    return;
  g_signal_connect(display, "damaged", G_CALLBACK(on_damaged), self);
  g_signal_connect(display, "notify::framebuffer", G_CALLBACK(on_framebuffer), self);
  if (self->window != NULL)
    on_framebuffer(display, NULL, self);
}

/**
 * window_set_title:
 * @self: a window
 * @title: fit for a person's screen
 */
void
window_set_title(Window *self, const char *title)
{
  if (self->window != NULL && strcmp(SDL_GetWindowTitle(self->window), title) != 0)
    SDL_SetWindowTitle(self->window, title);
}

/**
 * window_set_card:
 * @self: a window
 * @index: which
 * @pixels: (transfer full) (nullable): ARGB with premultiplied alpha; %NULL = none
 * @area: where in the window
 */
void
window_set_card(Window *self, WindowCard index, guint32 *pixels, const OrielRect *area)
{
  Card *card = &self->cards[index];

  if (card->pixels == NULL && pixels == NULL)
    return;
  if (card->pixels != NULL)
    add_dirty(self, &card->area);
  g_free(card->pixels);
  *card = (Card){.pixels = pixels, .serial = ++self->next_serial};
  if (pixels != NULL) {
    card->area = *area;
    add_dirty(self, area);
  }
  pacer_request(self->pacer);
}

/**
 * window_set_veil:
 * @self: a window
 * @veil: how much the guest is dimmed: 0 = not at all, 255 = black
 */
void
window_set_veil(Window *self, guint8 veil)
{
  if (self->veil == veil)
    return;
  self->veil = veil;
  window_repaint(self);
}
