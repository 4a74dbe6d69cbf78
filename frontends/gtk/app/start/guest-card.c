// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/guest-card.h"

#include "guest-state.h"
#include "icon-button.h"
#include "menus.h"
#include "start/guest-menu.h"

#include <glib/gi18n.h>

#define KEY "oriel-guest-card"
#define SMALL 4 /* the picture of a row is so many times smaller */

typedef struct {
  StartWindow *window;
  OrielGuest *guest; /* (owned) */
  GtkWidget *root;
  GtkWidget *name;
  GtkWidget *state;
  GtkWidget *picture;
  GtkWidget *blank; /* instead of a picture */
  GtkWidget *menu;
  GMenuModel *popup;         /* (owned) (nullable): of that, as it was last shown */
  GCancellable *cancellable; /* (owned) */
  Thumbnail *thumbnail;
} Card;

static void
on_texture(GdkTexture *texture, gpointer user_data)
{
  Card *self = user_data;

  gtk_picture_set_paintable(GTK_PICTURE(self->picture), GDK_PAINTABLE(texture));
  gtk_widget_set_visible(self->blank, texture == NULL);
}

/* (transfer full) */
static char *
dup_name(Card *self)
{
  const char *title = oriel_guest_get_title(self->guest);

  return start_dup_text(title != NULL && *title != '\0' ? title
                                                        : oriel_guest_get_name(self->guest));
}

static void
update(Card *self)
{
  OrielGuestState state = oriel_guest_get_state(self->guest);
  const char *label = guest_state_get_label(state);
  g_autofree char *name = dup_name(self);
  g_autofree char *spoken = g_strdup_printf("%s, %s", name, label);
  g_autofree char *alternative = g_strdup_printf(_("Screen of %s"), name);

  gtk_label_set_text(GTK_LABEL(self->name), name);
  gtk_widget_set_tooltip_text(self->name, name);
  gtk_label_set_text(GTK_LABEL(self->state), label);
  gtk_picture_set_alternative_text(GTK_PICTURE(self->picture), alternative);
  gtk_accessible_update_property(GTK_ACCESSIBLE(self->root), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                 -1);
  gtk_image_set_from_icon_name(GTK_IMAGE(self->blank),
                               state == ORIEL_GUEST_CRASHED ? "dialog-warning-symbolic"
                               : guest_state_is_on(state)   ? "computer-symbolic"
                                                            : "system-shutdown-symbolic");
  if (state == ORIEL_GUEST_PAUSED)
    gtk_widget_add_css_class(self->picture, "oriel-still");
  else
    gtk_widget_remove_css_class(self->picture, "oriel-still");
}

static void
on_state(OrielGuest *guest, GParamSpec *pspec, Card *self)
{
  update(self);
  thumbnails_restart(start_window_get_thumbnails(self->window), self->thumbnail);
}

static void
on_details(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Card *self = user_data;
  g_autoptr(GError) error = NULL;

  if (oriel_guest_load_details_finish(ORIEL_GUEST(source), result, &error))
    update(self);
}

/* Its title is known after that. */
static void
on_map(Card *self)
{
  if (!oriel_guest_has_details(self->guest))
    oriel_guest_load_details_async(self->guest, self->cancellable, on_details, self);
}

static void
make_popup(GtkMenuButton *button, gpointer user_data)
{
  Card *self = user_data;
  GMenuModel *before = self->popup;

  self->popup = guest_menu_new(self->window, self->guest);
  gtk_menu_button_set_menu_model(button, self->popup);
  g_clear_pointer(&before, menus_free);
}

