// SPDX-License-Identifier: LGPL-2.1-or-later
/* The module that draws: calm cards on the guest's screen. */
#include "drawing.h"

#include <pango/pangocairo.h>
#include <string.h>

/* Lengths are points; a picture's scale makes them device pixels. */
#define CARD_WIDTH 420.0
#define PADDING 28.0
#define RADIUS 14.0
#define SHADOW 24.0
#define GAP 10.0
#define FIELD_HEIGHT 36.0
#define MARK_SIZE 14
#define CHOICE_STEP (FIELD_HEIGHT + 6)
#define HINT_HEIGHT (GAP + LABEL_SIZE)
#define BUTTON_HEIGHT 36.0
#define BUTTONS_HEIGHT (BUTTON_HEIGHT + 24)
#define BUTTON_PADDING 20.0
#define SMALL_RADIUS 8.0
#define TITLE_SIZE 17.0
#define BODY_SIZE 13.5
#define LABEL_SIZE 12.0
#define BULLET "\xe2\x80\xa2"

typedef struct {
  double red, green, blue, alpha;
} Colour;

static const Colour card_colour = {0.125, 0.137, 0.165, 0.98};
static const Colour toast_colour = {0.10, 0.11, 0.135, 0.92};
static const Colour edge_colour = {1, 1, 1, 0.09};
static const Colour field_colour = {0.078, 0.086, 0.106, 1};
static const Colour title_colour = {0.96, 0.97, 0.98, 1};
static const Colour body_colour = {0.76, 0.79, 0.84, 1};
static const Colour label_colour = {0.60, 0.64, 0.70, 1};
static const Colour accent_colour = {0.36, 0.60, 0.98, 1};
static const Colour accent_text_colour = {0.04, 0.07, 0.13, 1};
static const Colour plain_button_colour = {0.21, 0.23, 0.27, 1};
static const Colour trouble_colour = {0.96, 0.65, 0.36, 1};

/* Draws when there is a surface, else only measures: one code path gives both the same layout. */
typedef struct {
  cairo_t *cairo;
  gboolean paint;
  double scale;
  int shift; /* device pixels from the picture's corner to the card's */
} Canvas;

static void
set_colour(Canvas *canvas, const Colour *colour)
{
  cairo_set_source_rgba(canvas->cairo, colour->red, colour->green, colour->blue, colour->alpha);
}

static void
round_path(Canvas *canvas, double x, double y, double width, double height, double radius)
{
  const double quarter = G_PI / 2;
  cairo_t *cairo = canvas->cairo;

  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x + width - radius, y + radius, radius, -quarter, 0);
  cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, quarter);
  cairo_arc(cairo, x + radius, y + height - radius, radius, quarter, 2 * quarter);
  cairo_arc(cairo, x + radius, y + radius, radius, 2 * quarter, 3 * quarter);
  cairo_close_path(cairo);
}

static void
fill_round(Canvas *canvas,
           double x,
           double y,
           double width,
           double height,
           double radius,
           const Colour *colour)
{
  if (!canvas->paint)
    return;
  round_path(canvas, x, y, width, height, radius);
  set_colour(canvas, colour);
  cairo_fill(canvas->cairo);
}

static void
stroke_round(Canvas *canvas,
             double x,
             double y,
             double width,
             double height,
             double radius,
             double line,
             const Colour *colour)
{
  if (!canvas->paint)
    return;
  round_path(canvas, x + line / 2, y + line / 2, width - line, height - line, radius - line / 2);
  set_colour(canvas, colour);
  cairo_set_line_width(canvas->cairo, line);
  cairo_stroke(canvas->cairo);
}

static PangoLayout *
new_layout(Canvas *canvas, const char *text, double size, PangoWeight weight, double width)
{
  PangoLayout *layout = pango_cairo_create_layout(canvas->cairo);
  PangoFontDescription *font = pango_font_description_from_string("Cantarell, Inter, Sans");
  cairo_font_options_t *options = cairo_font_options_create();

  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  pango_font_description_set_weight(font, weight);
  /* Coloured fringes suit neither cards that let the guest through nor screenshots. */
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(pango_layout_get_context(layout), options);
  cairo_font_options_destroy(options);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  pango_layout_set_text(layout, text, -1);
  if (width > 0) {
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  }
  pango_layout_set_line_spacing(layout, 1.25f);
  return layout;
}

