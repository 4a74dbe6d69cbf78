// SPDX-License-Identifier: LGPL-2.1-or-later
/* Toasts that are taken away when they have only just been told: test-toasts.py gives them a
 * screen. */
#include "toasts.h"

#include "style.h"
#include "test-wait.h"

typedef struct {
  GtkWindow *window; /* (owned) */
  AdwToastOverlay *overlay;
} Rig;

static gboolean
is_mapped(gpointer widget)
{
  return gtk_widget_get_mapped(widget);
}

static void
set_up(Rig *self, gconstpointer data)
{
  self->window = g_object_ref(GTK_WINDOW(gtk_window_new()));
  self->overlay = ADW_TOAST_OVERLAY(toasts_new_overlay());
  gtk_window_set_child(self->window, GTK_WIDGET(self->overlay));
  gtk_window_present(self->window);
  test_assert_wait(is_mapped, self->overlay);
}

static void
tear_down(Rig *self, gconstpointer data)
{
  gtk_window_destroy(self->window);
  g_assert_finalize_object(self->window);
}

/* Gives the widget of a toast, which becomes NULL with it. */
static void
tell(Rig *self, AdwToast *toast, GtkWidget **label)
{
  g_set_weak_pointer(label, adw_toast_get_custom_title(toast));
  adw_toast_set_timeout(toast, 0);
  adw_toast_overlay_add_toast(self->overlay, g_object_ref(toast));
}

static gboolean
is_gone(gpointer label)
{
  return *(GtkWidget **)label == NULL;
}

static void
dismiss(AdwToast *toast, GtkWidget **label)
{
  toasts_dismiss(toast);
  g_object_unref(toast);
  test_assert_wait(is_gone, label);
}

/* Before it has been drawn. */
static void
test_at_once(Rig *self, gconstpointer data)
{
  AdwToast *toast = toasts_new("letter");
  GtkWidget *label = NULL;

  tell(self, toast, &label);
  dismiss(toast, &label);
}

/* Two of them, of which the first makes room for the second. (transfer full): the second */
static AdwToast *
tell_over_another(Rig *self, GtkWidget **first_label, GtkWidget **label)
{
  g_autoptr(AdwToast) first = toasts_new("first");
  AdwToast *second = toasts_new("second");

  tell(self, first, first_label);
  test_assert_wait(is_mapped, *first_label);
  adw_toast_set_priority(second, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label(second, "Cancel");
  tell(self, second, label);
  return second;
}

/* While the one that made room for it goes; that comes back. */
static void
test_over_another(Rig *self, gconstpointer data)
{
  GtkWidget *first_label = NULL, *label = NULL;
  AdwToast *second = tell_over_another(self, &first_label, &label);

  dismiss(second, &label);
  test_assert_wait(is_mapped, first_label);
  g_clear_weak_pointer(&first_label);
}

static gboolean
is_in_its_toast(gpointer label)
{
  int width = gtk_widget_get_width(label), height = 0;

  if (width > 0)
    gtk_widget_measure(label, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return width > 0 && height <= gtk_widget_get_height(label);
}

/* In a window that is not as wide as its words. */
static void
test_narrow(Rig *self, gconstpointer data)
{
  AdwToast *toast = toasts_new("The guest keeps its size: it runs no agent, which would change it");
  GtkWidget *label = NULL;

  tell(self, toast, &label);
  test_assert_wait(is_mapped, label);
  test_assert_wait(is_in_its_toast, label);
  g_assert_cmpint(gtk_widget_get_width(GTK_WIDGET(self->overlay)), <, 400);
  dismiss(toast, &label);
}

static GtkWidget *
find_button(GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_BUTTON(widget) ? widget : NULL;

  for (GtkWidget *i = gtk_widget_get_first_child(widget); found == NULL && i != NULL;
       i = gtk_widget_get_next_sibling(i))
    found = find_button(i);
  return found;
}

/* Clicks the button of its toast as soon as that can be. */
static gboolean
is_clicked_away(gpointer label)
{
  GtkWidget *widget = *(GtkWidget **)label;
  GtkWidget *button = NULL;

  for (; button == NULL && widget != NULL; widget = gtk_widget_get_parent(widget))
    button = find_button(widget);
  if (button != NULL && gtk_widget_is_sensitive(button))
    g_signal_emit_by_name(button, "clicked");
  return is_gone(label);
}

/* By a person who is quick: while the one that made room for it goes. */
static void
test_button(Rig *self, gconstpointer data)
{
  GtkWidget *first_label = NULL, *label = NULL;

  g_object_unref(tell_over_another(self, &first_label, &label));
  test_assert_wait(is_clicked_away, &label);
  test_assert_wait(is_mapped, first_label);
  g_clear_weak_pointer(&first_label);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_assert_true(style_init());
  g_test_add("/toasts/at-once", Rig, NULL, set_up, test_at_once, tear_down);
  g_test_add("/toasts/over-another", Rig, NULL, set_up, test_over_another, tear_down);
  g_test_add("/toasts/narrow", Rig, NULL, set_up, test_narrow, tear_down);
  g_test_add("/toasts/button", Rig, NULL, set_up, test_button, tear_down);
  return g_test_run();
}
