// SPDX-License-Identifier: LGPL-2.1-or-later
#include "preferences/editable-list.h"

#include "icon-button.h"
#include "text-button.h"

#include <glib/gi18n.h>
#include <oriel.h>

/* It goes with the group of its texts. */
typedef struct {
  const EditableListKind *kind;
  gpointer user_data;
  GPtrArray *texts; /* (owned) of strings (owned) */
  GPtrArray *rows;  /* (owned): of the texts */
  AdwPreferencesGroup *group;
  GtkWidget *first;
  GtkWidget *second; /* (nullable) */
  GtkWidget *verdict;
  GtkWidget *add;
} EditableList;

static void show_texts(EditableList *self);

static void
editable_list_free(gpointer data)
{
  EditableList *self = data;

  g_ptr_array_unref(self->texts);
  g_ptr_array_unref(self->rows);
  g_free(self);
}

static void
tell(EditableList *self)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new();

  for (guint i = 0; i < self->texts->len; i++)
    g_ptr_array_add(texts, self->texts->pdata[i]);
  g_ptr_array_add(texts, NULL);
  self->kind->changed((const char *const *)texts->pdata, self->user_data);
}

static gboolean
on_removed_later(gpointer user_data)
{
  GtkWidget *row = user_data;
  EditableList *self = g_object_get_data(G_OBJECT(row), "oriel-list");
  guint index;

  if (gtk_widget_get_root(row) == NULL || !g_ptr_array_find(self->rows, row, &index))
    return G_SOURCE_REMOVE; /* it is gone, with its window or before */
  g_ptr_array_remove_index(self->texts, index);
  show_texts(self);
  tell(self);
  gtk_widget_grab_focus(self->first);
  return G_SOURCE_REMOVE;
}

/* The button that is clicked goes with its row. */
static void
on_removed(GtkWidget *row)
{
  g_idle_add_full(G_PRIORITY_DEFAULT, on_removed_later, g_object_ref(row), g_object_unref);
}

static void
append(EditableList *self, const char *text)
{
  GtkWidget *row = adw_action_row_new();
  g_auto(GStrv) halves = g_strsplit(text, "=", self->kind->second != NULL ? 2 : 1);
  g_autofree char *title = oriel_text_sanitize(halves[0], -1, 300);
  g_autofree char *escaped = g_markup_escape_text(title, -1);
  g_autofree char *label = g_strdup_printf(_("Remove %s"), title);
  GtkWidget *remove = icon_button_new("user-trash-symbolic", label, NULL);

  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(row), escaped);
  if (halves[0] != NULL && halves[1] != NULL) {
    g_autofree char *pressed = oriel_text_sanitize(halves[1], -1, 100);
    g_autofree char *escaped_pressed = g_markup_escape_text(pressed, -1);

    adw_action_row_set_subtitle(ADW_ACTION_ROW(row), escaped_pressed);
  }
  adw_action_row_add_prefix(ADW_ACTION_ROW(row), gtk_image_new_from_icon_name(self->kind->icon));
  gtk_widget_set_valign(remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class(remove, "flat");
  g_object_set_data(G_OBJECT(row), "oriel-list", self);
  g_signal_connect_swapped(remove, "clicked", G_CALLBACK(on_removed), row);
  adw_action_row_add_suffix(ADW_ACTION_ROW(row), remove);
  adw_preferences_group_add(self->group, row);
  g_ptr_array_add(self->rows, row);
}

static void
show_texts(EditableList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove(self->group, self->rows->pdata[i]);
  g_ptr_array_set_size(self->rows, 0);
  for (guint i = 0; i < self->texts->len; i++)
    append(self, self->texts->pdata[i]);
}

/* What is typed. (transfer full) */
static char *
dup_text(EditableList *self)
{
  const char *first = gtk_editable_get_text(GTK_EDITABLE(self->first));
  const char *second =
      self->second != NULL ? gtk_editable_get_text(GTK_EDITABLE(self->second)) : "";

  return g_strstrip(*second != '\0' ? g_strconcat(first, "=", second, NULL) : g_strdup(first));
}

