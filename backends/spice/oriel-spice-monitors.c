// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-monitors.h"

#include <spice/vd_agent.h>

#include "oriel-spice-screen.h"

/* A guest takes its time to change a mode; one that is busy takes seconds. */
#define WISH_SECONDS 5
/* Drivers round to what they can show: the side of a screen differs by less than this. */
#define ROUNDING 8
/* The library's limit, and the wire's. */
#define MAX_DISPLAYS 16

typedef struct {
  OrielSpiceMonitors *monitors;
  guint display;
  int width, height;
  int old_width, old_height; /* when it was asked for */
  gboolean sent;
  GTask *task;   /* (owned) */
  guint timeout; /* source id */
} Wish;

struct _OrielSpiceMonitors {
  OrielSpiceBackend *backend;
  GPtrArray *wishes; /* (owned) (element-type Wish) at most one a display */
};

static void
free_wish(gpointer data)
{
  Wish *self = data;

  g_clear_handle_id(&self->timeout, g_source_remove);
  g_object_unref(self->task);
  g_free(self);
}

OrielSpiceMonitors *
oriel_spice_monitors_new(OrielSpiceBackend *backend)
{
  OrielSpiceMonitors *self = g_new0(OrielSpiceMonitors, 1);

  self->backend = backend;
  self->wishes = g_ptr_array_new_with_free_func(free_wish);
  return self;
}

void
oriel_spice_monitors_free(OrielSpiceMonitors *self)
{
  g_ptr_array_unref(self->wishes);
  g_free(self);
}

static gboolean
find_area(OrielSpiceMonitors *self, guint display, OrielRect *area)
{
  for (guint i = 0; i < self->backend->screens->len; i++)
    if (oriel_spice_screen_find(g_ptr_array_index(self->backend->screens, i), display, area))
      return TRUE;
  return FALSE;
}

static Wish *
find_wish(OrielSpiceMonitors *self, guint display)
{
  for (guint i = 0; i < self->wishes->len; i++) {
    Wish *wish = g_ptr_array_index(self->wishes, i);
    if (wish->display == display)
      return wish;
  }
  return NULL;
}

/* The library sends the whole configuration again whenever an agent introduces itself: it is to
 * know of none, so that a guest that has chosen another size since keeps it. */
static void
forget_configuration(OrielSpiceMonitors *self)
{
  for (int i = 0; i < MAX_DISPLAYS; i++)
    spice_main_channel_update_display(self->backend->main, i, 0, 0, 0, 0, FALSE);
}

/* @error: (transfer full) (nullable): NULL = it was granted */
static void
end_wish(OrielSpiceMonitors *self, Wish *wish, GError *error)
{
  g_autoptr(GTask) task = g_object_ref(wish->task);

  g_ptr_array_remove(self->wishes, wish);
  if (self->wishes->len == 0 && self->backend->main != NULL)
    forget_configuration(self);
  if (error != NULL)
    g_task_return_error(task, error);
  else
    g_task_return_boolean(task, TRUE);
}

static gboolean
is_close(const Wish *wish, const OrielRect *area)
{
  return ABS(area->width - wish->width) < ROUNDING && ABS(area->height - wish->height) < ROUNDING;
}

static gboolean
is_granted(const Wish *wish, const OrielRect *area)
{
  gboolean changed = area->width != wish->old_width || area->height != wish->old_height;

  return (area->width == wish->width && area->height == wish->height) ||
         (changed && is_close(wish, area));
}

static gboolean
has_agent(OrielSpiceMonitors *self)
{
  gboolean connected = FALSE;

  if (self->backend->main != NULL)
    g_object_get(self->backend->main, "agent-connected", &connected, NULL);
  return connected;
}

/* It has told what it is able to do, and this is. */
static gboolean
is_able(OrielSpiceMonitors *self)
{
  return has_agent(self) && spice_main_channel_agent_test_capability(self->backend->main,
                                                                     VD_AGENT_CAP_MONITORS_CONFIG);
}

