// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Which screen of a guest goes to which monitor in full screen: virt-viewer's `monitor-mapping`, as
 * `1:2;2:1` (screen 1 on monitor 2, screen 2 on monitor 1), set for a guest by its uuid, or for all
 * in the group `fallback`.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

#define MONITOR_MAP_MAX 16 /* screens */

/* All zero is a map that says nothing. */
typedef struct {
  guint n_displays;              /* 0 = it says nothing: screen n goes to monitor n */
  int monitors[MONITOR_MAP_MAX]; /* of each screen, from 1 */
} MonitorMap;

/* @text names each of the screens 1 to n once, in any order, and no monitor twice. Errors:
 * ORIEL_ERROR_INVALID; @self says nothing then. */
gboolean monitor_map_parse(MonitorMap *self, const char *text, GError **error);

/* What the user has set for the guest with @uuid (NULL = it has none): in oriel/settings, else in
 * virt-viewer/settings, both below @config (NULL = $XDG_CONFIG_HOME). What is not there says
 * nothing. Errors: as monitor_map_parse(), and those of a file that cannot be read, with its name.
 */
gboolean monitor_map_load(MonitorMap *self, const char *config, const char *uuid, GError **error);

/* The monitor, from 1, of the screen at @index, from 0, where there are @n_monitors; 0 = the screen
 * has none. */
int monitor_map_find(const MonitorMap *self, guint index, guint n_monitors);

G_END_DECLS
