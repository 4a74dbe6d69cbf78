// SPDX-License-Identifier: LGPL-2.1-or-later
#include "video.h"

#include "shared/view-session.h"
#include "title.h"

#include <SDL.h>

/* The last driver SDL tries draws into nothing, which only tests want. */
static gboolean
has_display(void)
{
  return g_getenv("SDL_VIDEODRIVER") != NULL ||
         !g_str_equal(SDL_GetCurrentVideoDriver(), "offscreen");
}

/* SDL tells other programs that the window takes something as long as it takes either. */
static void
refuse_drops(void)
{
  SDL_EventState(SDL_DROPFILE, SDL_DISABLE);
  SDL_EventState(SDL_DROPTEXT, SDL_DISABLE);
}

/* Starts SDL, or says why it cannot. */
gboolean
video_start(const ViewOptions *options)
{
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
  SDL_SetHint(SDL_HINT_APP_NAME, PROGRAM);
  /* A kiosk has no frame, so that nobody is to draw one: on compositors for kiosks, which draw none
   * either, the window that SDL gives to libdecor never appears. */
  if (options->kiosk)
    SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0");
  /* Surfaces are meant as such; SDL would make some of them out of OpenGL. */
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  if (SDL_Init(SDL_INIT_VIDEO) != 0 || !has_display()) {
    g_printerr("oriel: There is no display to open a window on; 'oriel screenshot' needs none\n");
    g_debug("SDL says: %s", SDL_GetError());
    return FALSE;
  }
  if (!view_session_exchanges(options))
    refuse_drops();
  SDL_StopTextInput();
  SDL_EventState(SDL_TEXTINPUT, SDL_ENABLE);
  return TRUE;
}
