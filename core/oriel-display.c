// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-display-private.h"

enum {
  PROP_0,
  PROP_ID,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_FRAMEBUFFER,
  PROP_CURSOR,
  PROP_POINTER_MODE,
  PROP_LEDS,
  PROP_RESIZABLE,
  N_PROPS,
};

enum {
  DAMAGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

// clang-format off
G_DEFINE_ENUM_TYPE(OrielPointerMode, oriel_pointer_mode,
  G_DEFINE_ENUM_VALUE(ORIEL_POINTER_ABSOLUTE, "absolute"),
  G_DEFINE_ENUM_VALUE(ORIEL_POINTER_RELATIVE, "relative"))
G_DEFINE_ENUM_TYPE(OrielButton, oriel_button,
  G_DEFINE_ENUM_VALUE(ORIEL_BUTTON_LEFT, "left"),
  G_DEFINE_ENUM_VALUE(ORIEL_BUTTON_MIDDLE, "middle"),
  G_DEFINE_ENUM_VALUE(ORIEL_BUTTON_RIGHT, "right"),
  G_DEFINE_ENUM_VALUE(ORIEL_BUTTON_WHEEL_UP, "wheel-up"),
  G_DEFINE_ENUM_VALUE(ORIEL_BUTTON_WHEEL_DOWN, "wheel-down"),
  G_DEFINE_ENUM_VALUE(ORIEL_BUTTON_WHEEL_LEFT, "wheel-left"),
  G_DEFINE_ENUM_VALUE(ORIEL_BUTTON_WHEEL_RIGHT, "wheel-right"),
  G_DEFINE_ENUM_VALUE(ORIEL_BUTTON_SIDE, "side"),
  G_DEFINE_ENUM_VALUE(ORIEL_BUTTON_EXTRA, "extra"))
G_DEFINE_FLAGS_TYPE(OrielLeds, oriel_leds,
  G_DEFINE_ENUM_VALUE(ORIEL_LEDS_SCROLL_LOCK, "scroll-lock"),
  G_DEFINE_ENUM_VALUE(ORIEL_LEDS_NUM_LOCK, "num-lock"),
  G_DEFINE_ENUM_VALUE(ORIEL_LEDS_CAPS_LOCK, "caps-lock"),
  G_DEFINE_ENUM_VALUE(ORIEL_LEDS_UNKNOWN, "unknown"))
// clang-format on

/**
 * OrielDisplay:
 *
 * One screen of a guest: its pixels, the shape of its pointer, and the way in for keys and pointer.
 *
 * A viewer shows #OrielDisplay:framebuffer, and on #OrielDisplay::damaged presents what
 * oriel_display_take_damage() returns. Taking the damage is the flow control: until then nothing
 * more is reported, and the newest state is what it finds.
 *
 * Everything happens in the main context the session was connected in.
 */
G_DEFINE_FINAL_TYPE(OrielDisplay, oriel_display, G_TYPE_OBJECT)

static void
answer_taken(OrielDisplay *self)
{
  GDBusMethodInvocation *taken = g_steal_pointer(&self->taken);

  if (taken != NULL)
    g_dbus_method_invocation_return_value(taken, NULL);
  if (self->updated && self->link != NULL)
    oriel_link_answer_update(self->link, self->id);
  self->updated = FALSE;
}

static void
oriel_display_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielDisplay *self = ORIEL_DISPLAY(object);

