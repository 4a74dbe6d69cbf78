// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The seam between a scene and a window: two ways to bring pixels there.
 *
 * `surface` composes the damage on the processor, straight into memory shared with the display
 * server (of Wayland: present-wayland.c), or lets that read the guest's own memory (direct.h): best
 * without a graphics card.
 * `renderer` uploads the damage to a texture and leaves scaling to the card.
 */
#pragma once

#include "compose.h"

#include <SDL.h>

G_BEGIN_DECLS

typedef struct _Presenter Presenter;

/* What has to be painted, in both spaces: presenters use the one they need. */
typedef struct {
  const OrielRegion *guest; /* pixels of the guest that changed; NULL = all of them */
  const OrielRect *window;  /* parts of the window that changed */
  guint n_window;
} Changes;

typedef struct {
  const char *name;
  Uint32 window_flags; /* of the window it works on */
  /* Returns a presenter of @window, or NULL if this way does not fit here. */
  Presenter *(*open)(SDL_Window *window);
  void (*close)(Presenter *self);
  void (*get_size)(Presenter *self, int *width, int *height);
  /* FALSE: nothing reached the window; paint everything another time. */
  gboolean (*present)(Presenter *self, const Scene *scene, const Changes *changes);
} PresenterOps;

extern const PresenterOps present_surface;
extern const PresenterOps present_wayland; /* in its place, where HAVE_WAYLAND is defined */
extern const PresenterOps present_renderer;

const PresenterOps *present_choose(const char *name);

/* Whether the processor can compose here, which beats a renderer that is software. */
gboolean present_has_surface(void);

G_END_DECLS
