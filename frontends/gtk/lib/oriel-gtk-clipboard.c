// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-clipboard.h"

#include "oriel-gtk-content.h"

enum {
  PROP_0,
  PROP_WIDGET,
  PROP_GUEST,
  N_PROPS
};

/* A selection of the desktop, and the guest's of the same name. */
typedef struct {
  OrielGtkClipboard *bridge;
  OrielSelection selection;
  GdkClipboard *desktop;
  GdkContentProvider *guests; /* (owned) (nullable): what the guest copied, while we offer it */
  gboolean changed;           /* on the desktop, and the guest was not told */
} Board;

struct _OrielGtkClipboard {
  GObject parent_instance;

  GtkWidget *widget;     /* (nullable): NULL = it is gone */
  GtkRoot *root;         /* (nullable) */
  OrielClipboard *guest; /* (owned) (nullable) */
  Board boards[2];
};

static GParamSpec *properties[N_PROPS];

/**
 * OrielGtkClipboard:
 *
 * Joins the clipboard and the primary selection of the desktop with those of a guest: texts and
 * pictures, which pass when they are pasted. A program that does not want that makes none.
 *
 * The guest is told of what is on the desktop's clipboard while the widget's window is active only:
 * what is copied elsewhere, such as a password for another program, does not go to a guest behind
 * the person's back.
 */
G_DEFINE_FINAL_TYPE(OrielGtkClipboard, oriel_gtk_clipboard, G_TYPE_OBJECT)

static gboolean
is_active(OrielGtkClipboard *self)
{
  return GTK_IS_WINDOW(self->root) && gtk_window_is_active(GTK_WINDOW(self->root));
}

static void
on_offered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  if (!oriel_clipboard_offer_finish(ORIEL_CLIPBOARD(source), result, &error))
    g_debug("The guest takes nothing: %s", error->message);
}

/* The types that a guest may have of what is on the desktop's clipboard. (transfer full) */
static GStrv
list_types(GdkClipboard *desktop)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats(desktop);
  g_autoptr(GStrvBuilder) types = g_strv_builder_new();
  gsize n_types;
  const char *const *all = gdk_content_formats_get_mime_types(formats, &n_types);

  if (gdk_content_formats_contain_gtype(formats, G_TYPE_STRING) ||
      gdk_content_formats_contain_mime_type(formats, ORIEL_CLIPBOARD_TEXT) ||
      gdk_content_formats_contain_mime_type(formats, "text/plain"))
    g_strv_builder_add(types, ORIEL_CLIPBOARD_TEXT);
  for (gsize i = 0; i < n_types; i++)
    if (g_str_has_prefix(all[i], "image/"))
      g_strv_builder_add(types, all[i]);
  return g_strv_builder_end(types);
}

static void
tell_guest(Board *self)
{
  OrielClipboard *guest = self->bridge->guest;
  g_auto(GStrv) types = NULL;

  if (guest == NULL || !self->changed || !is_active(self->bridge) ||
      !oriel_clipboard_has_selection(guest, self->selection))
    return;
  self->changed = FALSE;
  types = list_types(self->desktop);
  if (*types != NULL)
    oriel_clipboard_offer_async(guest, self->selection, (const char *const *)types, NULL,
                                on_offered, NULL);
}

static void
on_desktop_changed(Board *self)
{
  if (self->guests != NULL && gdk_clipboard_get_content(self->desktop) == self->guests)
    return;
  g_clear_object(&self->guests);
  self->changed = TRUE;
  tell_guest(self);
}

static void
on_active(OrielGtkClipboard *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS(self->boards); i++)
    tell_guest(&self->boards[i]);
}

static void
on_guest_changed(OrielGtkClipboard *self, OrielSelection selection)
{
  Board *board = &self->boards[selection];
  GdkContentProvider *content = guest_content_new(self->guest, selection);

  if (content == NULL && board->guests == NULL)
    return;
  g_clear_object(&board->guests);
  board->guests = content;
  board->changed = FALSE;
  gdk_clipboard_set_content(board->desktop, content);
}

static void
answer(OrielClipboardRequest *request, GBytes *data)
{
  if (data != NULL && g_bytes_get_size(data) <= ORIEL_CLIPBOARD_MAX_TEXT)
    oriel_clipboard_request_answer(request, data);
  else
    oriel_clipboard_request_refuse(request);
}

static void
on_text(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(OrielClipboardRequest) request = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish(GDK_CLIPBOARD(source), result, NULL);
  g_autoptr(GBytes) data = text != NULL ? g_bytes_new(text, strlen(text)) : NULL;

  answer(request, data);
}