  switch (id) {
  case PROP_ID:
    g_value_set_uint(value, self->id);
    break;
  case PROP_WIDTH:
    g_value_set_int(value, oriel_display_get_width(self));
    break;
  case PROP_HEIGHT:
    g_value_set_int(value, oriel_display_get_height(self));
    break;
  case PROP_FRAMEBUFFER:
    g_value_set_boxed(value, self->framebuffer);
    break;
  case PROP_CURSOR:
    g_value_set_boxed(value, self->cursor);
    break;
  case PROP_POINTER_MODE:
    g_value_set_enum(value, self->pointer_mode);
    break;
  case PROP_LEDS:
    g_value_set_flags(value, self->leds);
    break;
  case PROP_RESIZABLE:
    g_value_set_boolean(value, self->resizable);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_display_dispose(GObject *object)
{
  oriel_display_detach(ORIEL_DISPLAY(object));
  G_OBJECT_CLASS(oriel_display_parent_class)->dispose(object);
}

static void
oriel_display_finalize(GObject *object)
{
  OrielDisplay *self = ORIEL_DISPLAY(object);

  g_clear_pointer(&self->framebuffer, oriel_framebuffer_unref);
  g_clear_pointer(&self->cursor, oriel_cursor_unref);
  g_clear_pointer(&self->damage, oriel_region_free);
  G_OBJECT_CLASS(oriel_display_parent_class)->finalize(object);
}

static void
oriel_display_class_init(OrielDisplayClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->get_property = oriel_display_get_property;
  object_class->dispose = oriel_display_dispose;
  object_class->finalize = oriel_display_finalize;

  /**
   * OrielDisplay:id:
   *
   * The number of the screen, from 0.
   */
  properties[PROP_ID] = g_param_spec_uint("id", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * OrielDisplay:width:
   *
   * The width in guest pixels; 0 before the first picture.
   */
  properties[PROP_WIDTH] =
      g_param_spec_int("width", NULL, NULL, 0, ORIEL_FRAMEBUFFER_MAX_SIDE, 0, flags);
  /**
   * OrielDisplay:height:
   *
   * The height in guest pixels; 0 before the first picture.
   */
  properties[PROP_HEIGHT] =
      g_param_spec_int("height", NULL, NULL, 0, ORIEL_FRAMEBUFFER_MAX_SIDE, 0, flags);
  /**
   * OrielDisplay:framebuffer:
   *
   * The pixels; a new object when the guest changes its mode. Stays when the session ends.
   */
  properties[PROP_FRAMEBUFFER] =
      g_param_spec_boxed("framebuffer", NULL, NULL, ORIEL_TYPE_FRAMEBUFFER, flags);
  /**
   * OrielDisplay:cursor:
   *
   * The shape of the guest's pointer; %NULL while the guest does not tell, which asks for a
   * default.
   */
  properties[PROP_CURSOR] = g_param_spec_boxed("cursor", NULL, NULL, ORIEL_TYPE_CURSOR, flags);
  /**
   * OrielDisplay:pointer-mode:
   *
   * Whether the guest takes positions or motions.
   */
  properties[PROP_POINTER_MODE] = g_param_spec_enum(
      "pointer-mode", NULL, NULL, ORIEL_TYPE_POINTER_MODE, ORIEL_POINTER_ABSOLUTE, flags);
  /**
   * OrielDisplay:leds:
   *
   * The locks of the guest's keyboard.
   */
  properties[PROP_LEDS] =
      g_param_spec_flags("leds", NULL, NULL, ORIEL_TYPE_LEDS, ORIEL_LEDS_UNKNOWN, flags);
  /**
   * OrielDisplay:resizable:
   *
   * Whether oriel_display_request_size_async() is worth a try. %FALSE when the guest is known not
   * to follow, which can change while it runs: when it has started its agent, for one.
   */
  properties[PROP_RESIZABLE] = g_param_spec_boolean("resizable", NULL, NULL, TRUE, flags);
  g_object_class_install_properties(object_class, N_PROPS, properties);

  /**
   * OrielDisplay::damaged:
   *
   * There is something new to show: call oriel_display_take_damage(), now or when the next frame
   * is due. Emitted once until that is called.
   */
  signals[DAMAGED] = g_signal_new("damaged", ORIEL_TYPE_DISPLAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
oriel_display_init(OrielDisplay *self)
{
  self->damage = oriel_region_new();
  self->leds = ORIEL_LEDS_UNKNOWN;
  self->resizable = TRUE;
}

OrielDisplay *
oriel_display_new(guint id)
{
  OrielDisplay *self = g_object_new(ORIEL_TYPE_DISPLAY, NULL);

  self->id = id;
  return self;
}

void
oriel_display_attach(OrielDisplay *self, OrielLink *link)
{
  self->link = link;
  self->input = oriel_input_new(link, self->id);
}

gboolean
oriel_display_is_attached(OrielDisplay *self)
{
  return self->link != NULL;
}

void
oriel_display_detach(OrielDisplay *self)
{
  g_clear_pointer(&self->input, oriel_input_free);
  answer_taken(self);
  self->link = NULL;
}

void
oriel_display_set_view_only(OrielDisplay *self, gboolean view_only)
{
  if (view_only)
    oriel_display_release_all(self);
  self->view_only = view_only;
}

static void
damaged(OrielDisplay *self, gboolean announced)
{
  if (self->link == NULL) /* whoever heard of the framebuffer ended the session */
    answer_taken(self);
  else if (!announced)
    g_signal_emit(self, signals[DAMAGED], 0);
}

void
oriel_display_scanout(OrielDisplay *self,
                      guint generation,
                      OrielFramebuffer *framebuffer,
                      GDBusMethodInvocation *taken)
{
  g_autoptr(OrielDisplay) keep = g_object_ref(self);
  OrielRect all = {0, 0, oriel_framebuffer_get_width(framebuffer),
                   oriel_framebuffer_get_height(framebuffer)};
  gboolean wider = all.width != oriel_display_get_width(self);
  gboolean taller = all.height != oriel_display_get_height(self);
  gboolean announced;

  g_clear_pointer(&self->framebuffer, oriel_framebuffer_unref);
  self->framebuffer = oriel_framebuffer_ref(framebuffer);
  self->generation = generation;
  oriel_region_clear(self->damage);
  oriel_region_add(self->damage, &all);
  g_object_freeze_notify(G_OBJECT(self));
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_FRAMEBUFFER]);
  if (wider)
    g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_WIDTH]);
  if (taller)
    g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_HEIGHT]);
  g_object_thaw_notify(G_OBJECT(self));
  announced = self->taken != NULL || self->updated;
  answer_taken(self);
  self->taken = taken;
  damaged(self, announced);
}

