// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/preview.h"

#include "picker/preview-source.h"
#include "screen/encoder.h"
#include "screen/wrap.h"

#define REST 150     /* ms that the cursor has to stay before a guest is connected to */
#define FRAME_MS 200 /* between two frames */
#define CELL_WIDTH 8 /* pixels, where the terminal does not tell */
#define CELL_HEIGHT 16

struct _Preview {
  PreviewHooks hooks;
  gpointer user_data;
  OrielGuest *guest;     /* (owned) (nullable) */
  PreviewSource *source; /* (owned) (nullable) while it is connected to */
  char *words;           /* (owned) what stands there without a guest */
  guint rest_id;
  guint frame_id;
  gint64 drawn; /* when the last frame was, monotonic in µs */

  OrielRect area;
  TerminalSize size;
  Cells *cells;     /* (owned) (nullable) of the whole terminal: all but @area is foreign */
  Encoder *encoder; /* (owned) (nullable) */
  Placement placement;
  OrielFramebuffer *shown; /* (owned) (nullable) what @encoder shows */
};

static void
forget_encoder(Preview *self)
{
  if (self->encoder != NULL)
    self->encoder->class->free(self->encoder);
  self->encoder = NULL;
  g_clear_pointer(&self->shown, oriel_framebuffer_unref);
}

Preview *
preview_new(const PreviewHooks *hooks, gpointer user_data)
{
  Preview *self = g_new0(Preview, 1);

  self->hooks = *hooks;
  self->user_data = user_data;
  return self;
}

static void
disconnect(Preview *self)
{
  g_clear_handle_id(&self->rest_id, g_source_remove);
  g_clear_handle_id(&self->frame_id, g_source_remove);
  g_clear_pointer(&self->source, preview_source_free);
  forget_encoder(self);
}

void
preview_free(Preview *self)
{
  disconnect(self);
  g_clear_object(&self->guest);
  g_free(self->words);
  g_clear_pointer(&self->cells, cells_free);
  g_free(self);
}

/* When to draw */

static gboolean
on_frame(gpointer user_data)
{
  Preview *self = user_data;

  self->frame_id = 0;
  self->hooks.request(self->user_data);
  return G_SOURCE_REMOVE;
}

/* A frame is due; not before the last one has been seen for a while. */
static void
on_source_changed(gpointer user_data)
{
  Preview *self = user_data;
  gint64 wait = self->drawn / 1000 + FRAME_MS - g_get_monotonic_time() / 1000;

  if (self->frame_id == 0)
    self->frame_id = g_timeout_add((guint)CLAMP(wait, 0, FRAME_MS), on_frame, self);
}

static gboolean
is_on(OrielGuest *guest)
{
  OrielGuestState state = oriel_guest_get_state(guest);

  return state != ORIEL_GUEST_OFF && state != ORIEL_GUEST_CRASHED && state != ORIEL_GUEST_UNKNOWN;
}

static gboolean
on_rest(gpointer user_data)
{
  static const PreviewSourceHooks hooks = {on_source_changed};
  Preview *self = user_data;

  self->rest_id = 0;
  self->source = preview_source_new(self->guest, &hooks, self);
  self->hooks.request(self->user_data);
  return G_SOURCE_REMOVE;
}

/* Connects where there is something to see, and room to show it. */
static void
consider(Preview *self)
{
  gboolean wanted = self->guest != NULL && self->area.height > 0 && is_on(self->guest);

  if (!wanted)
    disconnect(self);
  else if (self->source == NULL && self->rest_id == 0)
    self->rest_id = g_timeout_add(REST, on_rest, self);
}

void
preview_set_guest(Preview *self, OrielGuest *guest)
{
  if (guest != self->guest) {
    disconnect(self);
    g_set_object(&self->guest, guest);
    if (self->area.height > 0)
      self->hooks.request(self->user_data);
  }
  consider(self);
}

void
preview_set_words(Preview *self, const char *words)
{
  if (g_strcmp0(words, self->words) == 0)
    return;
  g_free(self->words);
  self->words = g_strdup(words);
  if (self->area.height > 0)
    self->hooks.request(self->user_data);
}

