// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/touch.h"

#include <math.h>

#define HOLD_MS 500
#define DOUBLE_TAP_MS 400
#define SLOP 8.0

/* A second tap misses the first by more than a second click does. */
#define DOUBLE_TAP_SLOPS 4

/* Of two fingers that scroll, one is told of before the other: it is this far away before that is
 * taken for one that stays. */
#define STAYING_SLOPS 5

/* A click scrolls most guests by three lines; those are about as high. */
#define POINTS_PER_CLICK 40.0

/**
 * touch_init:
 * @self: what to fill
 * @hooks: copied
 * @user_data: for @hooks
 */
void
touch_init(Touch *self, const TouchHooks *hooks, gpointer user_data)
{
  *self = (Touch){.hooks = *hooks,
                  .user_data = user_data,
                  .hold = HOLD_MS,
                  .double_tap = DOUBLE_TAP_MS,
                  .slop = SLOP};
}

static void
button(Touch *self, OrielButton which, gboolean pressed)
{
  self->hooks.button(which, pressed, self->user_data);
}

static void
move_to(Touch *self, double x, double y)
{
  if (!self->relative)
    self->hooks.moved(x, y, self->user_data);
}

static void
click(Touch *self, OrielButton which)
{
  move_to(self, self->at_x, self->at_y);
  button(self, which, TRUE);
  button(self, which, FALSE);
}

/**
 * touch_reset:
 * @self: a touch screen
 *
 * Lets go of what is held, and forgets all fingers: those that are down do nothing any more.
 */
void
touch_reset(Touch *self)
{
  TouchPhase phase = self->phase;

  self->phase = TOUCH_NOTHING;
  self->n_fingers = 0;
  self->tapped = FALSE;
  if (phase == TOUCH_DRAGGING)
    button(self, ORIEL_BUTTON_LEFT, FALSE);
}

/**
 * touch_set_relative:
 * @self: a touch screen
 * @relative: whether the guest takes motions instead of positions
 */
void
touch_set_relative(Touch *self, gboolean relative)
{
  if (self->relative == relative)
    return;
  touch_reset(self);
  self->relative = relative;
}

/* NULL: that finger does not count. */
static TouchFinger *
find_finger(Touch *self, guint64 id)
{
  for (guint i = 0; i < self->n_fingers; i++)
    if (self->fingers[i].id == id)
      return &self->fingers[i];
  return NULL;
}

static double
get_way(const TouchFinger *finger)
{
  return hypot(finger->x - finger->began_x, finger->y - finger->began_y);
}

static void
begin_one(Touch *self, double x, double y, guint32 time)
{
  self->follows_tap = self->tapped && time - self->tapped_at <= self->double_tap &&
                      hypot(x - self->at_x, y - self->at_y) <= DOUBLE_TAP_SLOPS * self->slop;
  /* Guests want both clicks of a double click in one place. */
  if (!self->follows_tap) {
    self->at_x = x;
    self->at_y = y;
  }
  self->tapped = FALSE;
  self->phase = TOUCH_ONE;
}

/**
 * touch_down:
 * @self: a touch screen
 * @id: a finger, as long as it is down
 * @x: where it is
 * @y: where it is
 * @time: when
 */
void
touch_down(Touch *self, guint64 id, double x, double y, guint32 time)
{
  if (find_finger(self, id) != NULL) /* that it went up was not told */
    touch_reset(self);
  if (self->phase != TOUCH_NOTHING && self->phase != TOUCH_ONE && self->phase != TOUCH_PUSHING)
    return;
  if (self->phase == TOUCH_NOTHING) {
    begin_one(self, x, y, time);
  } else {
    self->fingers[0].began_x = self->fingers[0].x;
    self->fingers[0].began_y = self->fingers[0].y;
    self->phase = TOUCH_TWO;
  }
  self->fingers[self->n_fingers++] = (TouchFinger){id, x, y, x, y};
  self->began = time;
}

static void
begin_moving(Touch *self)
{
  if (self->relative && !self->follows_tap) {
    self->phase = TOUCH_PUSHING;
    return;
  }
  move_to(self, self->at_x, self->at_y);
  button(self, ORIEL_BUTTON_LEFT, TRUE);
  self->phase = TOUCH_DRAGGING;
}

static void
turn(Touch *self, WheelAxis *axis, double points, OrielButton back, OrielButton forward)
{
  int clicks = wheel_turn(axis, points / POINTS_PER_CLICK);

  for (int i = 0; i < ABS(clicks); i++) {
    button(self, clicks < 0 ? back : forward, TRUE);
    button(self, clicks < 0 ? back : forward, FALSE);
  }
}

/* What is below the fingers follows, so the wheel turns the other way. */
static void
scroll(Touch *self, double dx, double dy)
{
  self->hooks.panned(&dx, &dy, self->user_data);
  turn(self, &self->wheel_x, -dx, ORIEL_BUTTON_WHEEL_LEFT, ORIEL_BUTTON_WHEEL_RIGHT);
  turn(self, &self->wheel_y, -dy, ORIEL_BUTTON_WHEEL_UP, ORIEL_BUTTON_WHEEL_DOWN);
}

