// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/painter.h"

/* A picture that has been still for so long is worth more work. */
#define SETTLED_MS 150
#define COUNT_MS 1000
/* Of a terminal that does not tell. */
#define CELL_WIDTH 8
#define CELL_HEIGHT 16

struct _Painter {
  Terminal *terminal;
  PainterHooks hooks;
  gpointer user_data;
  Cells *cells;
  const EncoderClass *wanted;    /* (nullable): the best */
  Encoder *encoder;              /* (nullable) */
  OrielDisplay *display;         /* (owned) (nullable) */
  OrielFramebuffer *framebuffer; /* (nullable): that was drawn last */
  OrielRegion *damage;           /* that was not drawn yet */
  gboolean everything;           /* has to be drawn */
  gboolean requested;            /* something has to be drawn */
  gboolean started;
  gboolean covered;
  gboolean hidden; /* a picture, which would lie over what covers it */
  gboolean shown;  /* something that the display has drawn */
  int margin;
  Viewport viewport;
  Placement placement;
  Frames frames;
  guint due_id;
  guint settled_id;
  guint count_id;
};

static void try_to_draw(Painter *self);

Painter *
painter_new(Terminal *terminal, const PainterHooks *hooks, gpointer user_data)
{
  Painter *self = g_new0(Painter, 1);

  self->terminal = terminal;
  self->hooks = *hooks;
  self->user_data = user_data;
  self->cells = cells_new(1, 1);
  self->damage = oriel_region_new();
  viewport_init(&self->viewport);
  return self;
}

static void
drop_encoder(Painter *self)
{
  if (self->encoder != NULL)
    self->encoder->class->free(self->encoder);
  self->encoder = NULL;
}

static void
forget_framebuffer(Painter *self)
{
  g_clear_pointer(&self->framebuffer, oriel_framebuffer_unref);
  self->everything = TRUE;
}

void
painter_free(Painter *self)
{
  painter_stop(self);
  painter_set_display(self, NULL);
  drop_encoder(self);
  forget_framebuffer(self);
  cells_free(self->cells);
  oriel_region_free(self->damage);
  g_free(self);
}

/* Pictures stay on a terminal that is only written upon. */
static void
clear_pictures(Painter *self)
{
  g_autoptr(GString) bytes = g_string_new(NULL);

  if (self->encoder == NULL || self->encoder->class->clear == NULL)
    return;
  self->encoder->class->clear(self->encoder, bytes);
  terminal_write(self->terminal, bytes->str, bytes->len);
}

static void
choose_encoder(Painter *self)
{
  const TerminalAbilities *abilities = terminal_get_abilities(self->terminal);
  const EncoderClass *class = self->wanted != NULL ? self->wanted : encoder_choose(abilities);

  g_clear_handle_id(&self->settled_id, g_source_remove); /* the next one may refine nothing */
  drop_encoder(self);
  self->encoder = class->new (abilities);
  self->everything = TRUE;
}

/* Where the picture goes: everything is drawn again when that has changed. */
static void
place(Painter *self)
{
  TerminalSize size = terminal_get_size(self->terminal);
  int cell_width = size.cell_width > 0 ? size.cell_width : CELL_WIDTH;
  int cell_height = size.cell_height > 0 ? size.cell_height : CELL_HEIGHT;
  int rows = MAX(size.rows - self->margin, 1);
  Placement placement = {
      .room = {0, 0, size.columns, rows}, .cell_width = cell_width, .cell_height = cell_height};
  OrielRect visible;

  viewport_set_window(&self->viewport, size.columns * cell_width, rows * cell_height);
  if (viewport_get_visible(&self->viewport, &visible))
    placement_fill(&placement, &visible, &self->viewport.image, self->viewport.guest_width,
                   self->viewport.guest_height);
  if (placement_is_same(&placement, &self->placement))
    return;
  self->placement = placement;
  self->everything = TRUE;
}

/* What changed in the guest since the last frame; FALSE if there is nothing to show of it. */
static gboolean
gather(Painter *self)
{
  OrielFramebuffer *framebuffer =
      self->display != NULL ? oriel_display_get_framebuffer(self->display) : NULL;
  g_autoptr(OrielRegion) damage = NULL;

  if (framebuffer == NULL)
    return FALSE;
  if (framebuffer != self->framebuffer) {
    forget_framebuffer(self);
    self->framebuffer = oriel_framebuffer_ref(framebuffer);
  }
  damage = oriel_display_take_damage(self->display);
  for (guint i = 0; damage != NULL && i < oriel_region_get_n_rects(damage); i++) {
    OrielRect rect;

    oriel_region_get_rect(damage, i, &rect);
    oriel_region_add(self->damage, &rect);
  }
  viewport_set_guest(&self->viewport, oriel_framebuffer_get_width(framebuffer),
                     oriel_framebuffer_get_height(framebuffer));
  return TRUE;
}

