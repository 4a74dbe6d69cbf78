// SPDX-License-Identifier: LGPL-2.1-or-later
/* Asks for a connection to add: the address of a console, or a host with guests. */
#pragma once

#include <adwaita.h>
#include <oriel.h>

G_BEGIN_DECLS

typedef enum {
  ADDRESS_NONE, /* it is none, and why is told */
  ADDRESS_CONSOLE,
  ADDRESS_HOST,
} AddressKind;

typedef struct {
  /* @name: to keep the console under; NULL = it is not kept */
  void (*console)(const char *uri, const char *name, gpointer user_data);
  void (*host)(const char *uri, gpointer user_data);
} AddDialogHooks;

/* What @text is. Errors: for ADDRESS_NONE, what is wrong with it, for a person. Pure, but for
 * loading the module of hosts. */
AddressKind add_dialog_judge(const char *text, GError **error);

void add_dialog_present(GtkWindow *parent, const AddDialogHooks *hooks, gpointer user_data);

G_END_DECLS
