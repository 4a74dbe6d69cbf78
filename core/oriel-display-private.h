// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the session does to a display, and what its two source files share. */
#pragma once

#include "oriel-input.h"
#include "oriel-link.h"
#include "oriel.h"

struct _OrielDisplay {
  GObject parent_instance;

  guint id;
  OrielLink *link;   /* borrowed; NULL once the session is over */
  OrielInput *input; /* (owned) (nullable) with the link */
  gboolean view_only;
  guint generation;
  OrielFramebuffer *framebuffer; /* (owned) (nullable) before the first scanout */
  OrielRegion *damage;           /* (owned) */
  GDBusMethodInvocation *taken;  /* (owned) (nullable) answered when the damage is taken */
  gboolean updated;              /* and so is an update */
  OrielCursor *cursor;           /* (owned) (nullable) */
  OrielPointerMode pointer_mode;
  OrielLeds leds;
  gboolean resizable;
};

OrielDisplay *oriel_display_new(guint id);

/* The session is up: input goes to @link (borrowed) until the display is detached. */
void oriel_display_attach(OrielDisplay *self, OrielLink *link);
gboolean oriel_display_is_attached(OrielDisplay *self);
/* The session is over: input goes nowhere, the last picture stays. */
void oriel_display_detach(OrielDisplay *self);
void oriel_display_set_view_only(OrielDisplay *self, gboolean view_only);

/* The pixels come from @framebuffer from now on; @taken (owned) is answered when the viewer has
 * taken the damage. */
void oriel_display_scanout(OrielDisplay *self,
                           guint generation,
                           OrielFramebuffer *framebuffer,
                           GDBusMethodInvocation *taken);
/* Damage from the session process, clipped here. FALSE = there is some that was not taken. */
gboolean
oriel_display_update(OrielDisplay *self, guint generation, const OrielRect *rects, guint n_rects);
void oriel_display_set_cursor(OrielDisplay *self, OrielCursor *cursor);
void oriel_display_set_pointer_mode(OrielDisplay *self, OrielPointerMode mode);
void oriel_display_set_leds(OrielDisplay *self, OrielLeds leds);
void oriel_display_set_resizable(OrielDisplay *self, gboolean resizable);
