// SPDX-License-Identifier: LGPL-2.1-or-later
/* The clipboard as an object, and the way of what was copied out of the guest. */
#include "oriel-clipboard-private.h"
#include "wire/oriel-wire.h"

/* Answers of ORIEL_CLIPBOARD_MAX_TEXT that may be on their way. */
#define MAX_READS 4

enum {
  PROP_0,
  PROP_GUEST_TEXT,
  N_PROPS,
};

enum {
  GUEST_CHANGED,
  REQUESTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

// clang-format off
G_DEFINE_ENUM_TYPE(OrielSelection, oriel_selection,
  G_DEFINE_ENUM_VALUE(ORIEL_SELECTION_CLIPBOARD, "clipboard"),
  G_DEFINE_ENUM_VALUE(ORIEL_SELECTION_PRIMARY, "primary"))
// clang-format on

/**
 * OrielClipboard:
 *
 * The clipboards of the guest and of its viewer, kept apart: nothing passes by itself. A program
 * decides what it offers, and what it does with what the guest offers.
 *
 * Either side says which types of data it has, and is asked for the data when the other side pastes
 * it. What the guest has is told by #OrielClipboard::guest-changed, and read by
 * oriel_clipboard_read_async(); what the viewer has is offered by oriel_clipboard_offer_async(), or
 * by oriel_clipboard_send_async() where it is at hand. Whoever copied last has the selection.
 *
 * The object lives as long as the guest has a clipboard: while its agent runs, for one.
 */
G_DEFINE_FINAL_TYPE(OrielClipboard, oriel_clipboard, G_TYPE_OBJECT)

static void
oriel_clipboard_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielClipboard *self = ORIEL_CLIPBOARD(object);

