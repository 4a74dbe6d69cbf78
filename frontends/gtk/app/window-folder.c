// SPDX-License-Identifier: LGPL-2.1-or-later
/* The menu of the folder that the guest may see. A session learns of its folder when it connects:
 * whatever is changed begins another. */
#include "window-private.h"

#include "menus.h"

#include <glib/gi18n.h>

/* Why there can be none. (nullable) */
static const char *
get_refusal(ConsoleWindow *self)
{
  OrielSession *session = attachment_get_session(self->attachment);

  if (console_window_get_display(self) == NULL)
    return _("There is no guest");
  if (self->options->view_only)
    return _("Nothing is shared with a guest that is only viewed");
  if (session == NULL || !oriel_session_can_share_folder(session))
    return _("This kind of console shares no folders");
  return NULL;
}

static void
append(ConsoleWindow *self, const char *label, const char *action)
{
  g_menu_append(self->folder, label, action);
}

void
console_window_update_folder(ConsoleWindow *self)
{
  const char *folder = self->options->shared_folder;
  const char *refusal = get_refusal(self);

  g_menu_remove_all(self->folder);
  if (refusal != NULL) {
    append(self, refusal, "console.none"); /* grey: nothing has this action */
    return;
  }
  if (folder != NULL) {
    g_autofree char *escaped = menus_dup_label(folder);
    g_autofree char *label = g_strdup_printf(_("Shared: %s"), escaped);

    append(self, label, "console.none");
  }
  append(self, folder != NULL ? _("Share _Another Folder…") : _("Share a _Folder…"),
         "console.share-folder");
  append(self, _("The Guest May _Change It"), "console.folder-writable");
  if (folder != NULL)
    append(self, _("_Stop Sharing"), "console.stop-sharing");
}

/* @folder: (nullable) */
static void
share(ConsoleWindow *self, const char *folder)
{
  g_free(self->options->shared_folder);
  self->options->shared_folder = g_strdup(folder);
  console_window_tell(self, folder != NULL
                                ? _("Connecting again, so that the guest sees the folder")
                                : _("Connecting again, so that the guest sees no folder"));
  attachment_retry(self->attachment);
}

static void
on_chosen(GtkNativeDialog *dialog, int response, ConsoleWindow *self)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file(GTK_FILE_CHOOSER(dialog));
  path = file != NULL ? g_file_get_path(file) : NULL;
  gtk_native_dialog_hide(dialog);
  if (path != NULL && g_utf8_validate(path, -1, NULL))
    share(self, path);
  else if (file != NULL)
    console_window_tell(self, _("Only a folder of this computer can be shared"));
}

static void
choose(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  if (self->chooser == NULL) {
    self->chooser = GTK_NATIVE_DIALOG(
        gtk_file_chooser_native_new(_("Share a Folder with the Guest"), self->head->window,
                                    GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Share"), NULL));
    gtk_native_dialog_set_modal(self->chooser, TRUE);
    g_signal_connect(self->chooser, "response", G_CALLBACK(on_chosen), self);
  }
  gtk_native_dialog_show(self->chooser);
}

static void
set_writable(GSimpleAction *action, GVariant *state, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  g_simple_action_set_state(action, state);
  self->options->shared_folder_writable = g_variant_get_boolean(state);
  if (self->options->shared_folder != NULL) {
    g_autofree char *folder = g_strdup(self->options->shared_folder);

    share(self, folder);
  }
}

static void
stop(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  share(user_data, NULL);
}

void
console_window_add_folder(ConsoleWindow *self)
{
  static const GActionEntry entries[] = {{"share-folder", choose},
                                         {"folder-writable", NULL, NULL, "false", set_writable},
                                         {"stop-sharing", stop}};
  GAction *writable;

  g_action_map_add_action_entries(G_ACTION_MAP(self->actions), entries, G_N_ELEMENTS(entries),
                                  self);
  writable = g_action_map_lookup_action(G_ACTION_MAP(self->actions), "folder-writable");
  g_simple_action_set_state(G_SIMPLE_ACTION(writable),
                            g_variant_new_boolean(self->options->shared_folder_writable));
  self->folder = g_menu_new();
}

void
console_window_remove_folder(ConsoleWindow *self)
{
  if (self->chooser != NULL)
    gtk_native_dialog_destroy(self->chooser);
  g_clear_object(&self->chooser);
  g_object_unref(self->folder);
}