static void
show_layout(Canvas *canvas, PangoLayout *layout, double x, double y, const Colour *colour)
{
  if (!canvas->paint)
    return;
  set_colour(canvas, colour);
  cairo_move_to(canvas->cairo, x, y);
  pango_cairo_show_layout(canvas->cairo, layout);
}

static double
layout_height(PangoLayout *layout)
{
  int height;

  pango_layout_get_pixel_size(layout, NULL, &height);
  return height;
}

/* Returns the height of the text. */
static double
draw_text(Canvas *canvas,
          const char *text,
          double size,
          PangoWeight weight,
          double x,
          double y,
          double width,
          const Colour *colour)
{
  PangoLayout *layout = new_layout(canvas, text, size, weight, width);
  double height = layout_height(layout);

  show_layout(canvas, layout, x, y, colour);
  g_object_unref(layout);
  return height;
}

/* In device pixels of the picture, for clicks. */
static OrielRect
to_device(Canvas *canvas, double x, double y, double width, double height)
{
  return (OrielRect){(int)(x * canvas->scale) + canvas->shift,
                     (int)(y * canvas->scale) + canvas->shift, (int)(width * canvas->scale),
                     (int)(height * canvas->scale)};
}

static void
draw_caret(Canvas *canvas, PangoLayout *layout, int index, double x, double y, double height)
{
  PangoRectangle position;

  pango_layout_get_cursor_pos(layout, index, &position, NULL);
  set_colour(canvas, &accent_colour);
  cairo_rectangle(canvas->cairo, x + (double)position.x / PANGO_SCALE, y, 1.5, height);
  cairo_fill(canvas->cairo);
}

/* What a secret looks like, and where the caret is in that. (transfer full) */
static char *
mask(const DialogField *field, int *caret)
{
  GString *dots = g_string_new(NULL);

  *caret = (int)field->caret;
  if (!field->secret)
    return g_string_free(g_string_append(dots, field->value), FALSE);
  for (glong n = g_utf8_strlen(field->value, -1); n > 0; n--)
    g_string_append(dots, BULLET);
  *caret = (int)(g_utf8_strlen(field->value, (gssize)field->caret) * (glong)strlen(BULLET));
  return g_string_free(dots, FALSE);
}

static double
draw_field(Canvas *canvas, DialogField *field, gboolean focused, double x, double y, double width)
{
  double top =
      y +
      draw_text(canvas, field->label, LABEL_SIZE, PANGO_WEIGHT_MEDIUM, x, y, width, &label_colour) +
      5;
  int caret;
  g_autofree char *shown = mask(field, &caret);
  PangoLayout *layout = new_layout(canvas, shown, BODY_SIZE, PANGO_WEIGHT_NORMAL, 0);
  double height = layout_height(layout);
  double text_y = top + (FIELD_HEIGHT - height) / 2;
  PangoRectangle position;
  double overflow;

  pango_layout_get_cursor_pos(layout, caret, &position, NULL);
  overflow = MAX((double)position.x / PANGO_SCALE - (width - 26), 0);
  field->area = to_device(canvas, x, top, width, FIELD_HEIGHT);
  fill_round(canvas, x, top, width, FIELD_HEIGHT, SMALL_RADIUS, &field_colour);
  stroke_round(canvas, x, top, width, FIELD_HEIGHT, SMALL_RADIUS, focused ? 1.6 : 1,
               focused ? &accent_colour : &edge_colour);
  if (canvas->paint) {
    cairo_save(canvas->cairo);
    cairo_rectangle(canvas->cairo, x + 10, top, width - 20, FIELD_HEIGHT);
    cairo_clip(canvas->cairo);
    show_layout(canvas, layout, x + 12 - overflow, text_y, &title_colour);
    if (focused)
      draw_caret(canvas, layout, caret, x + 12 - overflow, text_y, height);
    cairo_restore(canvas->cairo);
  }
  g_object_unref(layout);
  return top - y + FIELD_HEIGHT;
}

/* A line with a mark if it is on. Returns its height. */
static double
draw_choice(
    Canvas *canvas, DialogChoice *choice, gboolean focused, double x, double y, double width)
{
  PangoLayout *layout =
      new_layout(canvas, choice->label, BODY_SIZE, PANGO_WEIGHT_NORMAL, width - 52);
  double mark_y = y + (FIELD_HEIGHT - MARK_SIZE) / 2;

  pango_layout_set_height(layout, -1);
  pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  choice->area = to_device(canvas, x, y, width, FIELD_HEIGHT);
  fill_round(canvas, x, y, width, FIELD_HEIGHT, SMALL_RADIUS, &field_colour);
  stroke_round(canvas, x, y, width, FIELD_HEIGHT, SMALL_RADIUS, focused ? 1.6 : 1,
               focused ? &accent_colour : &edge_colour);
  if (choice->on)
    fill_round(canvas, x + 14, mark_y, MARK_SIZE, MARK_SIZE, 4, &accent_colour);
  else
    stroke_round(canvas, x + 14, mark_y, MARK_SIZE, MARK_SIZE, 4, 1, &label_colour);
  show_layout(canvas, layout, x + 40, y + (FIELD_HEIGHT - layout_height(layout)) / 2,
              &title_colour);
  g_object_unref(layout);
  return FIELD_HEIGHT;
}

