// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-clipboard-private.h"

struct _OrielClipboard {
  GObject parent_instance;

  OrielLink *link; /* borrowed; NULL once the session is over */
  gboolean view_only;
  char *guest_text; /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_GUEST_TEXT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/**
 * OrielClipboard:
 *
 * The clipboards of the guest and of its viewer, kept apart: nothing passes by itself. A program
 * decides what it sends, and what it does with what the guest offers.
 */
G_DEFINE_FINAL_TYPE(OrielClipboard, oriel_clipboard, G_TYPE_OBJECT)

static void
oriel_clipboard_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielClipboard *self = ORIEL_CLIPBOARD(object);

  switch (id) {
  case PROP_GUEST_TEXT:
    g_value_set_string(value, self->guest_text);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_clipboard_finalize(GObject *object)
{
  g_free(ORIEL_CLIPBOARD(object)->guest_text);
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
   * What was last copied in the guest, as UTF-8; %NULL before. It is notified at every copy, also
   * of the same text. The guest chose it: control characters are its own.
   */
  properties[PROP_GUEST_TEXT] = g_param_spec_string("guest-text", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void
oriel_clipboard_init(OrielClipboard *self)
{
}

OrielClipboard *
oriel_clipboard_new(OrielLink *link)
{
  OrielClipboard *self = g_object_new(ORIEL_TYPE_CLIPBOARD, NULL);

  self->link = link;
  return self;
}

void
oriel_clipboard_detach(OrielClipboard *self)
{
  self->link = NULL;
}

void
oriel_clipboard_set_view_only(OrielClipboard *self, gboolean view_only)
{
  self->view_only = view_only;
}

void
oriel_clipboard_set_guest_text(OrielClipboard *self, const char *text)
{
  g_free(self->guest_text);
  self->guest_text = g_strdup(text);
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_GUEST_TEXT]);
}

/**
 * oriel_clipboard_get_guest_text:
 * @self: a clipboard
 *
 * Reads #OrielClipboard:guest-text.
 *
 * Returns: (nullable): what was last copied in the guest, as UTF-8
 */
const char *
oriel_clipboard_get_guest_text(OrielClipboard *self)
{
  g_return_val_if_fail(ORIEL_IS_CLIPBOARD(self), NULL);
  return self->guest_text;
}

/**
 * oriel_clipboard_send_text_async:
 * @self: a clipboard
 * @text: UTF-8, at most %ORIEL_CLIPBOARD_MAX_TEXT bytes
 * @cancellable: (nullable): stops waiting for the answer
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Puts text into the guest's clipboard. All of it arrives, or it fails and nothing does; a session
 * may allow less than %ORIEL_CLIPBOARD_MAX_TEXT.
 */
void
oriel_clipboard_send_text_async(OrielClipboard *self,
                                const char *text,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr(GTask) task = NULL;
  gsize size;

  g_return_if_fail(ORIEL_IS_CLIPBOARD(self));
  g_return_if_fail(text != NULL);
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_clipboard_send_text_async);
  size = strlen(text);
  if (size > ORIEL_CLIPBOARD_MAX_TEXT)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                            "cannot paste %" G_GSIZE_FORMAT " bytes: the limit is %d", size,
                            ORIEL_CLIPBOARD_MAX_TEXT);
  else if (!g_utf8_validate(text, (gssize)size, NULL))
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                            "cannot paste: the text is not valid UTF-8");
  else if (self->link == NULL)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_FAILED, "the session is over");
  else if (self->view_only)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "the session is view-only");
  else
    oriel_link_call_for_task(self->link, "SetClipboard", g_variant_new("(s)", text), task);
}

/**
 * oriel_clipboard_send_text_finish:
 * @self: a clipboard
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_clipboard_send_text_async().
 *
 * Returns: whether the text was passed on
 */
gboolean
oriel_clipboard_send_text_finish(OrielClipboard *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  return g_task_propagate_boolean(G_TASK(result), error);
}
