// SPDX-License-Identifier: LGPL-2.1-or-later
#include "toasts.h"

#include "text-button.h"

#include <oriel.h>

#define MAX_LENGTH 400 /* bytes */
#define MAX_LINES 5
#define WIDTH 50 /* characters in a line */

#define ARRIVAL (600 * G_TIME_SPAN_MILLISECOND) /* and more than a toast takes to come in */
#define ARRIVING "oriel-arriving"               /* since when; of the label */

void
toasts_set_text(AdwToast *toast, const char *text)
{
  g_autofree char *clean = oriel_text_sanitize(text, -1, MAX_LENGTH);

  gtk_label_set_text(GTK_LABEL(adw_toast_get_custom_title(toast)), clean);
}

static gboolean
has_come(GtkWidget *label, GdkFrameClock *clock)
{
  const gint64 *since = g_object_get_data(G_OBJECT(label), ARRIVING);

  return gdk_frame_clock_get_frame_time(clock) - *since >= ARRIVAL;
}

static GtkWidget *
find_toast(GtkWidget *label)
{
  GtkWidget *toast = label;

  while (!ADW_IS_TOAST_OVERLAY(gtk_widget_get_parent(toast)))
    toast = gtk_widget_get_parent(toast);
  return toast;
}

/* What GtkLabel takes for the width of a character, in points times PANGO_SCALE. */
static int
get_character_width(GtkWidget *label)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics(gtk_widget_get_pango_context(label), NULL, NULL);
  int width = MAX(pango_font_metrics_get_approximate_char_width(metrics),
                  pango_font_metrics_get_approximate_digit_width(metrics));

  pango_font_metrics_unref(metrics);
  return MAX(width, 1);
}

/* A toast is as high as it would be in a window that is wide enough, and its text would go beyond
 * it in another. */
static void
fit(GtkWidget *label)
{
  GtkWidget *toast = find_toast(label);
  int of_toast, of_label, left;

  gtk_widget_measure(toast, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &of_toast, NULL, NULL);
  gtk_widget_measure(label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &of_label, NULL, NULL);
  left = gtk_widget_get_width(gtk_widget_get_parent(toast)) - (of_toast - of_label);
  gtk_label_set_max_width_chars(GTK_LABEL(label),
                                CLAMP(left * PANGO_SCALE / get_character_width(label), 1, WIDTH));
}

/* The rest of the toast still feels the pointer, which keeps it there. */
static void
set_buttons_sensitive(GtkWidget *widget, gboolean sensitive)
{
  if (GTK_IS_BUTTON(widget))
    gtk_widget_set_sensitive(widget, sensitive);
  for (GtkWidget *i = gtk_widget_get_first_child(widget); i != NULL;
       i = gtk_widget_get_next_sibling(i))
    set_buttons_sensitive(i, sensitive);
}

static gboolean
on_frame(GtkWidget *label, GdkFrameClock *clock, gpointer user_data)
{
  if (!has_come(label, clock))
    return G_SOURCE_CONTINUE;
  set_buttons_sensitive(find_toast(label), TRUE);
  return G_SOURCE_REMOVE;
}

/* A person dismisses it no sooner than toasts_dismiss() does. */
static void
on_map(GtkWidget *label)
{
  gint64 now = gdk_frame_clock_get_frame_time(gtk_widget_get_frame_clock(label));

  g_object_set_data_full(G_OBJECT(label), ARRIVING, g_memdup2(&now, sizeof now), g_free);
  set_buttons_sensitive(find_toast(label), FALSE);
  fit(label);
  gtk_widget_add_tick_callback(label, on_frame, NULL, NULL);
}

/* The title of a toast has one line, and is cut where it does not fit in. */
AdwToast *
toasts_new(const char *text)
{
  AdwToast *toast = adw_toast_new("");
  GtkWidget *label = gtk_label_new(NULL);

  gtk_label_set_wrap(GTK_LABEL(label), TRUE);
  gtk_label_set_wrap_mode(GTK_LABEL(label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize(GTK_LABEL(label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines(GTK_LABEL(label), MAX_LINES);
  gtk_label_set_max_width_chars(GTK_LABEL(label), WIDTH);
  /* Else it is wrapped long before its width is used up. */
  gtk_label_set_natural_wrap_mode(GTK_LABEL(label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_widget_add_css_class(label, "heading"); /* as the title has it */
  g_signal_connect(label, "map", G_CALLBACK(on_map), NULL);
  adw_toast_set_custom_title(toast, label);
  toasts_set_text(toast, text);
  return toast;
}

/* One that is told later is no widget before. */
GtkWidget *
toasts_new_overlay(void)
{
  GtkWidget *overlay = adw_toast_overlay_new();
  GListModel *children = gtk_widget_observe_children(overlay);

  g_signal_connect_swapped(children, "items-changed", G_CALLBACK(text_button_name_all), overlay);
  g_object_set_data_full(G_OBJECT(overlay), "oriel-children", children, g_object_unref);
  return overlay;
}

void
toasts_tell(AdwToastOverlay *self, const char *text)
{
  adw_toast_overlay_add_toast(self, toasts_new(text));
}

/* The label is in a window for as long as there is its toast. */
static gboolean
on_dismissing_frame(GtkWidget *label, GdkFrameClock *clock, gpointer toast)
{
  if (!has_come(label, clock))
    return G_SOURCE_CONTINUE;
  adw_toast_dismiss(toast);
  return G_SOURCE_REMOVE;
}

void
toasts_dismiss(AdwToast *toast)
{
  GtkWidget *label = adw_toast_get_custom_title(toast);

  if (gtk_widget_get_mapped(label))
    gtk_widget_add_tick_callback(label, on_dismissing_frame, toast, NULL);
  else
    adw_toast_dismiss(toast);
}
