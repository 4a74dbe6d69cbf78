// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-clipboard-private.h"

struct _OrielClipboardRequest {
  GObject parent_instance;

  OrielClipboard *clipboard; /* (owned) */
  OrielSelection selection;
  guint serial;                      /* of the offer */
  char *type;                        /* (owned) */
  GDBusMethodInvocation *invocation; /* (owned) (nullable) NULL once answered */
};

/**
 * OrielClipboardRequest:
 *
 * The guest pastes what the program has offered it: the program hands it out with
 * oriel_clipboard_request_answer(), at once or later. A request that is dropped without an answer
 * counts as refused.
 */
G_DEFINE_FINAL_TYPE(OrielClipboardRequest, oriel_clipboard_request, G_TYPE_OBJECT)

static void
oriel_clipboard_request_dispose(GObject *object)
{
  oriel_clipboard_request_refuse(ORIEL_CLIPBOARD_REQUEST(object));
  G_OBJECT_CLASS(oriel_clipboard_request_parent_class)->dispose(object);
}

static void
oriel_clipboard_request_finalize(GObject *object)
{
  OrielClipboardRequest *self = ORIEL_CLIPBOARD_REQUEST(object);

  g_object_unref(self->clipboard);
  g_free(self->type);
  G_OBJECT_CLASS(oriel_clipboard_request_parent_class)->finalize(object);
}

static void
oriel_clipboard_request_class_init(OrielClipboardRequestClass *klass)
{
  G_OBJECT_CLASS(klass)->dispose = oriel_clipboard_request_dispose;
  G_OBJECT_CLASS(klass)->finalize = oriel_clipboard_request_finalize;
}

static void
oriel_clipboard_request_init(OrielClipboardRequest *self)
{
}

OrielClipboardRequest *
oriel_clipboard_request_new(OrielClipboard *clipboard,
                            OrielSelection selection,
                            const char *type,
                            GDBusMethodInvocation *invocation)
{
  OrielClipboardRequest *self = g_object_new(ORIEL_TYPE_CLIPBOARD_REQUEST, NULL);

  self->clipboard = g_object_ref(clipboard);
  self->selection = selection;
  self->serial = clipboard->boards[selection].serial;
  self->type = g_strdup(type);
  self->invocation = invocation;
  return self;
}

/**
 * oriel_clipboard_request_get_selection:
 * @self: a request
 *
 * Where the guest pastes from.
 *
 * Returns: the selection
 */
OrielSelection
oriel_clipboard_request_get_selection(OrielClipboardRequest *self)
{
  g_return_val_if_fail(ORIEL_IS_CLIPBOARD_REQUEST(self), ORIEL_SELECTION_CLIPBOARD);
  return self->selection;
}

/**
 * oriel_clipboard_request_get_content_type:
 * @self: a request
 *
 * What the guest wants, of the types that were offered.
 *
 * Returns: a media type
 */
const char *
oriel_clipboard_request_get_content_type(OrielClipboardRequest *self)
{
  g_return_val_if_fail(ORIEL_IS_CLIPBOARD_REQUEST(self), NULL);
  return self->type;
}

/**
 * oriel_clipboard_request_answer:
 * @self: a request
 * @data: what was offered, at most %ORIEL_CLIPBOARD_MAX_TEXT bytes
 *
 * Gives the data to the guest. It counts as refused when the offer is over meanwhile, when the
 * data is too much, or when it is to be text and is not valid UTF-8. A second answer is ignored.
 */
void
oriel_clipboard_request_answer(OrielClipboardRequest *self, GBytes *data)
{
  g_return_if_fail(ORIEL_IS_CLIPBOARD_REQUEST(self));
  g_return_if_fail(data != NULL);
  if (self->invocation == NULL)
    return;
  if (!oriel_clipboard_is_offered(self->clipboard, self->selection, self->serial) ||
      g_bytes_get_size(data) > ORIEL_CLIPBOARD_MAX_TEXT ||
      !oriel_clipboard_is_proper(data, self->type)) {
    oriel_clipboard_request_refuse(self);
    return;
  }
  g_dbus_method_invocation_return_value(
      g_steal_pointer(&self->invocation),
      g_variant_new("(@ay)", g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, data, TRUE)));
}

/**
 * oriel_clipboard_request_refuse:
 * @self: a request
 *
 * Gives nothing: the guest pastes nothing.
 */
void
oriel_clipboard_request_refuse(OrielClipboardRequest *self)
{
  GDBusMethodInvocation *invocation;

  g_return_if_fail(ORIEL_IS_CLIPBOARD_REQUEST(self));
  invocation = g_steal_pointer(&self->invocation);
  if (invocation != NULL)
    g_dbus_method_invocation_return_error_literal(invocation, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                                                  "there is nothing to paste");
}
