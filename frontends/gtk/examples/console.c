// SPDX-License-Identifier: LGPL-2.1-or-later
/* A console in a window: cc console.c $(pkg-config --cflags --libs oriel-gtk-1) */
#include <oriel-gtk.h>
static void
on_connected(GObject *session, GAsyncResult *result, gpointer view)
{
  g_autoptr(GError) error = NULL;

  if (!oriel_session_connect_finish(ORIEL_SESSION(session), result, &error))
    g_printerr("%s\n", error->message);
}

static void
on_displays(GListModel *displays, guint position, guint removed, guint added, OrielGtkView *view)
{
  g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, 0);

  oriel_gtk_view_set_display(view, display);
}

int
main(int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielTarget) target = oriel_target_new_from_uri(argc > 1 ? argv[1] : "", &error);
  g_autoptr(OrielSession) session = target != NULL ? oriel_session_new(target) : NULL;
  if (session == NULL)
    g_error("%s", error->message);
  oriel_gtk_choose_renderer();
  gtk_init();
  GtkWidget *view = oriel_gtk_view_new();
  GtkWindow *window = g_object_new(GTK_TYPE_WINDOW, "title", "A console", "child", view,
                                   "default-width", 800, "default-height", 600, NULL);
  g_signal_connect(oriel_session_get_displays(session), "items-changed", G_CALLBACK(on_displays),
                   view);
  oriel_session_connect_async(session, NULL, on_connected, NULL);
  for (gtk_window_present(window); g_list_model_get_n_items(gtk_window_get_toplevels());)
    g_main_context_iteration(NULL, TRUE);
}
