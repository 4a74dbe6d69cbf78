// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_POINTER_MODE (oriel_pointer_mode_get_type())
#define ORIEL_TYPE_BUTTON (oriel_button_get_type())
#define ORIEL_TYPE_LEDS (oriel_leds_get_type())

/**
 * OrielPointerMode:
 * @ORIEL_POINTER_ABSOLUTE: the guest takes positions
 * @ORIEL_POINTER_RELATIVE: the guest takes motions, so the pointer has to be captured
 *
 * What kind of pointer the guest has at the moment.
 */
typedef enum {
  ORIEL_POINTER_ABSOLUTE,
  ORIEL_POINTER_RELATIVE,
} OrielPointerMode;

/**
 * OrielButton:
 * @ORIEL_BUTTON_LEFT: the primary button
 * @ORIEL_BUTTON_MIDDLE: the middle button
 * @ORIEL_BUTTON_RIGHT: the secondary button
 * @ORIEL_BUTTON_WHEEL_UP: one wheel click away from the user
 * @ORIEL_BUTTON_WHEEL_DOWN: one wheel click towards the user
 * @ORIEL_BUTTON_WHEEL_LEFT: one wheel click to the left
 * @ORIEL_BUTTON_WHEEL_RIGHT: one wheel click to the right
 * @ORIEL_BUTTON_SIDE: the "back" button
 * @ORIEL_BUTTON_EXTRA: the "forward" button
 *
 * Pointer buttons, numbered as in X11 and RFC 6143 section 7.5.5 (bit `button - 1` of its mask).
 */
typedef enum {
  ORIEL_BUTTON_LEFT = 1,
  ORIEL_BUTTON_MIDDLE,
  ORIEL_BUTTON_RIGHT,
  ORIEL_BUTTON_WHEEL_UP,
  ORIEL_BUTTON_WHEEL_DOWN,
  ORIEL_BUTTON_WHEEL_LEFT,
  ORIEL_BUTTON_WHEEL_RIGHT,
  ORIEL_BUTTON_SIDE,
  ORIEL_BUTTON_EXTRA,
} OrielButton;

/**
 * OrielLeds:
 * @ORIEL_LEDS_SCROLL_LOCK: scroll lock is on
 * @ORIEL_LEDS_NUM_LOCK: num lock is on
 * @ORIEL_LEDS_CAPS_LOCK: caps lock is on
 * @ORIEL_LEDS_UNKNOWN: the guest does not tell its locks
 *
 * The lock state of the guest's keyboard (bits as in QEMU's LED state pseudo-encoding).
 */
typedef enum {
  ORIEL_LEDS_SCROLL_LOCK = 1 << 0,
  ORIEL_LEDS_NUM_LOCK = 1 << 1,
  ORIEL_LEDS_CAPS_LOCK = 1 << 2,
  ORIEL_LEDS_UNKNOWN = 1 << 7,
} OrielLeds;

ORIEL_PUBLIC GType oriel_pointer_mode_get_type(void) G_GNUC_CONST;
ORIEL_PUBLIC GType oriel_button_get_type(void) G_GNUC_CONST;
ORIEL_PUBLIC GType oriel_leds_get_type(void) G_GNUC_CONST;

#define ORIEL_TYPE_DISPLAY (oriel_display_get_type())
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielDisplay, oriel_display, ORIEL, DISPLAY, GObject)

ORIEL_PUBLIC guint oriel_display_get_id(OrielDisplay *self);
ORIEL_PUBLIC int oriel_display_get_width(OrielDisplay *self);
ORIEL_PUBLIC int oriel_display_get_height(OrielDisplay *self);
ORIEL_PUBLIC OrielFramebuffer *oriel_display_get_framebuffer(OrielDisplay *self);
ORIEL_PUBLIC OrielRegion *oriel_display_take_damage(OrielDisplay *self);
ORIEL_PUBLIC OrielCursor *oriel_display_get_cursor(OrielDisplay *self);
ORIEL_PUBLIC OrielPointerMode oriel_display_get_pointer_mode(OrielDisplay *self);
ORIEL_PUBLIC OrielLeds oriel_display_get_leds(OrielDisplay *self);
ORIEL_PUBLIC gboolean oriel_display_get_resizable(OrielDisplay *self);

ORIEL_PUBLIC void oriel_display_key(OrielDisplay *self, guint qnum, guint keysym, gboolean pressed);
ORIEL_PUBLIC void oriel_display_pointer_move(OrielDisplay *self, int x, int y);
ORIEL_PUBLIC void oriel_display_pointer_motion(OrielDisplay *self, int dx, int dy);
ORIEL_PUBLIC void
oriel_display_pointer_button(OrielDisplay *self, OrielButton button, gboolean pressed);
ORIEL_PUBLIC void oriel_display_release_all(OrielDisplay *self);

ORIEL_PUBLIC void oriel_display_request_size_async(OrielDisplay *self,
                                                   int width,
                                                   int height,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
ORIEL_PUBLIC gboolean oriel_display_request_size_finish(OrielDisplay *self,
                                                        GAsyncResult *result,
                                                        GError **error);

G_END_DECLS