static gboolean
has_moved(const Touch *self, const TouchFinger *finger)
{
  return get_way(finger) > self->slop;
}

static gboolean
are_still(const Touch *self)
{
  return !has_moved(self, &self->fingers[0]) && !has_moved(self, &self->fingers[1]);
}

static void
pinch(Touch *self)
{
  const TouchFinger *a = &self->fingers[0], *b = &self->fingers[1];

  self->hooks.pinched(hypot(a->x - b->x, a->y - b->y) / self->apart, (a->x + b->x) / 2,
                      (a->y + b->y) / 2, self->user_data);
}

static void
begin_to_pinch(Touch *self, double apart)
{
  self->phase = TOUCH_PINCHING;
  self->apart = MAX(apart, self->slop);
  self->hooks.pinched(1, (self->fingers[0].x + self->fingers[1].x) / 2,
                      (self->fingers[0].y + self->fingers[1].y) / 2, self->user_data);
}

/* Two fingers scroll if they go the same way, which is known once both have moved, and pinch if
 * they do not, or if one of them stays. */
static void
decide_two(Touch *self)
{
  const TouchFinger *a = &self->fingers[0], *b = &self->fingers[1];
  double ax = a->x - a->began_x, ay = a->y - a->began_y;
  double bx = b->x - b->began_x, by = b->y - b->began_y;
  double before = hypot(a->began_x - b->began_x, a->began_y - b->began_y);
  double now = hypot(a->x - b->x, a->y - b->y);
  gboolean both = has_moved(self, a) && has_moved(self, b);

  if (!both || ax * bx + ay * by <= 0) {
    if (fabs(now - before) > self->slop * (both ? 1 : STAYING_SLOPS))
      begin_to_pinch(self, now);
    return;
  }
  self->phase = TOUCH_SCROLLING;
  self->wheel_x = self->wheel_y = (WheelAxis){0};
  move_to(self, (a->began_x + b->began_x) / 2, (a->began_y + b->began_y) / 2);
  scroll(self, (ax + bx) / 2, (ay + by) / 2);
}

/**
 * touch_move:
 * @self: a touch screen
 * @id: a finger
 * @x: where it is now
 * @y: where it is now
 */
void
touch_move(Touch *self, guint64 id, double x, double y)
{
  TouchFinger *finger = find_finger(self, id);
  double dx, dy;

  if (finger == NULL)
    return;
  dx = x - finger->x;
  dy = y - finger->y;
  finger->x = x;
  finger->y = y;
  if (self->phase == TOUCH_ONE && has_moved(self, finger)) {
    begin_moving(self);
    dx = x - finger->began_x;
    dy = y - finger->began_y;
  }
  if (self->phase == TOUCH_TWO)
    decide_two(self);
  else if (self->phase == TOUCH_SCROLLING) /* their middle moves by half of it */
    scroll(self, dx / 2, dy / 2);
  else if (self->phase == TOUCH_PINCHING)
    pinch(self);
  else if (self->phase == TOUCH_DRAGGING || self->phase == TOUCH_PUSHING) {
    move_to(self, x, y);
    if (self->relative)
      self->hooks.pushed(dx, dy, self->user_data);
  }
}

/**
 * touch_up:
 * @self: a touch screen
 * @id: a finger
 * @time: when
 */
void
touch_up(Touch *self, guint64 id, guint32 time)
{
  TouchFinger *finger = find_finger(self, id);

  if (finger == NULL)
    return;
  if (self->phase == TOUCH_ONE) {
    click(self, ORIEL_BUTTON_LEFT);
    self->tapped = TRUE;
    self->tapped_at = time;
  } else if (self->phase == TOUCH_TWO && are_still(self) &&
             time - self->began <= (guint32)self->hold) {
    click(self, ORIEL_BUTTON_RIGHT);
  } else if (self->phase == TOUCH_DRAGGING) {
    button(self, ORIEL_BUTTON_LEFT, FALSE);
  }
  *finger = self->fingers[--self->n_fingers];
  self->phase = self->n_fingers > 0 ? TOUCH_OVER : TOUCH_NOTHING;
}

/**
 * touch_lose:
 * @self: a touch screen
 * @id: a finger that somebody else follows from now on
 */
void
touch_lose(Touch *self, guint64 id)
{
  if (find_finger(self, id) != NULL)
    touch_reset(self);
}

/**
 * touch_get_hold:
 * @self: a touch screen
 *
 * Returns: how long after the last touch_down() touch_held() is to be called, in milliseconds, if
 *   nothing happens until then; -1 = not at all
 */
int
touch_get_hold(const Touch *self)
{
  return self->phase == TOUCH_ONE ? self->hold : -1;
}

/**
 * touch_held:
 * @self: a touch screen
 *
 * The time of touch_get_hold() is over.
 */
void
touch_held(Touch *self)
{
  if (self->phase != TOUCH_ONE)
    return;
  click(self, ORIEL_BUTTON_RIGHT);
  self->phase = TOUCH_OVER;
}