static void
on_right_click(GtkGestureClick *gesture, int n, double x, double y, Card *self)
{
  gtk_gesture_set_state(GTK_GESTURE(gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_menu_button_popup(GTK_MENU_BUTTON(self->menu));
}

static gboolean
on_menu_key(GtkWidget *widget, GVariant *args, gpointer user_data)
{
  Card *self = user_data;

  gtk_menu_button_popup(GTK_MENU_BUTTON(self->menu));
  return TRUE;
}

static void
add_controllers(Card *self)
{
  GtkGesture *click = gtk_gesture_click_new();
  GtkEventController *keys = gtk_shortcut_controller_new();

  gtk_gesture_single_set_button(GTK_GESTURE_SINGLE(click), GDK_BUTTON_SECONDARY);
  g_signal_connect(click, "pressed", G_CALLBACK(on_right_click), self);
  gtk_widget_add_controller(self->root, GTK_EVENT_CONTROLLER(click));
  gtk_shortcut_controller_add_shortcut(
      GTK_SHORTCUT_CONTROLLER(keys),
      gtk_shortcut_new(gtk_shortcut_trigger_parse_string("Menu|<Shift>F10"),
                       gtk_callback_action_new(on_menu_key, self, NULL)));
  gtk_widget_add_controller(self->root, keys);
}

static GtkWidget *
make_menu_button(Card *self)
{
  self->menu = gtk_menu_button_new();
  gtk_menu_button_set_icon_name(GTK_MENU_BUTTON(self->menu), "view-more-symbolic");
  gtk_menu_button_set_has_frame(GTK_MENU_BUTTON(self->menu), FALSE);
  gtk_menu_button_set_create_popup_func(GTK_MENU_BUTTON(self->menu), make_popup, self, NULL);
  gtk_widget_set_valign(self->menu, GTK_ALIGN_CENTER);
  icon_button_set_label(self->menu, _("Guest Menu"));
  return self->menu;
}

static GtkWidget *
make_picture(Card *self, int divisor)
{
  GtkWidget *overlay = gtk_overlay_new();
  GtkWidget *room = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);

  /* It is as large for every shape of screen. */
  gtk_widget_set_size_request(room, THUMBNAIL_WIDTH / divisor, THUMBNAIL_HEIGHT / divisor);
  gtk_widget_add_css_class(room, "oriel-thumbnail");
  self->picture = gtk_picture_new();
  gtk_picture_set_content_fit(GTK_PICTURE(self->picture), GTK_CONTENT_FIT_CONTAIN);
  gtk_widget_set_overflow(self->picture, GTK_OVERFLOW_HIDDEN);
  self->blank = gtk_image_new();
  gtk_image_set_pixel_size(GTK_IMAGE(self->blank), divisor == 1 ? 48 : 16);
  gtk_widget_add_css_class(self->blank, "oriel-blank");
  gtk_overlay_set_child(GTK_OVERLAY(overlay), room);
  gtk_overlay_add_overlay(GTK_OVERLAY(overlay), self->picture);
  gtk_overlay_add_overlay(GTK_OVERLAY(overlay), self->blank);
  gtk_widget_set_valign(overlay, GTK_ALIGN_CENTER);
  return overlay;
}

static GtkWidget *
make_words(Card *self)
{
  GtkWidget *words = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);

  self->name = gtk_label_new(NULL);
  gtk_label_set_ellipsize(GTK_LABEL(self->name), PANGO_ELLIPSIZE_END);
  /* A long one takes what room there is, and makes none: all cards would become as wide as it. */
  gtk_label_set_max_width_chars(GTK_LABEL(self->name), 1);
  gtk_label_set_xalign(GTK_LABEL(self->name), 0);
  gtk_widget_add_css_class(self->name, "heading");
  self->state = gtk_label_new(NULL);
  gtk_label_set_xalign(GTK_LABEL(self->state), 0);
  gtk_widget_add_css_class(self->state, "dim-label");
  gtk_widget_add_css_class(self->state, "caption");
  gtk_box_append(GTK_BOX(words), self->name);
  gtk_box_append(GTK_BOX(words), self->state);
  gtk_widget_set_hexpand(words, TRUE);
  gtk_widget_set_valign(words, GTK_ALIGN_CENTER);
  return words;
}

static GtkWidget *
make_card(Card *self)
{
  GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *foot = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class(box, "card");
  gtk_widget_add_css_class(box, "activatable");
  gtk_widget_set_overflow(box, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class(foot, "oriel-card-foot");
  gtk_box_append(GTK_BOX(box), make_picture(self, 1));
  gtk_box_append(GTK_BOX(foot), make_words(self));
  gtk_box_append(GTK_BOX(foot), make_menu_button(self));
  gtk_box_append(GTK_BOX(box), foot);
  return box;
}

static GtkWidget *
make_row(Card *self)
{
  GtkWidget *row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class(row, "oriel-card-foot");
  gtk_box_append(GTK_BOX(row), make_picture(self, SMALL));
  gtk_box_append(GTK_BOX(row), make_words(self));
  gtk_box_append(GTK_BOX(row), make_menu_button(self));
  return row;
}

static void
on_destroy(Card *self)
{
  if (self->guest == NULL)
    return;
  g_cancellable_cancel(self->cancellable);
  g_clear_object(&self->cancellable);
  g_clear_pointer(&self->popup, menus_free);
  thumbnails_remove(start_window_get_thumbnails(self->window), self->thumbnail);
  g_signal_handlers_disconnect_by_data(self->guest, self);
  g_clear_object(&self->guest);
}

GtkWidget *
guest_card_new(StartWindow *window, OrielGuest *guest, gboolean is_row)
{
  Card *self = g_new0(Card, 1);

  self->window = window;
  self->guest = g_object_ref(guest);
  self->cancellable = g_cancellable_new();
  if (is_row) {
    self->root = gtk_list_box_row_new();
    gtk_list_box_row_set_child(GTK_LIST_BOX_ROW(self->root), make_row(self));
  } else {
    self->root = gtk_flow_box_child_new();
    gtk_flow_box_child_set_child(GTK_FLOW_BOX_CHILD(self->root), make_card(self));
  }
  g_object_set_data_full(G_OBJECT(self->root), KEY, self, g_free);
  guest_menu_add_actions(window, self->root, guest);
  add_controllers(self);
  self->thumbnail =
      thumbnails_add(start_window_get_thumbnails(window), guest, self->picture, on_texture, self);
  g_signal_connect(guest, "notify::state", G_CALLBACK(on_state), self);
  g_signal_connect_swapped(guest, "notify::name", G_CALLBACK(update), self);
  g_signal_connect_swapped(guest, "notify::title", G_CALLBACK(update), self);
  g_signal_connect_swapped(self->root, "map", G_CALLBACK(on_map), self);
  g_signal_connect_swapped(self->root, "destroy", G_CALLBACK(on_destroy), self);
  update(self);
  return self->root;
}

OrielGuest *
guest_card_get_guest(GtkWidget *card)
{
  return ((Card *)g_object_get_data(G_OBJECT(card), KEY))->guest;
}