gboolean
oriel_display_update(OrielDisplay *self, guint generation, const OrielRect *rects, guint n_rects)
{
  if (self->taken != NULL || self->updated)
    return FALSE;
  self->updated = TRUE;
  if (self->framebuffer == NULL || generation != self->generation) {
    answer_taken(self);
    return TRUE;
  }
  for (guint i = 0; i < n_rects; i++)
    oriel_region_add(self->damage, &rects[i]);
  oriel_region_clip(self->damage, oriel_display_get_width(self), oriel_display_get_height(self));
  if (oriel_region_is_empty(self->damage))
    answer_taken(self);
  else
    damaged(self, FALSE);
  return TRUE;
}

void
oriel_display_set_cursor(OrielDisplay *self, OrielCursor *cursor)
{
  if (cursor != NULL)
    oriel_cursor_ref(cursor);
  g_clear_pointer(&self->cursor, oriel_cursor_unref);
  self->cursor = cursor;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_CURSOR]);
}

void
oriel_display_set_pointer_mode(OrielDisplay *self, OrielPointerMode mode)
{
  if (self->pointer_mode == mode)
    return;
  self->pointer_mode = mode;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_POINTER_MODE]);
}

void
oriel_display_set_leds(OrielDisplay *self, OrielLeds leds)
{
  if (self->leds == leds)
    return;
  self->leds = leds;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_LEDS]);
}

void
oriel_display_set_resizable(OrielDisplay *self, gboolean resizable)
{
  if (self->resizable == resizable)
    return;
  self->resizable = resizable;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_RESIZABLE]);
}