/* Pictures that are no cells lie over what is written. */
static void
hide_picture(Painter *self, GString *pictures)
{
  const OrielRect *target = &self->placement.target;
  const Cell *middle;

  if (!self->covered || self->hidden || self->encoder->class->clear == NULL ||
      target->x + target->width > cells_get_columns(self->cells) ||
      target->y + target->height > cells_get_rows(self->cells) || oriel_rect_is_empty(target))
    return;
  middle = cells_at(self->cells, target->x + target->width / 2, target->y + target->height / 2);
  self->hidden = (middle->attributes & CELL_FOREIGN) != 0;
  if (self->hidden)
    self->encoder->class->clear(self->encoder, pictures);
}

/* The picture of a guest that is gone stays. */
static gboolean
has_picture(const Painter *self)
{
  return self->framebuffer != NULL && !self->hidden;
}

static void
blank(Painter *self)
{
  static const Cell cell = {' ', CELL_DEFAULT, CELL_DEFAULT, 0};

  cells_fill(self->cells, 0, 0, cells_get_columns(self->cells), cells_get_rows(self->cells), &cell);
}

/* Whether there was anything to draw. */
static gboolean
encode(Painter *self, GString *pictures)
{
  gboolean any;

  hide_picture(self, pictures);
  self->everything |= self->covered; /* what lay over it may be gone */
  any = self->everything || !oriel_region_is_empty(self->damage);
  if (self->everything)
    blank(self);
  if (!has_picture(self))
    return FALSE;
  if (any)
    self->encoder->class->encode(self->encoder, self->framebuffer,
                                 self->everything ? NULL : self->damage, &self->placement,
                                 self->cells, pictures);
  return any;
}

