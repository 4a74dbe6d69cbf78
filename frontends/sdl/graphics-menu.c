// SPDX-License-Identifier: LGPL-2.1-or-later
#include "graphics-menu.h"

#define LABEL "Connect by "

/**
 * graphics_menu_add:
 * @attachment: a connection to a guest
 * @dialog: a dialog without buttons
 *
 * What is listed first is what would be tried first.
 */
void
graphics_menu_add(Attachment *attachment, Dialog *dialog)
{
  g_auto(GStrv) names = attachment_list_graphics(attachment);
  g_autofree char *current = attachment_dup_graphics(attachment);
  guint n = g_strv_length(names);

  for (guint i = 0; n > 1 && i < n; i++) {
    g_autofree char *label = g_strconcat(LABEL, names[i], NULL);

    dialog_add_choice(dialog, label, g_strcmp0(names[i], current) == 0);
  }
}

/**
 * graphics_menu_take:
 * @attachment: a connection to a guest
 * @dialog: a dialog that graphics_menu_add() has added to, answered by %DIALOG_CHOOSE
 */
void
graphics_menu_take(Attachment *attachment, const Dialog *dialog)
{
  const char *label = dialog->choices[dialog_get_choice(dialog)].label;

  attachment_use_graphics(attachment, label + strlen(LABEL));
}

static void
on_answer(Dialog *dialog, DialogResponse response, gpointer user_data)
{
  if (response == DIALOG_CHOOSE)
    graphics_menu_take(user_data, dialog);
}

/**
 * graphics_menu_open:
 * @attachment: a connection to a guest
 * @overlay: (transfer none): of the window
 */
void
graphics_menu_open(Attachment *attachment, Overlay *overlay)
{
  Dialog *dialog = dialog_new(DIALOG_ASK, "Displays of the guest", NULL);

  graphics_menu_add(attachment, dialog);
  if (dialog->n_choices == 0) {
    dialog_free(dialog);
    overlay_toast(overlay, "There is one way to connect to this guest");
    return;
  }
  dialog_add_button(dialog, "Close", DIALOG_CANCEL);
  overlay_ask(overlay, dialog, on_answer, attachment);
}