/**
 * oriel_display_get_id:
 * @self: a display
 *
 * Reads #OrielDisplay:id.
 *
 * Returns: the number of the screen, from 0
 */
guint
oriel_display_get_id(OrielDisplay *self)
{
  g_return_val_if_fail(ORIEL_IS_DISPLAY(self), 0);
  return self->id;
}

/**
 * oriel_display_get_width:
 * @self: a display
 *
 * Reads #OrielDisplay:width.
 *
 * Returns: the width in guest pixels; 0 before the first picture
 */
int
oriel_display_get_width(OrielDisplay *self)
{
  g_return_val_if_fail(ORIEL_IS_DISPLAY(self), 0);
  return self->framebuffer != NULL ? oriel_framebuffer_get_width(self->framebuffer) : 0;
}

/**
 * oriel_display_get_height:
 * @self: a display
 *
 * Reads #OrielDisplay:height.
 *
 * Returns: the height in guest pixels; 0 before the first picture
 */
int
oriel_display_get_height(OrielDisplay *self)
{
  g_return_val_if_fail(ORIEL_IS_DISPLAY(self), 0);
  return self->framebuffer != NULL ? oriel_framebuffer_get_height(self->framebuffer) : 0;
}

/**
 * oriel_display_get_framebuffer:
 * @self: a display
 *
 * Reads #OrielDisplay:framebuffer.
 *
 * Returns: (transfer none) (nullable): the pixels; %NULL before the first picture
 */
OrielFramebuffer *
oriel_display_get_framebuffer(OrielDisplay *self)
{
  g_return_val_if_fail(ORIEL_IS_DISPLAY(self), NULL);
  return self->framebuffer;
}

/**
 * oriel_display_take_damage:
 * @self: a display
 *
 * Takes the part of the framebuffer that changed since this was last called, and lets the session
 * go on to the next. Call it when the frame is about to be shown.
 *
 * Returns: (transfer full): the damage, inside the framebuffer; empty if there is none
 */
OrielRegion *
oriel_display_take_damage(OrielDisplay *self)
{
  OrielRegion *damage;

  g_return_val_if_fail(ORIEL_IS_DISPLAY(self), NULL);
  damage = g_steal_pointer(&self->damage);
  self->damage = oriel_region_new();
  answer_taken(self);
  return damage;
}

/**
 * oriel_display_get_cursor:
 * @self: a display
 *
 * Reads #OrielDisplay:cursor.
 *
 * Returns: (transfer none) (nullable): the shape of the guest's pointer
 */
OrielCursor *
oriel_display_get_cursor(OrielDisplay *self)
{
  g_return_val_if_fail(ORIEL_IS_DISPLAY(self), NULL);
  return self->cursor;
}

/**
 * oriel_display_get_pointer_mode:
 * @self: a display
 *
 * Reads #OrielDisplay:pointer-mode.
 *
 * Returns: whether the guest takes positions or motions
 */
OrielPointerMode
oriel_display_get_pointer_mode(OrielDisplay *self)
{
  g_return_val_if_fail(ORIEL_IS_DISPLAY(self), ORIEL_POINTER_ABSOLUTE);
  return self->pointer_mode;
}

/**
 * oriel_display_get_leds:
 * @self: a display
 *
 * Reads #OrielDisplay:leds.
 *
 * Returns: the locks of the guest's keyboard
 */
OrielLeds
oriel_display_get_leds(OrielDisplay *self)
{
  g_return_val_if_fail(ORIEL_IS_DISPLAY(self), ORIEL_LEDS_UNKNOWN);
  return self->leds;
}

/**
 * oriel_display_get_resizable:
 * @self: a display
 *
 * Reads #OrielDisplay:resizable.
 *
 * Returns: whether the guest may follow when it is asked for a size
 */
gboolean
oriel_display_get_resizable(OrielDisplay *self)
{
  g_return_val_if_fail(ORIEL_IS_DISPLAY(self), FALSE);
  return self->resizable;
}