static gboolean
on_count(gpointer user_data)
{
  Painter *self = user_data;
  gboolean any = frames_count(&self->frames, g_get_monotonic_time());

  if (!any)
    self->count_id = 0;
  self->hooks.counted(self->user_data);
  return any ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Writes the difference, and @pictures after it. */
static void
flush(Painter *self, GString *pictures, gboolean moves)
{
  const TerminalAbilities *abilities = terminal_get_abilities(self->terminal);
  g_autoptr(GString) bytes = g_string_new(abilities->synchronized ? "\033[?2026h" : NULL);
  gsize start = bytes->len;
  gint64 now = g_get_monotonic_time();

  self->hooks.draw(self->cells, self->user_data);
  cells_flush(self->cells, abilities, bytes);
  g_string_append_len(bytes, pictures->str, (gssize)pictures->len);
  if (bytes->len == start)
    return;
  if (abilities->synchronized)
    g_string_append(bytes, "\033[?2026l");
  terminal_write(self->terminal, bytes->str, bytes->len);
  terminal_sync(self->terminal);
  if (self->count_id == 0 && moves) {
    frames_count(&self->frames, now);
    self->count_id = g_timeout_add(COUNT_MS, on_count, self);
  }
  frames_sent(&self->frames, now, moves ? bytes->len : 0, moves);
}

static gboolean
on_settled(gpointer user_data)
{
  Painter *self = user_data;
  g_autoptr(GString) pictures = g_string_new(NULL);

  if (frames_get_due(&self->frames) == G_MAXINT64) /* the terminal is behind */
    return G_SOURCE_CONTINUE;
  self->settled_id = 0;
  if (!self->started || !has_picture(self))
    return G_SOURCE_REMOVE;
  self->encoder->class->refine(self->encoder, self->framebuffer, &self->placement, self->cells,
                               pictures);
  flush(self, pictures, TRUE);
  return G_SOURCE_REMOVE;
}

static void
draw(Painter *self)
{
  g_autoptr(GString) pictures = g_string_new(NULL);
  gboolean moves, drawn;

  self->requested = FALSE;
  gather(self);
  place(self);
  drawn = !oriel_region_is_empty(self->damage);
  moves = encode(self, pictures);
  self->everything = FALSE;
  oriel_region_clear(self->damage);
  flush(self, pictures, moves);
  if (moves && drawn && !self->shown)
    g_debug("the first picture is on its way to the terminal");
  self->shown |= moves && drawn;
  if (moves && self->encoder->class->refine != NULL) {
    g_clear_handle_id(&self->settled_id, g_source_remove);
    self->settled_id = g_timeout_add(SETTLED_MS, on_settled, self);
  }
}

static gboolean
on_due(gpointer user_data)
{
  Painter *self = user_data;

  self->due_id = 0;
  try_to_draw(self);
  return G_SOURCE_REMOVE;
}

static void
try_to_draw(Painter *self)
{
  gint64 due = frames_get_due(&self->frames), now = g_get_monotonic_time();

  if (!self->requested || !self->started || self->due_id != 0 || due == G_MAXINT64)
    return;
  if (due <= now)
    draw(self);
  else
    self->due_id = g_timeout_add((guint)((due - now + 999) / 1000), on_due, self);
}

void
painter_request(Painter *self)
{
  self->requested = TRUE;
  try_to_draw(self);
}

void
painter_synced(Painter *self)
{
  frames_arrived(&self->frames, g_get_monotonic_time());
  try_to_draw(self);
}

void
painter_restart(Painter *self)
{
  TerminalSize size = terminal_get_size(self->terminal);

  if (!self->started)
    return;
  clear_pictures(self);
  cells_resize(self->cells, size.columns, size.rows);
  cells_invalidate(self->cells);
  frames_reset(&self->frames, terminal_get_syncs(self->terminal), g_get_monotonic_time());
  choose_encoder(self);
  painter_request(self);
}

void
painter_start(Painter *self)
{
  self->started = TRUE;
  painter_restart(self);
}

void
painter_stop(Painter *self)
{
  if (self->started)
    clear_pictures(self);
  self->started = FALSE;
  g_clear_handle_id(&self->due_id, g_source_remove);
  g_clear_handle_id(&self->settled_id, g_source_remove);
  g_clear_handle_id(&self->count_id, g_source_remove);
}

static void
on_changed(Painter *self)
{
  painter_request(self);
}

void
painter_set_display(Painter *self, OrielDisplay *display)
{
  if (self->display == display)
    return;
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  g_set_object(&self->display, display);
  if (display == NULL)
    return;
  forget_framebuffer(self);
  self->shown = FALSE;
  g_signal_connect_swapped(display, "damaged", G_CALLBACK(on_changed), self);
  g_signal_connect_swapped(display, "notify::framebuffer", G_CALLBACK(on_changed), self);
  painter_request(self);
}

/* The picture is drawn as if it were new. */
static void
redraw(Painter *self)
{
  self->everything = TRUE;
  painter_request(self);
}

void
painter_set_margin(Painter *self, int rows)
{
  if (self->margin == rows)
    return;
  self->margin = rows;
  redraw(self);
}

int
painter_get_margin(const Painter *self)
{
  return self->margin;
}

void
painter_set_covered(Painter *self, gboolean covered)
{
  if (self->covered == covered)
    return;
  self->covered = covered;
  self->hidden = FALSE;
  redraw(self);
}

void
painter_set_encoder(Painter *self, const EncoderClass *class)
{
  self->wanted = class;
  if (!self->started)
    return;
  clear_pictures(self);
  choose_encoder(self);
  painter_request(self);
}

const EncoderClass *
painter_get_encoder(const Painter *self)
{
  return self->encoder != NULL ? self->encoder->class : self->wanted;
}

const char *
painter_describe_encoder(const Painter *self)
{
  return self->encoder != NULL ? encoder_describe(self->encoder) : "";
}

const Frames *
painter_get_frames(const Painter *self)
{
  return &self->frames;
}

gboolean
painter_get_placement(const Painter *self, Placement *placement)
{
  *placement = self->placement;
  if (self->encoder == NULL || self->framebuffer == NULL ||
      oriel_rect_is_empty(&self->placement.source))
    return FALSE;
  if (self->encoder->class->get_shown != NULL)
    self->encoder->class->get_shown(self->encoder, placement);
  return TRUE;
}

const Viewport *
painter_get_viewport(const Painter *self)
{
  return &self->viewport;
}

void
painter_set_fit(Painter *self)
{
  viewport_set_fit(&self->viewport);
  painter_request(self);
}

void
painter_set_zoom(Painter *self, int percent)
{
  viewport_set_zoom(&self->viewport, percent);
  painter_request(self);
}

void
painter_pan(Painter *self, double x, double y)
{
  Viewport *viewport = &self->viewport;
  gboolean moved = viewport_pan_to(viewport, x * (viewport->window_width - 1),
                                   y * (viewport->window_height - 1));

  if (self->encoder != NULL && self->encoder->class->pan != NULL &&
      self->encoder->class->pan(self->encoder, viewport->pan_x, viewport->pan_y))
    redraw(self);
  else if (moved)
    painter_request(self);
}