static void
on_spliced(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(OrielClipboardRequest) request = user_data;
  GOutputStream *memory = G_OUTPUT_STREAM(source);
  g_autoptr(GBytes) data = NULL;

  if (g_output_stream_splice_finish(memory, result, NULL) >= 0)
    data = g_memory_output_stream_steal_as_bytes(G_MEMORY_OUTPUT_STREAM(memory));
  answer(request, data);
}

static void
on_stream(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(OrielClipboardRequest) request = user_data;
  g_autoptr(GInputStream) stream =
      gdk_clipboard_read_finish(GDK_CLIPBOARD(source), result, NULL, NULL);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable();

  if (stream == NULL)
    oriel_clipboard_request_refuse(request);
  else
    g_output_stream_splice_async(
        memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
        G_PRIORITY_DEFAULT, NULL, on_spliced, g_steal_pointer(&request));
}

/* The guest gets what it was told of; what was copied on the desktop since then is none of that. */
static void
on_requested(OrielGtkClipboard *self, OrielClipboardRequest *request)
{
  Board *board = &self->boards[oriel_clipboard_request_get_selection(request)];
  const char *type = oriel_clipboard_request_get_content_type(request);

  if (board->changed || board->guests != NULL)
    oriel_clipboard_request_refuse(request);
  else if (g_str_equal(type, ORIEL_CLIPBOARD_TEXT))
    gdk_clipboard_read_text_async(board->desktop, NULL, on_text, g_object_ref(request));
  else
    gdk_clipboard_read_async(board->desktop, (const char *[]){type, NULL}, G_PRIORITY_DEFAULT, NULL,
                             on_stream, g_object_ref(request));
}

static void
on_root(OrielGtkClipboard *self)
{
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_data(self->root, self);
  self->root = self->widget != NULL ? gtk_widget_get_root(self->widget) : NULL;
  if (self->root == NULL)
    return;
  g_signal_connect_swapped(self->root, "notify::is-active", G_CALLBACK(on_active), self);
  on_active(self);
}

static void
take_widget(OrielGtkClipboard *self, GtkWidget *widget)
{
  if (self->widget != NULL)
    g_signal_handlers_disconnect_by_func(self->widget, on_root, self);
  g_set_weak_pointer(&self->widget, widget);
  if (widget != NULL)
    g_signal_connect_object(widget, "notify::root", G_CALLBACK(on_root), self, G_CONNECT_SWAPPED);
}

static void
watch(OrielGtkClipboard *self, OrielSelection selection, GdkClipboard *desktop)
{
  Board *board = &self->boards[selection];

  *board = (Board){self, selection, g_object_ref(desktop), .changed = TRUE};
  g_signal_connect_swapped(desktop, "changed", G_CALLBACK(on_desktop_changed), board);
}

static void
oriel_gtk_clipboard_constructed(GObject *object)
{
  OrielGtkClipboard *self = ORIEL_GTK_CLIPBOARD(object);

  G_OBJECT_CLASS(oriel_gtk_clipboard_parent_class)->constructed(object);
  watch(self, ORIEL_SELECTION_CLIPBOARD, gtk_widget_get_clipboard(self->widget));
  watch(self, ORIEL_SELECTION_PRIMARY, gtk_widget_get_primary_clipboard(self->widget));
  on_root(self);
}

static void
oriel_gtk_clipboard_dispose(GObject *object)
{
  OrielGtkClipboard *self = ORIEL_GTK_CLIPBOARD(object);

  oriel_gtk_clipboard_set_guest(self, NULL);
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_data(self->root, self);
  self->root = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(self->boards); i++) {
    if (self->boards[i].desktop != NULL)
      g_signal_handlers_disconnect_by_data(self->boards[i].desktop, &self->boards[i]);
    g_clear_object(&self->boards[i].desktop);
  }
  take_widget(self, NULL);
  G_OBJECT_CLASS(oriel_gtk_clipboard_parent_class)->dispose(object);
}