/* As many choices, of which the focused one is one if any is, as find room in @room. Returns their
 * height. */
static double
draw_choices(Canvas *canvas, Dialog *dialog, double x, double y, double width, double room)
{
  guint n = dialog->n_choices;
  guint focus = dialog->focus - dialog->n_fields;
  guint n_shown = (guint)MAX(room / CHOICE_STEP, 1);
  g_autofree char *hidden = NULL;
  double from = y;

  if (n_shown < n)
    n_shown = (guint)MAX((room - HINT_HEIGHT) / CHOICE_STEP, 1);
  n_shown = MIN(n_shown, n);
  if (focus < n)
    dialog->first_choice = CLAMP(dialog->first_choice, focus - MIN(focus, n_shown - 1), focus);
  dialog->first_choice = MIN(dialog->first_choice, n - n_shown);
  for (guint i = 0; i < n; i++) {
    DialogChoice *choice = &dialog->choices[i];

    if (i < dialog->first_choice || i >= dialog->first_choice + n_shown)
      choice->area = (OrielRect){0};
    else
      y += CHOICE_STEP - FIELD_HEIGHT +
           draw_choice(canvas, choice, focus == i, x, y + CHOICE_STEP - FIELD_HEIGHT, width);
  }
  if (n_shown < n) {
    hidden = g_strdup_printf("%u to %u of %u", dialog->first_choice + 1,
                             dialog->first_choice + n_shown, n);
    draw_text(canvas, hidden, LABEL_SIZE, PANGO_WEIGHT_NORMAL, x, y + GAP, width, &label_colour);
    y += HINT_HEIGHT;
  }
  return y - from;
}

/* Returns the width of the button, whose right edge is at @right. */
static double
draw_button(
    Canvas *canvas, DialogButton *button, gboolean first, gboolean focused, double right, double y)
{
  PangoLayout *layout = new_layout(canvas, button->label, BODY_SIZE, PANGO_WEIGHT_SEMIBOLD, 0);
  int text_width, text_height;
  double width, x;

  pango_layout_get_pixel_size(layout, &text_width, &text_height);
  width = text_width + 2 * BUTTON_PADDING;
  x = right - width;
  button->area = to_device(canvas, x, y, width, BUTTON_HEIGHT);
  fill_round(canvas, x, y, width, BUTTON_HEIGHT, SMALL_RADIUS,
             first ? &accent_colour : &plain_button_colour);
  if (focused)
    stroke_round(canvas, x - 3, y - 3, width + 6, BUTTON_HEIGHT + 6, SMALL_RADIUS + 3, 1.6,
                 &accent_colour);
  show_layout(canvas, layout, x + BUTTON_PADDING, y + (BUTTON_HEIGHT - text_height) / 2,
              first ? &accent_text_colour : &title_colour);
  g_object_unref(layout);
  return width;
}

static void
draw_shadow(Canvas *canvas, double width, double height)
{
  for (int i = (int)SHADOW; canvas->paint && i > 0; i -= 2) {
    double strength = 1 - i / SHADOW;

    fill_round(canvas, -i, -i + 5, width + 2 * i, height + 2 * i, RADIUS + i,
               &(Colour){0, 0, 0, 0.075 * strength});
  }
}

