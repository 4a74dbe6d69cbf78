// SPDX-License-Identifier: LGPL-2.1-or-later
#include "commands.h"

#include <glib/gi18n.h>

#define MARGIN 24 /* points, to the top of the guest */

static const char *
translate(const char *words)
{
  return _(words);
}

GtkWidget *
commands_new(void)
{
  GtkWidget *revealer = gtk_revealer_new();
  /* Screen readers say it when it comes. */
  GtkWidget *label =
      g_object_new(GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "xalign", 0.0,
                   "css-classes", (const char *const[]){"osd", "oriel-commands", NULL}, NULL);

  gtk_revealer_set_transition_type(GTK_REVEALER(revealer), GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child(GTK_REVEALER(revealer), label);
  gtk_widget_set_halign(revealer, GTK_ALIGN_CENTER);
  gtk_widget_set_valign(revealer, GTK_ALIGN_START);
  gtk_widget_set_margin_top(revealer, MARGIN);
  gtk_widget_set_can_target(revealer, FALSE);
  return revealer;
}

void
commands_show(GtkWidget *commands, const Hotkeys *hotkeys, gboolean grabbed)
{
  GtkWidget *label = gtk_revealer_get_child(GTK_REVEALER(commands));
  Hotkeys offered = *hotkeys;
  g_autofree char *text = NULL;

  for (guint i = 0; i < offered.n_keys; i++)
    if (offered.keys[i].action == HOTKEY_USB_DEVICES || /* they are in the menu */
        offered.keys[i].action == HOTKEY_CONNECT_BY)
      offered.keys[i].action = HOTKEY_NONE;
  text = hotkeys_describe_commands(&offered, grabbed, translate);
  gtk_label_set_text(GTK_LABEL(label), text);
  gtk_revealer_set_reveal_child(GTK_REVEALER(commands), TRUE);
}

void
commands_hide(GtkWidget *commands)
{
  gtk_revealer_set_reveal_child(GTK_REVEALER(commands), FALSE);
}
