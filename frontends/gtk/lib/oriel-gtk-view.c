// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-view-private.h"

#include <glib/gi18n-lib.h>

enum {
  KEY_PRESSED,
  FILES_DROPPED,
  SIZE_REFUSED,
  CAPTURE_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE(OrielGtkScaling,
                   oriel_gtk_scaling,
                   G_DEFINE_ENUM_VALUE(ORIEL_GTK_SCALING_FIT, "fit"),
                   G_DEFINE_ENUM_VALUE(ORIEL_GTK_SCALING_FIXED, "fixed"),
                   G_DEFINE_ENUM_VALUE(ORIEL_GTK_SCALING_GUEST_RESIZE, "guest-resize"))

/**
 * OrielGtkView:
 *
 * A widget that shows an [class@Oriel.Display], and gives it keyboard and pointer, whatever the
 * protocol.
 *
 *     view = oriel_gtk_view_new ();
 *     oriel_gtk_view_set_display (ORIEL_GTK_VIEW (view), display);
 *
 * Only what changed in the guest is drawn, pixels are those of the device and never blurred at
 * 100 %, and a guest that does nothing causes no frames.
 *
 * While the view is focused and the pointer in it, all keys go to the guest, those of the desktop
 * and of the window's accelerators among them, as far as the desktop lets a program have them;
 * [property@OrielGtk.View:grab-keys] let go, and have to be told to the person by the program. Keys
 * and buttons that are down when the focus goes elsewhere are released in the guest. A guest that
 * takes motions instead of positions captures the pointer with a click: X11 and Wayland compositors
 * with the protocols pointer-constraints and relative-pointer can do that, others do not, and there
 * such a guest has no pointer, which [signal@OrielGtk.View::capture-refused] tells.
 *
 * On a touch screen a tap clicks, a finger that moves drags with the left button, and one that is
 * held still for [property@Gtk.Settings:gtk-long-press-time], or two that tap, click with the right
 * one. Two fingers that move together turn the wheel, or move the picture where it is larger than
 * the view. Two fingers that pinch set [property@OrielGtk.View:zoom], and
 * [property@OrielGtk.View:scaling] to %ORIEL_GTK_SCALING_FIXED, until they make the picture fit
 * again. To a guest that takes motions the screen is a touchpad, without capturing anything. A
 * [class@Gtk.ScrolledWindow] takes fingers that move for itself, unless
 * [property@Gtk.ScrolledWindow:kinetic-scrolling] is off.
 *
 * It implements [iface@Gtk.Scrollable], for %ORIEL_GTK_SCALING_FIXED in a
 * [class@Gtk.ScrolledWindow].
 */
G_DEFINE_FINAL_TYPE_WITH_CODE(OrielGtkView,
                              oriel_gtk_view,
                              GTK_TYPE_WIDGET,
                              G_IMPLEMENT_INTERFACE(GTK_TYPE_SCROLLABLE, NULL))

/* The guest has a screen of another size, or none. */
static void
on_framebuffer(OrielGtkView *self)
{
  int width = self->display != NULL ? oriel_display_get_width(self->display) : 0;
  int height = self->display != NULL ? oriel_display_get_height(self->display) : 0;
  gboolean busy = resizer_is_busy(self->resizer);

  if (width != self->viewport.guest_width || height != self->viewport.guest_height) {
    viewport_set_guest(&self->viewport, width, height);
    if (!busy)
      gtk_widget_queue_resize(GTK_WIDGET(self));
    oriel_gtk_view_update_layout(self);
    oriel_gtk_view_update_description(self);
  }
  gtk_widget_queue_draw(GTK_WIDGET(self));
}

void
oriel_gtk_view_update_input(OrielGtkView *self)
{
  gboolean controlled = self->display != NULL && !self->view_only;
  gboolean follows = controlled && self->scaling == ORIEL_GTK_SCALING_GUEST_RESIZE;

  input_set_enabled(self->input, controlled);
  resizer_set_display(self->resizer, follows ? self->display : NULL);
  resizer_window_changed(self->resizer);
  oriel_gtk_view_update_description(self);
}

static gboolean
on_key_pressed(guint keyval, guint plain, GdkModifierType state, gpointer user_data)
{
  gboolean handled = FALSE;

  g_signal_emit(user_data, signals[KEY_PRESSED], 0, keyval, plain, state, &handled);
  return handled;
}

static void
on_grab_changed(gpointer user_data)
{
  OrielGtkView *self = user_data;

  oriel_gtk_view_update_cursor(self);
  oriel_gtk_view_update_description(self);
  g_object_freeze_notify(G_OBJECT(self));
  g_object_notify(G_OBJECT(self), "keyboard-grabbed");
  g_object_notify(G_OBJECT(self), "pointer-captured");
  g_object_thaw_notify(G_OBJECT(self));
}

static void
on_capture_refused(gpointer user_data)
{
  g_signal_emit(user_data, signals[CAPTURE_REFUSED], 0,
                _("this desktop lets no program have the pointer for itself"));
}

static void
on_chord_held(gpointer user_data)
{
  g_object_notify(user_data, "grab-keys-held");
}

static void
on_pointer_moved(double x, double y, gpointer user_data)
{
  oriel_gtk_view_pan_to(user_data, x, y);
}

static void
on_panned(double *dx, double *dy, gpointer user_data)
{
  oriel_gtk_view_pan_by(user_data, dx, dy);
}

static void
on_pinched(double factor, double x, double y, gpointer user_data)
{
  oriel_gtk_view_pinch(user_data, factor, x, y);
}

static void
on_size_refused(const char *reason, gpointer user_data)
{
  g_autofree char *shown = oriel_text_sanitize(reason, -1, 300);

  g_signal_emit(user_data, signals[SIZE_REFUSED], 0, shown);
}

static gboolean
on_drop(OrielGtkView *self, const GValue *value)
{
  g_autoptr(GListStore) files = g_list_store_new(G_TYPE_FILE);

  for (GSList *i = g_value_get_boxed(value); i != NULL; i = i->next)
    g_list_store_append(files, i->data);
  g_signal_emit(self, signals[FILES_DROPPED], 0, files);
  return g_list_model_get_n_items(G_LIST_MODEL(files)) > 0;
}

void
oriel_gtk_view_set_drop(OrielGtkView *self, gboolean accept)
{
  GtkWidget *widget = GTK_WIDGET(self);

  if (!accept) {
    gtk_widget_remove_controller(widget, GTK_EVENT_CONTROLLER(self->drop));
    self->drop = NULL;
    return;
  }
  self->drop = gtk_drop_target_new(GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_swapped(self->drop, "drop", G_CALLBACK(on_drop), self);
  gtk_widget_add_controller(widget, GTK_EVENT_CONTROLLER(self->drop));
}

/* The display is another. */
void
oriel_gtk_view_watch_display(OrielGtkView *self)
{
  OrielDisplay *display = self->display;

  if (display != NULL) {
    g_signal_connect_swapped(display, "damaged", G_CALLBACK(oriel_gtk_view_queue_paint), self);
    g_signal_connect_swapped(display, "notify::framebuffer", G_CALLBACK(on_framebuffer), self);
    g_signal_connect_swapped(display, "notify::cursor", G_CALLBACK(oriel_gtk_view_update_cursor),
                             self);
  }
  oriel_gtk_view_update_input(self);
  on_framebuffer(self);
  oriel_gtk_view_update_cursor(self);
}

static void
oriel_gtk_view_dispose(GObject *object)
{
  OrielGtkView *self = ORIEL_GTK_VIEW(object);

  if (self->input != NULL)
    oriel_gtk_view_set_display(self, NULL);
  g_clear_pointer(&self->resizer, resizer_free);
  g_clear_pointer(&self->input, input_free);
  for (int i = 0; i < 2; i++) {
    if (self->adjustments[i] != NULL)
      g_signal_handlers_disconnect_by_data(self->adjustments[i], self);
    g_clear_object(&self->adjustments[i]);
  }
  G_OBJECT_CLASS(oriel_gtk_view_parent_class)->dispose(object);
}

static void
oriel_gtk_view_finalize(GObject *object)
{
  OrielGtkView *self = ORIEL_GTK_VIEW(object);

  picture_free(self->picture);
  g_clear_pointer(&self->cursor_shape, oriel_cursor_unref);
  g_free(self->grab_keys);
  g_free(self->desktop_keys);
  g_free(self->keymap);
  G_OBJECT_CLASS(oriel_gtk_view_parent_class)->finalize(object);
}

static void
oriel_gtk_view_class_init(OrielGtkViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->dispose = oriel_gtk_view_dispose;
  object_class->finalize = oriel_gtk_view_finalize;
  oriel_gtk_view_widget_class_init(GTK_WIDGET_CLASS(klass));
  oriel_gtk_view_properties_class_init(object_class);

  /**
   * OrielGtkView::key-pressed:
   * @self: the view
   * @keyval: what the key types, with the modifiers that are down
   * @plain: what it types without them
   * @state: the modifiers
   *
   * A key goes down in the focused view, and is on its way to the guest; repetitions are not told.
   * For hotkeys of the program: see [property@OrielGtk.View:keyboard-grabbed].
   *
   * Returns: %TRUE to keep it from the guest
   */
  signals[KEY_PRESSED] = g_signal_new("key-pressed", ORIEL_GTK_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                      g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN,
                                      3, G_TYPE_UINT, G_TYPE_UINT, GDK_TYPE_MODIFIER_TYPE);
  /**
   * OrielGtkView::files-dropped:
   * @self: the view
   * @files: a list of [iface@Gio.File]
   *
   * Somebody dropped files: to be sent with [method@Oriel.Session.send_file].
   */
  signals[FILES_DROPPED] = g_signal_new("files-dropped", ORIEL_GTK_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_LIST_MODEL);
  /**
   * OrielGtkView::size-refused:
   * @self: the view
   * @reason: why, for a person
   *
   * The guest does not take the view's size. Told once per display.
   */
  signals[SIZE_REFUSED] = g_signal_new("size-refused", ORIEL_GTK_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * OrielGtkView::capture-refused:
   * @self: the view
   * @reason: why, for a person
   *
   * The guest takes motions instead of positions, somebody clicked, and the window system does not
   * let the view capture the pointer: the guest has none. Told once per display.
   */
  signals[CAPTURE_REFUSED] = g_signal_new("capture-refused", ORIEL_GTK_TYPE_VIEW, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
oriel_gtk_view_init(OrielGtkView *self)
{
  const InputHooks hooks = {on_key_pressed,   on_grab_changed, on_capture_refused, on_chord_held,
                            on_pointer_moved, on_panned,       on_pinched};
  GtkWidget *widget = GTK_WIDGET(self);

  self->zoom = 100;
  self->pinch.scaling_before = ORIEL_GTK_SCALING_FIXED;
  self->scale = 1;
  self->grab_keyboard = self->relative_pointer = TRUE;
  self->grab_keys = g_strdup("ctrl+alt");
  viewport_init(&self->viewport);
  self->picture = picture_new();
  self->resizer = resizer_new(&self->viewport, on_size_refused, self);
  self->input = input_new(widget, &self->viewport, &hooks, self);
  gtk_widget_set_focusable(widget, TRUE);
  gtk_widget_set_overflow(widget, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property(GTK_ACCESSIBLE(self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                 _("Screen of the guest"), -1);
  oriel_gtk_view_update_description(self);
}

/**
 * oriel_gtk_view_new:
 *
 * Makes a view that shows nothing yet.
 *
 * Returns: (transfer floating): a view
 */
GtkWidget *
oriel_gtk_view_new(void)
{
  return g_object_new(ORIEL_GTK_TYPE_VIEW, NULL);
}