  switch (id) {
  case PROP_GUEST_TEXT:
    g_value_set_string(value, oriel_clipboard_get_guest_text(self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_clipboard_finalize(GObject *object)
{
  OrielClipboard *self = ORIEL_CLIPBOARD(object);

  oriel_clipboard_detach(self);
  g_free(self->guest_text);
  G_OBJECT_CLASS(oriel_clipboard_parent_class)->finalize(object);
}

static void
oriel_clipboard_class_init(OrielClipboardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->get_property = oriel_clipboard_get_property;
  object_class->finalize = oriel_clipboard_finalize;

  /**
   * OrielClipboard:guest-text:
   *
   * What text was last copied in the guest, as UTF-8; %NULL before. It is notified at every copy,
   * also of the same text. The guest chose it: control characters are its own.
   *
   * The text is asked for as soon as somebody listens to this property or has read it once, whether
   * it is going to be pasted or not; #OrielClipboard::guest-changed does not have that cost.
   */
  properties[PROP_GUEST_TEXT] = g_param_spec_string("guest-text", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties(object_class, N_PROPS, properties);

  /**
   * OrielClipboard::guest-changed:
   * @self: the clipboard
   * @selection: where
   *
   * Something was copied in the guest, or what was copied there is gone:
   * oriel_clipboard_get_guest_types() tells.
   */
  signals[GUEST_CHANGED] = g_signal_new("guest-changed", ORIEL_TYPE_CLIPBOARD, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, ORIEL_TYPE_SELECTION);
  /**
   * OrielClipboard::requested:
   * @self: the clipboard
   * @request: what is asked for, and the way to answer
   *
   * The guest pastes what oriel_clipboard_offer_async() has offered. Who handles it keeps a
   * reference until it is answered; nobody does: it is refused.
   */
  signals[REQUESTED] = g_signal_new("requested", ORIEL_TYPE_CLIPBOARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, ORIEL_TYPE_CLIPBOARD_REQUEST);
}

static void
oriel_clipboard_init(OrielClipboard *self)
{
}

OrielClipboard *
oriel_clipboard_new(OrielLink *link, guint selections)
{
  OrielClipboard *self = g_object_new(ORIEL_TYPE_CLIPBOARD, NULL);

  self->link = link;
  self->selections = selections;
  return self;
}

void
oriel_clipboard_set_selections(OrielClipboard *self, guint selections)
{
  self->selections = selections;
}

void
oriel_clipboard_detach(OrielClipboard *self)
{
  self->link = NULL;
  for (guint i = 0; i < ORIEL_CLIPBOARD_N_SELECTIONS; i++) {
    g_clear_pointer(&self->boards[i].guest_types, g_strfreev);
    oriel_clipboard_board_forget(&self->boards[i]);
  }
}

gboolean
oriel_clipboard_is_type(const char *type)
{
  gsize length = strlen(type);

  return length > 0 && length <= ORIEL_WIRE_MAX_TYPE_LENGTH && strchr(type, '/') != NULL &&
         strspn(type, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "/;=+-._") == length;
}

gboolean
oriel_clipboard_is_proper(GBytes *data, const char *type)
{
  gsize size = 0;
  const char *bytes = g_bytes_get_data(data, &size);

  return size == 0 || !g_str_equal(type, ORIEL_CLIPBOARD_TEXT) ||
         g_utf8_validate(bytes, (gssize)size, NULL);
}

static gboolean
has_type(GStrv types, const char *type)
{
  return types != NULL && g_strv_contains((const char *const *)types, type);
}

static void read_text(OrielClipboard *self);

static void
on_text_read(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielClipboard *self = ORIEL_CLIPBOARD(source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) data = oriel_clipboard_read_finish(self, result, &error);
  gboolean again = self->read_again;

  self->reading_text = FALSE;
  self->read_again = FALSE;
  if (again) {
    read_text(self);
  } else if (data != NULL) {
    g_free(self->guest_text);
    self->guest_text = g_strndup(g_bytes_get_size(data) > 0 ? g_bytes_get_data(data, NULL) : "",
                                 g_bytes_get_size(data));
    g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_GUEST_TEXT]);
  } else {
    g_debug("the guest's text cannot be had: %s", error->message);
  }
}

static void
read_text(OrielClipboard *self)
{
  if (!has_type(self->boards[ORIEL_SELECTION_CLIPBOARD].guest_types, ORIEL_CLIPBOARD_TEXT))
    return;
  if (self->reading_text) {
    self->read_again = TRUE;
    return;
  }
  self->reading_text = TRUE;
  oriel_clipboard_read_async(self, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, NULL,
                             on_text_read, NULL);
}

static gboolean
wants_text(OrielClipboard *self)
{
  return self->wants_text ||
         g_signal_has_handler_pending(self, g_signal_lookup("notify", G_TYPE_OBJECT),
                                      g_quark_from_static_string("guest-text"), FALSE);
}

void
oriel_clipboard_guest_grabbed(OrielClipboard *self,
                              OrielSelection selection,
                              guint serial,
                              const char *const *types)
{
  g_autoptr(OrielClipboard) keep = g_object_ref(self);
  OrielClipboardBoard *board = &self->boards[selection];

  /* It was copied before the viewer's last offer, of which the guest hears yet. */
  if (serial < board->serial || !oriel_clipboard_has_selection(self, selection) ||
      (*types == NULL && board->guest_types == NULL))
    return;
  g_clear_pointer(&board->guest_types, g_strfreev);
  if (*types != NULL) {
    board->guest_types = g_strdupv((char **)types);
    oriel_clipboard_board_forget(board);
  }
  g_signal_emit(self, signals[GUEST_CHANGED], 0, selection);
  if (selection == ORIEL_SELECTION_CLIPBOARD && wants_text(self))
    read_text(self);
}

void
oriel_clipboard_guest_reads(OrielClipboard *self,
                            OrielSelection selection,
                            const char *type,
                            GDBusMethodInvocation *invocation)
{
  OrielClipboardBoard *board = &self->boards[selection];
  g_autoptr(OrielClipboardRequest) request =
      oriel_clipboard_request_new(self, selection, type, invocation);

  if (!oriel_clipboard_is_offered(self, selection, board->serial) ||
      !has_type(board->offered, type))
    return; /* refuses it */
  if (board->data != NULL)
    oriel_clipboard_request_answer(request, board->data);
  else
    g_signal_emit(self, signals[REQUESTED], 0, request);
}

/**
 * oriel_clipboard_has_selection:
 * @self: a clipboard
 * @selection: one of them
 *
 * Not every guest has every selection.
 *
 * Returns: whether the guest has this one
 */
gboolean
oriel_clipboard_has_selection(OrielClipboard *self, OrielSelection selection)
{
  g_return_val_if_fail(ORIEL_IS_CLIPBOARD(self), FALSE);
  return selection < ORIEL_CLIPBOARD_N_SELECTIONS && (self->selections & 1u << selection) != 0;
}

/**
 * oriel_clipboard_get_guest_types:
 * @self: a clipboard
 * @selection: where
 *
 * What was copied in the guest can be had in these types. The guest chose them: a program takes
 * what it knows, such as %ORIEL_CLIPBOARD_TEXT or "image/png".
 *
 * Returns: (array zero-terminated=1) (transfer none) (nullable): media types; %NULL = there is
 *   nothing
 */
const char *const *
oriel_clipboard_get_guest_types(OrielClipboard *self, OrielSelection selection)
{
  g_return_val_if_fail(ORIEL_IS_CLIPBOARD(self), NULL);
  g_return_val_if_fail(selection < ORIEL_CLIPBOARD_N_SELECTIONS, NULL);
  return (const char *const *)self->boards[selection].guest_types;
}

/* The bytes of an answer, checked. */
static GBytes *
take_answer(GVariant *reply, const char *type, GError **error)
{
  g_autoptr(GVariant) child = NULL;
  g_autoptr(GBytes) data = NULL;

  if (g_variant_is_of_type(reply, G_VARIANT_TYPE("(ay)"))) {
    child = g_variant_get_child_value(reply, 0);
    data = g_variant_get_data_as_bytes(child);
    if (g_bytes_get_size(data) <= ORIEL_CLIPBOARD_MAX_TEXT && oriel_clipboard_is_proper(data, type))
      return g_steal_pointer(&data);
  }
  g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                      "what was copied in the guest is not what it said, or too much");
  return NULL;
}

static void
on_read(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  OrielClipboard *self = g_task_get_source_object(task);
  GError *error = NULL;
  g_autoptr(GVariant) reply = oriel_link_call_finish(source, result, &error);
  GBytes *data = reply != NULL ? take_answer(reply, g_task_get_task_data(task), &error) : NULL;

  self->n_reads--;
  if (data != NULL)
    g_task_return_pointer(task, data, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error(task, error);
}

/**
 * oriel_clipboard_read_async:
 * @self: a clipboard
 * @selection: where
 * @type: one of oriel_clipboard_get_guest_types()
 * @cancellable: (nullable): stops waiting for the answer
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Asks the guest for what was copied there: to be called when it is going to be pasted.
 */
void
oriel_clipboard_read_async(OrielClipboard *self,
                           OrielSelection selection,
                           const char *type,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_CLIPBOARD(self));
  g_return_if_fail(selection < ORIEL_CLIPBOARD_N_SELECTIONS);
  g_return_if_fail(type != NULL);
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_clipboard_read_async);
  g_task_set_task_data(task, g_strdup(type), g_free);
  if (self->link == NULL) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_FAILED, "the session is over");
  } else if (!has_type(self->boards[selection].guest_types, type)) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                            "nothing of this type was copied in the guest");
  } else if (self->n_reads >= MAX_READS) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_BUSY,
                            "the guest has not answered the questions for its clipboard before");
  } else {
    self->n_reads++;
    oriel_link_call(self->link, "ReadClipboard", g_variant_new("(us)", selection, type), NULL,
                    cancellable, on_read, g_steal_pointer(&task));
  }
}

/**
 * oriel_clipboard_read_finish:
 * @self: a clipboard
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_clipboard_read_async(). Text is valid UTF-8 without zeros; of other types the bytes
 * are the guest's, unchecked.
 *
 * Returns: (transfer full): what was copied, at most %ORIEL_CLIPBOARD_MAX_TEXT bytes
 */
GBytes *
oriel_clipboard_read_finish(OrielClipboard *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), NULL);
  return g_task_propagate_pointer(G_TASK(result), error);
}

/**
 * oriel_clipboard_get_guest_text:
 * @self: a clipboard
 *
 * Reads #OrielClipboard:guest-text.
 *
 * Returns: (nullable): what text was last copied in the guest, as UTF-8
 */
const char *
oriel_clipboard_get_guest_text(OrielClipboard *self)
{
  g_return_val_if_fail(ORIEL_IS_CLIPBOARD(self), NULL);
  if (!self->wants_text) {
    self->wants_text = TRUE;
    if (self->guest_text == NULL && !self->reading_text)
      read_text(self);
  }
  return self->guest_text;
}
