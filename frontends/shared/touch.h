// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What fingers on a touch screen do to a guest that has a pointer. Pure: no toolkit, no clock.
 *
 *   tap                    a click where it was; two in a row are a double click
 *   one finger, moved      a drag with the left button
 *   one finger, held still a click with the right button
 *   two fingers, tapped    the same
 *   two fingers, moved     the picture where it is larger than the window, else the wheel: what is
 *                          below them follows
 *   two fingers, pinched   the picture grows and shrinks, and follows them
 *
 * To a guest that takes motions the screen is a touchpad: one finger pushes the pointer, and drags
 * what it pushes after a tap. Fingers beyond the second do nothing.
 *
 * Positions are in points of the window. Times are those of the events, in milliseconds of any
 * clock; it may begin anew after 49 days, as that of X11 does.
 */
#pragma once

#include "shared/wheel.h"

G_BEGIN_DECLS

typedef struct {
  /* The pointer is here; of guests that take positions. */
  void (*moved)(double x, double y, gpointer user_data);
  /* The pointer moves by this much; of guests that take motions. */
  void (*pushed)(double dx, double dy, gpointer user_data);
  /* Those of the wheel are let go at once. */
  void (*button)(OrielButton button, gboolean pressed, gpointer user_data);
  /* Two fingers have moved by this much; what the picture has moved is taken from it. */
  void (*panned)(double *dx, double *dy, gpointer user_data);
  /* Two fingers, between which this is the middle, are @factor as far apart as when they began to
   * pinch; 1 comes first. */
  void (*pinched)(double factor, double x, double y, gpointer user_data);
} TouchHooks;

typedef enum {
  TOUCH_NOTHING, /* no finger that counts */
  TOUCH_ONE,     /* down, and nothing else so far */
  TOUCH_PUSHING, /* the pointer, without a button */
  TOUCH_DRAGGING,
  TOUCH_TWO, /* down, and nothing else so far */
  TOUCH_SCROLLING,
  TOUCH_PINCHING,
  TOUCH_OVER, /* it has done what it does, and is to be lifted */
} TouchPhase;

typedef struct {
  guint64 id;
  double x;
  double y;
  double began_x;
  double began_y;
} TouchFinger;

typedef struct {
  TouchHooks hooks;
  gpointer user_data;
  int hold;           /* ms until a finger that is still clicks with the right button; may be set */
  guint32 double_tap; /* ms in which a second tap has to follow; may be set */
  double slop;        /* points that a finger may stray before it has moved; may be set */
  gboolean relative;

  TouchPhase phase;
  TouchFinger fingers[2];
  guint n_fingers;
  double apart;  /* points between them when they began to pinch */
  guint32 began; /* the last finger came down */
  double at_x;   /* what one finger points at */
  double at_y;
  gboolean tapped; /* by the finger before */
  guint32 tapped_at;
  gboolean follows_tap;
  WheelAxis wheel_x;
  WheelAxis wheel_y;
} Touch;

void touch_init(Touch *self, const TouchHooks *hooks, gpointer user_data);
void touch_set_relative(Touch *self, gboolean relative);
void touch_down(Touch *self, guint64 id, double x, double y, guint32 time);
void touch_move(Touch *self, guint64 id, double x, double y);
void touch_up(Touch *self, guint64 id, guint32 time);
void touch_lose(Touch *self, guint64 id);
void touch_reset(Touch *self);
int touch_get_hold(const Touch *self);
void touch_held(Touch *self);

G_END_DECLS