static gboolean
on_wish_timeout(gpointer data)
{
  Wish *wish = data;
  OrielSpiceMonitors *self = wish->monitors;
  OrielRect area = {0};

  wish->timeout = 0;
  if (find_area(self, wish->display, &area) && is_close(wish, &area))
    end_wish(self, wish, NULL);
  else if (!wish->sent)
    end_wish(self, wish,
             g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                                 "the guest's agent does not change the size of its screen"));
  else
    end_wish(self, wish,
             g_error_new(ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT,
                         "the guest has not changed its screen to %d x %d pixels", wish->width,
                         wish->height));
  return G_SOURCE_REMOVE;
}

/* Places a display of a size to the right of those before it, unless it has a place. */
static void
configure(OrielSpiceMonitors *self, guint display, int *right)
{
  OrielRect area = {0};
  Wish *wish = find_wish(self, display);
  gboolean shown = find_area(self, display, &area);

  if (shown && area.x == 0)
    area.x = *right;
  if (wish != NULL) {
    area.width = wish->width;
    area.height = wish->height;
    wish->sent = TRUE;
  }
  spice_main_channel_update_display_enabled(self->backend->main, (int)display, shown, FALSE);
  spice_main_channel_update_display(self->backend->main, (int)display, area.x, area.y, area.width,
                                    area.height, FALSE);
  *right = MAX(*right, area.x + area.width);
}

/* The agent is told of all screens at once: one that is left out is turned off. */
static void
send_wishes(OrielSpiceMonitors *self)
{
  int right = 0;

  if (self->wishes->len == 0 || !is_able(self))
    return;
  for (guint i = 0; i < MAX_DISPLAYS; i++)
    configure(self, i, &right);
  spice_main_channel_send_monitor_config(self->backend->main);
}

void
oriel_spice_monitors_check(OrielSpiceMonitors *self)
{
  for (guint i = self->wishes->len; i-- > 0;) {
    Wish *wish = g_ptr_array_index(self->wishes, i);
    OrielRect area = {0};
    if (find_area(self, wish->display, &area) && is_granted(wish, &area))
      end_wish(self, wish, NULL);
  }
}

static GError *
no_agent(void)
{
  return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                             "the guest runs no agent, which would change the size of its screen");
}

static void
on_agent(SpiceMainChannel *channel, OrielSpiceMonitors *self)
{
  if (self->backend->over)
    return;
  oriel_backend_resizable(ORIEL_BACKEND(self->backend), is_able(self));
  while (!has_agent(self) && self->wishes->len > 0)
    end_wish(self, g_ptr_array_index(self->wishes, 0), no_agent());
  send_wishes(self);
}

void
oriel_spice_monitors_watch(OrielSpiceMonitors *self, SpiceMainChannel *channel)
{
  g_signal_connect(channel, "main-agent-update", G_CALLBACK(on_agent), self);
  oriel_backend_resizable(ORIEL_BACKEND(self->backend), FALSE);
}

void
oriel_spice_monitors_resize(
    OrielSpiceMonitors *self, guint display, int width, int height, GTask *task)
{
  g_autoptr(GTask) owned = task;
  Wish *wish = find_wish(self, display);
  OrielRect area = {0};

  if (wish != NULL)
    end_wish(self, wish,
             g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_BUSY,
                                 "another screen size was asked for meanwhile"));
  if (!find_area(self, display, &area)) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND, "the screen is gone");
    return;
  }
  if (area.width == width && area.height == height) {
    g_task_return_boolean(task, TRUE);
    return;
  }
  if (!has_agent(self)) {
    g_task_return_error(task, no_agent());
    return;
  }
  wish = g_new(Wish, 1);
  *wish = (Wish){.monitors = self,
                 .display = display,
                 .width = width,
                 .height = height,
                 .old_width = area.width,
                 .old_height = area.height,
                 .task = g_object_ref(task)};
  wish->timeout = g_timeout_add_seconds(WISH_SECONDS, on_wish_timeout, wish);
  g_ptr_array_add(self->wishes, wish);
  send_wishes(self);
}