/* Returns the height of the card. @room: for it. */
static double
draw_card(Canvas *canvas, Dialog *dialog, double width, double height, double room)
{
  double inner = width - 2 * PADDING;
  double y = PADDING;
  double x = PADDING;

  draw_shadow(canvas, width, height);
  fill_round(canvas, 0, 0, width, height, RADIUS, &card_colour);
  stroke_round(canvas, 0, 0, width, height, RADIUS, 1, &edge_colour);
  if (dialog->tone == DIALOG_TROUBLE)
    fill_round(canvas, PADDING, y + 2, 4, TITLE_SIZE + 2, 2, &trouble_colour);
  if (dialog->tone == DIALOG_TROUBLE)
    x += 14;
  y += draw_text(canvas, dialog->title, TITLE_SIZE, PANGO_WEIGHT_BOLD, x, y, inner - (x - PADDING),
                 &title_colour);
  if (dialog->body != NULL)
    y += GAP + draw_text(canvas, dialog->body, BODY_SIZE, PANGO_WEIGHT_NORMAL, PADDING, y + GAP,
                         inner, &body_colour);
  for (guint i = 0; i < dialog->n_fields; i++)
    y += 16 + draw_field(canvas, &dialog->fields[i], dialog->focus == i, PADDING, y + 16, inner);
  if (dialog->n_choices > 0)
    y += GAP + draw_choices(canvas, dialog, PADDING, y + GAP, inner,
                            room - y - GAP - BUTTONS_HEIGHT - PADDING);
  if (dialog->n_buttons > 0) {
    double right = width - PADDING;

    y += BUTTONS_HEIGHT - BUTTON_HEIGHT;
    for (guint i = 0; i < dialog->n_buttons; i++)
      right -=
          12 + draw_button(canvas, &dialog->buttons[i], i == 0,
                           dialog->focus == dialog->n_fields + dialog->n_choices + i, right, y);
    y += BUTTON_HEIGHT;
  }
  return y + PADDING;
}

static Canvas
canvas_new(Picture *picture, double scale, double margin)
{
  cairo_surface_t *surface;
  Canvas canvas = {
      .paint = picture->pixels != NULL, .scale = scale, .shift = (int)(margin * scale)};

  if (canvas.paint)
    surface =
        cairo_image_surface_create_for_data((guchar *)picture->pixels, CAIRO_FORMAT_ARGB32,
                                            picture->width, picture->height, picture->width * 4);
  else
    surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 1, 1);
  canvas.cairo = cairo_create(surface);
  cairo_surface_destroy(surface);
  cairo_translate(canvas.cairo, canvas.shift, canvas.shift);
  cairo_scale(canvas.cairo, scale, scale);
  return canvas;
}

static void
picture_allocate(Picture *picture, double width, double height, double scale)
{
  picture->width = (int)(width * scale + 0.5);
  picture->height = (int)(height * scale + 0.5);
  picture->pixels = g_new0(guint32, (gsize)picture->width * (gsize)picture->height);
}

static Picture
draw_dialog(Dialog *dialog, double scale, int max_width, int max_height)
{
  double width = MAX(MIN(CARD_WIDTH, max_width / scale - 16), 160);
  Picture picture = {0};
  Canvas canvas = canvas_new(&picture, scale, SHADOW);
  double room = max_height / scale - 16;
  double height = draw_card(&canvas, dialog, width, 0, room);

  cairo_destroy(canvas.cairo);
  picture_allocate(&picture, width + 2 * SHADOW, height + 2 * SHADOW, scale);
  canvas = canvas_new(&picture, scale, SHADOW);
  draw_card(&canvas, dialog, width, height, room);
  cairo_destroy(canvas.cairo);
  return picture;
}

static Picture
draw_toast(const char *text, double scale, int max_width)
{
  double room = MAX(MIN(560, max_width / scale - 64), 120);
  Picture picture = {0};
  Canvas canvas = canvas_new(&picture, scale, 0);
  PangoLayout *layout = new_layout(&canvas, text, BODY_SIZE, PANGO_WEIGHT_MEDIUM, room);
  int width, height;

  pango_layout_get_pixel_size(layout, &width, &height);
  g_object_unref(layout);
  cairo_destroy(canvas.cairo);

  picture_allocate(&picture, width + 40, height + 22, scale);
  canvas = canvas_new(&picture, scale, 0);
  fill_round(&canvas, 0, 0, width + 40, height + 22, MIN((height + 22) / 2.0, 20), &toast_colour);
  stroke_round(&canvas, 0, 0, width + 40, height + 22, MIN((height + 22) / 2.0, 20), 1,
               &edge_colour);
  draw_text(&canvas, text, BODY_SIZE, PANGO_WEIGHT_MEDIUM, 20, 11, room, &title_colour);
  cairo_destroy(canvas.cairo);
  return picture;
}

G_MODULE_EXPORT const Drawing *oriel_sdl_drawing(void);

const Drawing *
oriel_sdl_drawing(void)
{
  static const Drawing drawing = {.dialog = draw_dialog, .toast = draw_toast};

  return &drawing;
}
