// SPDX-License-Identifier: LGPL-2.1-or-later
/* The windows that tell keys. */
#pragma once

#include "shared/hotkeys.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keys of a console's windows that are no hotkeys, as GTK spells them. */
#define SHORTCUTS_PREFERENCES "<Control>comma"
#define SHORTCUTS_SEARCH_TEXT "<Control><Shift>f" /* in a text console */

/* A key of a window that knows its keys itself. */
typedef struct {
  const char *title;   /* marked for translation */
  const char *trigger; /* as GtkShortcutTrigger spells it: "F5|<Control>r" */
  const char *action;  /* (nullable): what it activates; NULL = it is the toolkit's */
} Shortcut;

void shortcuts_present(GtkWindow *parent, const Shortcut *shortcuts, gsize n);
void shortcuts_present_console(GtkWindow *parent, const Hotkeys *hotkeys);

/* The hotkey of an action, as menus and GTK spell it; NULL = there is none, or none that can be
 * spelled so. (transfer full) */
char *shortcuts_dup_accelerator(const Hotkeys *hotkeys, HotkeyAction action);

/* What is listed of a console's keys, as children of a group for a builder; for tests. */
void shortcuts_append_console(GString *xml, const Hotkeys *hotkeys);

G_END_DECLS
