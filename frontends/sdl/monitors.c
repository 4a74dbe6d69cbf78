// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Which monitors there are, and where. SDL knows, but on X11: there SDL 2.26 learns of those that
 * are plugged and pulled, and neither of those that are switched on and off, nor of another place
 * or size.
 */
#include "monitors.h"

#include "randr.h"

struct _Monitors {
  Randr *randr; /* (owned) (nullable) */
  void (*changed)(gpointer user_data);
  gpointer user_data;
};

/**
 * monitors_new:
 * @changed: called when they are others, or elsewhere, than before, and SDL does not tell
 * @user_data: for @changed
 *
 * Returns: (transfer full): the monitors, to be freed by monitors_free()
 */
Monitors *
monitors_new(void (*changed)(gpointer user_data), gpointer user_data)
{
  Monitors *self = g_new0(Monitors, 1);

  self->changed = changed;
  self->user_data = user_data;
  return self;
}

/**
 * monitors_free:
 * @self: (transfer full): monitors
 */
void
monitors_free(Monitors *self)
{
  g_clear_pointer(&self->randr, randr_free);
  g_free(self);
}

/**
 * monitors_watch:
 * @self: monitors
 *
 * Begins to look at them. SDL's video has to be initialized; before this, there are none.
 */
void
monitors_watch(Monitors *self)
{
  self->randr = randr_new(self->changed, self->user_data);
}

/**
 * monitors_count:
 * @self: monitors
 *
 * Returns: how many there are
 */
int
monitors_count(const Monitors *self)
{
  return self->randr != NULL ? (int)randr_get_areas(self->randr)->len
                             : MAX(SDL_GetNumVideoDisplays(), 0);
}

/**
 * monitors_get_area:
 * @self: monitors
 * @index: which, from 0
 * @area: (out): where it is on the desktop, in points
 *
 * Returns: %FALSE if there is no such monitor
 */
gboolean
monitors_get_area(const Monitors *self, int index, SDL_Rect *area)
{
  if (index < 0 || index >= monitors_count(self))
    return FALSE;
  if (self->randr == NULL)
    return SDL_GetDisplayBounds(index, area) == 0;
  *area = g_array_index(randr_get_areas(self->randr), SDL_Rect, (guint)index);
  return TRUE;
}

/**
 * monitors_get_room:
 * @self: monitors
 * @index: which, from 0
 * @room: (out): what the panels of the desktop leave of it, in points
 *
 * Returns: %FALSE if there is no such monitor
 */
gboolean
monitors_get_room(const Monitors *self, int index, SDL_Rect *room)
{
  SDL_Rect known;

  if (self->randr == NULL)
    return SDL_GetDisplayUsableBounds(index, room) == 0;
  if (!monitors_get_area(self, index, room))
    return FALSE;
  for (int i = 0; i < SDL_GetNumVideoDisplays(); i++) /* of others it knows nothing */
    if (SDL_GetDisplayBounds(i, &known) == 0 && SDL_RectEquals(&known, room))
      return SDL_GetDisplayUsableBounds(i, room) == 0;
  return TRUE;
}

/**
 * monitors_get_centre:
 * @self: monitors
 * @index: which, from 0
 * @width: of a window, in points
 * @height: of a window, in points
 *
 * Returns: where to put it so that it is in the middle of this monitor, as SDL takes it
 */
SDL_Point
monitors_get_centre(const Monitors *self, int index, int width, int height)
{
  int centred = (int)SDL_WINDOWPOS_CENTERED_DISPLAY(index);
  SDL_Rect area;

  if (self->randr == NULL || !monitors_get_area(self, index, &area))
    return (SDL_Point){centred, centred};
  return (SDL_Point){area.x + (area.w - width) / 2, area.y + (area.h - height) / 2};
}

/**
 * monitors_get_window_area:
 * @self: monitors
 * @window: a window
 * @area: (out): where it is on the desktop, in points, as far as that is known
 *
 * Of a window that covers a monitor SDL says that it is where that has been.
 */
void
monitors_get_window_area(const Monitors *self, SDL_Window *window, SDL_Rect *area)
{
  if (self->randr != NULL && randr_get_window_area(self->randr, window, area))
    return;
  SDL_GetWindowPosition(window, &area->x, &area->y);
  SDL_GetWindowSize(window, &area->w, &area->h);
}

static gboolean
is_known(const SDL_Rect *area)
{
  SDL_Rect known;

  for (int i = 0; i < SDL_GetNumVideoDisplays(); i++)
    if (SDL_GetDisplayBounds(i, &known) == 0 && SDL_RectEquals(&known, area))
      return TRUE;
  return FALSE;
}

/**
 * monitors_are_known:
 * @self: monitors
 *
 * Returns: %FALSE if SDL takes them for others: they have changed before it had a window that it
 * could be told by
 */
gboolean
monitors_are_known(const Monitors *self)
{
  SDL_Rect area;

  if (self->randr == NULL)
    return TRUE;
  for (int i = 0; monitors_get_area(self, i, &area); i++)
    if (!is_known(&area))
      return FALSE;
  return monitors_count(self) == SDL_GetNumVideoDisplays();
}

/**
 * monitors_tell_sdl:
 * @self: monitors that have changed
 * @window: one of SDL's windows
 *
 * Lets SDL, when it pumps next, know of the monitors what is known here: it would take two windows
 * for ones that cover the same monitor, and minimize one of them.
 */
void
monitors_tell_sdl(const Monitors *self, SDL_Window *window)
{
  if (self->randr != NULL)
    randr_tell_sdl(self->randr, window);
}

/**
 * monitors_find:
 * @self: monitors
 * @window: a window
 *
 * Returns: the index of the monitor that has the centre of @window; 0 if none has
 */
int
monitors_find(const Monitors *self, SDL_Window *window)
{
  SDL_Rect window_area, area;
  SDL_Point centre;

  if (self->randr == NULL)
    return MAX(SDL_GetWindowDisplayIndex(window), 0);
  monitors_get_window_area(self, window, &window_area);
  centre.x = window_area.x + window_area.w / 2;
  centre.y = window_area.y + window_area.h / 2;
  for (int i = 0; monitors_get_area(self, i, &area); i++)
    if (SDL_PointInRect(&centre, &area))
      return i;
  return 0;
}