static gboolean
same_rect(const OrielRect *a, const OrielRect *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

void
preview_place(Preview *self, const OrielRect *area, const TerminalSize *size)
{
  if (!same_rect(&self->area, area) || self->size.columns != size->columns ||
      self->size.rows != size->rows) {
    const Cell foreign = {' ', CELL_DEFAULT, CELL_DEFAULT, CELL_FOREIGN};

    self->area = *area;
    self->size = *size;
    forget_encoder(self);
    g_clear_pointer(&self->cells, cells_free);
    if (area->height > 0) {
      self->cells = cells_new(size->columns, size->rows);
      cells_fill(self->cells, 0, 0, size->columns, size->rows, &foreign);
    }
  }
  preview_invalidate(self);
  consider(self);
}

void
preview_invalidate(Preview *self)
{
  if (self->cells != NULL)
    cells_invalidate(self->cells);
}

/* Drawing */

static void
clear_area(Preview *self)
{
  const Cell blank = {' ', CELL_DEFAULT, CELL_DEFAULT, 0};

  cells_fill(self->cells, self->area.x, self->area.y, self->area.width, self->area.height, &blank);
}

static void
draw_words(Preview *self)
{
  const Cell style = {' ', CELL_DEFAULT, CELL_DEFAULT, CELL_DIM};
  g_autoptr(GPtrArray) lines = NULL;
  int n_lines;
  const char *text = self->words != NULL ? self->words : "";
  const char *trouble = self->source != NULL ? preview_source_get_trouble(self->source) : NULL;

  if (trouble != NULL)
    text = trouble;
  else if (self->guest != NULL)
    text = is_on(self->guest) ? "looking..."
                              : oriel_guest_state_to_string(oriel_guest_get_state(self->guest));
  lines = wrap_text(text, self->area.width - 2);
  n_lines = MIN((int)lines->len, self->area.height);
  forget_encoder(self);
  clear_area(self);
  for (int i = 0; i < n_lines; i++)
    cells_print(self->cells, self->area.x + 1, self->area.y + (self->area.height - n_lines) / 2 + i,
                self->area.width - 2, lines->pdata[i], &style);
}

/* As large as the area takes, proportions kept. */
static Placement
place(const Preview *self, const OrielFramebuffer *framebuffer)
{
  int width = oriel_framebuffer_get_width(framebuffer);
  int height = oriel_framebuffer_get_height(framebuffer);
  int cell_width = self->size.cell_width > 0 ? self->size.cell_width : CELL_WIDTH;
  int cell_height = self->size.cell_height > 0 ? self->size.cell_height : CELL_HEIGHT;
  int columns = self->area.width, rows = self->area.height;
  gint64 fitting_rows = (gint64)columns * cell_width * height / width / cell_height;
  gint64 fitting_columns = (gint64)rows * cell_height * width / height / cell_width;

  if (fitting_rows <= rows)
    rows = (int)MAX(fitting_rows, 1);
  else
    columns = (int)CLAMP(fitting_columns, 1, columns);
  return (Placement){
      .source = {0, 0, width, height},
      .target = {self->area.x + (self->area.width - columns) / 2, self->area.y, columns, rows},
      .cell_width = cell_width,
      .cell_height = cell_height,
      .room = self->area,
  };
}

/* Of what can be done with cells alone: pictures of other kinds lie over everything. */
static Encoder *
make_encoder(const TerminalAbilities *abilities)
{
  TerminalAbilities cells = *abilities;

  cells.sixel = cells.kitty_graphics = cells.kitty_shared = FALSE;
  return encoder_choose(&cells)->new (&cells);
}

static void
draw_picture(Preview *self,
             OrielFramebuffer *framebuffer,
             const OrielRegion *damage,
             const TerminalAbilities *abilities,
             GString *extra)
{
  if (framebuffer != self->shown) {
    forget_encoder(self);
    clear_area(self);
    self->encoder = make_encoder(abilities);
    self->shown = oriel_framebuffer_ref(framebuffer);
    self->placement = place(self, framebuffer);
    damage = NULL;
  } else if (damage == NULL)
    return;
  self->encoder->class->encode(self->encoder, framebuffer, damage, &self->placement, self->cells,
                               extra);
}

void
preview_render(Preview *self, const TerminalAbilities *abilities, GString *bytes)
{
  g_autoptr(OrielRegion) damage = NULL;
  g_autoptr(GString) difference = g_string_new(NULL);
  g_autoptr(GString) extra = g_string_new(NULL);
  OrielFramebuffer *framebuffer;

  if (self->cells == NULL)
    return;
  framebuffer = self->source != NULL ? preview_source_take(self->source, &damage) : NULL;
  if (framebuffer != NULL)
    draw_picture(self, framebuffer, damage, abilities, extra);
  else
    draw_words(self);
  cells_set_cursor(self->cells, -1, -1);
  cells_lose_cursor(self->cells); /* to ncurses */
  cells_flush(self->cells, abilities, difference);
  if (difference->len + extra->len == 0)
    return;
  self->drawn = g_get_monotonic_time();
  /* DECSC and DECRC: ncurses knows where it left the cursor, and in which colours. */
  g_string_append(bytes, "\0337");
  g_string_append_len(bytes, difference->str, (gssize)difference->len);
  g_string_append_len(bytes, extra->str, (gssize)extra->len);
  g_string_append(bytes, "\0338");
}