static void
oriel_gtk_clipboard_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielGtkClipboard *self = ORIEL_GTK_CLIPBOARD(object);

  switch (id) {
  case PROP_WIDGET:
    g_value_set_object(value, self->widget);
    break;
  case PROP_GUEST:
    g_value_set_object(value, self->guest);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_gtk_clipboard_set_property(GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  OrielGtkClipboard *self = ORIEL_GTK_CLIPBOARD(object);

  switch (id) {
  case PROP_WIDGET:
    oriel_gtk_clipboard_set_widget(self, g_value_get_object(value));
    break;
  case PROP_GUEST:
    oriel_gtk_clipboard_set_guest(self, g_value_get_object(value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_gtk_clipboard_class_init(OrielGtkClipboardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->constructed = oriel_gtk_clipboard_constructed;
  object_class->dispose = oriel_gtk_clipboard_dispose;
  object_class->get_property = oriel_gtk_clipboard_get_property;
  object_class->set_property = oriel_gtk_clipboard_set_property;

  /**
   * OrielGtkClipboard:widget:
   *
   * Whose window has to be active. A program that shows a guest in several windows sets that of the
   * active one; the first also tells whose display's clipboards are joined.
   */
  properties[PROP_WIDGET] = g_param_spec_object(
      "widget", NULL, NULL, GTK_TYPE_WIDGET,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * OrielGtkClipboard:guest:
   *
   * The clipboard of the guest: that of [property@Oriel.Session:clipboard].
   */
  properties[PROP_GUEST] =
      g_param_spec_object("guest", NULL, NULL, ORIEL_TYPE_CLIPBOARD,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void
oriel_gtk_clipboard_init(OrielGtkClipboard *self)
{
}

/**
 * oriel_gtk_clipboard_new:
 * @widget: a widget that shows the guest
 *
 * Makes a bridge that leads nowhere yet.
 *
 * Returns: (transfer full): a bridge
 */
OrielGtkClipboard *
oriel_gtk_clipboard_new(GtkWidget *widget)
{
  g_return_val_if_fail(GTK_IS_WIDGET(widget), NULL);
  return g_object_new(ORIEL_GTK_TYPE_CLIPBOARD, "widget", widget, NULL);
}

/**
 * oriel_gtk_clipboard_get_widget:
 * @self: a bridge
 *
 * Reads [property@OrielGtk.Clipboard:widget].
 *
 * Returns: (transfer none) (nullable): the widget; %NULL = it is gone
 */
GtkWidget *
oriel_gtk_clipboard_get_widget(OrielGtkClipboard *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_CLIPBOARD(self), NULL);
  return self->widget;
}

/**
 * oriel_gtk_clipboard_set_widget:
 * @self: a bridge
 * @widget: another widget that shows the guest, on the same display
 *
 * Sets [property@OrielGtk.Clipboard:widget].
 */
void
oriel_gtk_clipboard_set_widget(OrielGtkClipboard *self, GtkWidget *widget)
{
  g_return_if_fail(ORIEL_GTK_IS_CLIPBOARD(self));
  g_return_if_fail(GTK_IS_WIDGET(widget));
  if (self->widget == widget)
    return;
  take_widget(self, widget);
  if (self->boards[0].desktop != NULL) /* it is made */
    on_root(self);
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_WIDGET]);
}

/**
 * oriel_gtk_clipboard_get_guest:
 * @self: a bridge
 *
 * Reads [property@OrielGtk.Clipboard:guest].
 *
 * Returns: (transfer none) (nullable): the clipboard of the guest
 */
OrielClipboard *
oriel_gtk_clipboard_get_guest(OrielGtkClipboard *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_CLIPBOARD(self), NULL);
  return self->guest;
}

/* What the guest copied cannot be had any more. */
static void
forget_guests(Board *self)
{
  if (self->guests != NULL && self->desktop != NULL &&
      gdk_clipboard_get_content(self->desktop) == self->guests)
    gdk_clipboard_set_content(self->desktop, NULL);
  g_clear_object(&self->guests);
  self->changed = TRUE;
}

/**
 * oriel_gtk_clipboard_set_guest:
 * @self: a bridge
 * @guest: (nullable): the clipboard of a guest
 *
 * Sets [property@OrielGtk.Clipboard:guest].
 */
void
oriel_gtk_clipboard_set_guest(OrielGtkClipboard *self, OrielClipboard *guest)
{
  g_return_if_fail(ORIEL_GTK_IS_CLIPBOARD(self));
  g_return_if_fail(guest == NULL || ORIEL_IS_CLIPBOARD(guest));
  if (self->guest == guest)
    return;
  if (self->guest != NULL)
    g_signal_handlers_disconnect_by_data(self->guest, self);
  g_set_object(&self->guest, guest);
  for (gsize i = 0; i < G_N_ELEMENTS(self->boards); i++)
    forget_guests(&self->boards[i]);
  if (guest != NULL) {
    g_signal_connect_swapped(guest, "guest-changed", G_CALLBACK(on_guest_changed), self);
    g_signal_connect_swapped(guest, "requested", G_CALLBACK(on_requested), self);
    on_active(self);
  }
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_GUEST]);
}