static void
judge(EditableList *self)
{
  g_autofree char *text = dup_text(self);
  gboolean known = g_ptr_array_find_with_equal_func(self->texts, text, g_str_equal, NULL);
  g_autofree char *complaint = *text == '\0' ? NULL
                               : known       ? g_strdup(_("That is in the list"))
                                             : self->kind->complain(text);

  gtk_label_set_text(GTK_LABEL(self->verdict), complaint != NULL ? complaint : self->kind->hint);
  if (complaint != NULL)
    gtk_widget_add_css_class(self->verdict, "error");
  else
    gtk_widget_remove_css_class(self->verdict, "error");
  gtk_widget_set_sensitive(self->add, *text != '\0' && complaint == NULL);
}

static void
on_add(EditableList *self)
{
  g_autofree char *text = dup_text(self);

  if (!gtk_widget_get_sensitive(self->add))
    return;
  g_ptr_array_add(self->texts, g_steal_pointer(&text));
  gtk_editable_set_text(GTK_EDITABLE(self->first), "");
  if (self->second != NULL)
    gtk_editable_set_text(GTK_EDITABLE(self->second), "");
  show_texts(self);
  tell(self);
  judge(self);
  gtk_widget_grab_focus(self->first);
}

static GtkWidget *
make_entry(EditableList *self, const char *title, GtkWidget *group)
{
  GtkWidget *entry = adw_entry_row_new();

  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(entry), title);
  g_signal_connect_swapped(entry, "changed", G_CALLBACK(judge), self);
  g_signal_connect_swapped(entry, "entry-activated", G_CALLBACK(on_add), self);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), entry);
  return entry;
}

static GtkWidget *
make_form(EditableList *self)
{
  GtkWidget *group = adw_preferences_group_new();

  adw_preferences_group_set_title(ADW_PREFERENCES_GROUP(group), self->kind->add_title);
  self->add = text_button_new(_("_Add"));
  gtk_widget_add_css_class(self->add, "flat");
  g_signal_connect_swapped(self->add, "clicked", G_CALLBACK(on_add), self);
  adw_preferences_group_set_header_suffix(ADW_PREFERENCES_GROUP(group), self->add);
  self->first = make_entry(self, self->kind->first, group);
  if (self->kind->second != NULL)
    self->second = make_entry(self, self->kind->second, group);
  self->verdict = gtk_label_new(NULL);
  gtk_label_set_wrap(GTK_LABEL(self->verdict), TRUE);
  gtk_label_set_xalign(GTK_LABEL(self->verdict), 0);
  gtk_label_set_width_chars(GTK_LABEL(self->verdict), 20);
  gtk_widget_set_margin_top(self->verdict, 12);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), self->verdict);
  return group;
}

void
editable_list_add(AdwPreferencesPage *page,
                  const EditableListKind *kind,
                  const char *const *texts,
                  gpointer user_data)
{
  EditableList *self = g_new0(EditableList, 1);

  self->kind = kind;
  self->user_data = user_data;
  self->texts = g_ptr_array_new_with_free_func(g_free);
  self->rows = g_ptr_array_new();
  self->group = ADW_PREFERENCES_GROUP(adw_preferences_group_new());
  g_object_set_data_full(G_OBJECT(self->group), "oriel-editable-list", self, editable_list_free);
  adw_preferences_group_set_title(self->group, kind->title);
  adw_preferences_group_set_description(self->group, kind->description);
  for (; *texts != NULL; texts++)
    g_ptr_array_add(self->texts, g_strdup(*texts));
  show_texts(self);
  adw_preferences_page_add(page, self->group);
  adw_preferences_page_add(page, ADW_PREFERENCES_GROUP(make_form(self)));
  judge(self);
}
