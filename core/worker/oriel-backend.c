// SPDX-License-Identifier: LGPL-2.1-or-later
#include "impl/oriel-backend.h"

#include "oriel-backend-private.h"
#include "wire/oriel-wire.h"

typedef struct {
  OrielOutbox *outbox; /* borrowed: the process lives as long */
  OrielFiles *files;   /* likewise */
  void (*closed)(gpointer owner);
  gpointer owner;
  gboolean deaf;              /* the viewer wants no samples */
  guint clipboard_serials[2]; /* of the viewer's last offers, by OrielSelection */
  GHashTable *consoles;       /* (owned) (nullable) until it is asked for */
} OrielBackendPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE(OrielBackend, oriel_backend, G_TYPE_OBJECT)

static OrielOutbox *
outbox(OrielBackend *self)
{
  return ((OrielBackendPrivate *)oriel_backend_get_instance_private(self))->outbox;
}

static void
oriel_backend_class_init(OrielBackendClass *klass)
{
}

static void
oriel_backend_init(OrielBackend *self)
{
}

void
oriel_backend_set_outbox(OrielBackend *self,
                         OrielOutbox *box,
                         void (*closed)(gpointer owner),
                         gpointer owner)
{
  OrielBackendPrivate *priv = oriel_backend_get_instance_private(self);

  priv->outbox = box;
  priv->files = oriel_files_new(self, box);
  priv->closed = closed;
  priv->owner = owner;
}

OrielFiles *
oriel_backend_get_files(OrielBackend *self)
{
  return ((OrielBackendPrivate *)oriel_backend_get_instance_private(self))->files;
}

OrielOutbox *
oriel_backend_get_outbox(OrielBackend *self)
{
  return outbox(self);
}

GHashTable *
oriel_backend_get_consoles(OrielBackend *self)
{
  OrielBackendPrivate *priv = oriel_backend_get_instance_private(self);

  if (priv->consoles == NULL)
    priv->consoles = g_hash_table_new(NULL, NULL);
  return priv->consoles;
}

void
oriel_backend_connected(OrielBackend *self)
{
  oriel_outbox_call(outbox(self), "Connected", NULL);
}

void
oriel_backend_closed(OrielBackend *self, const GError *error)
{
  OrielBackendPrivate *priv = oriel_backend_get_instance_private(self);
  g_autofree char *text =
      error != NULL ? oriel_text_sanitize(error->message, -1, ORIEL_WIRE_MAX_TEXT) : NULL;
  guint code = error != NULL && error->domain == ORIEL_ERROR ? (guint)error->code : 0;

  oriel_outbox_call(priv->outbox, "Closed",
                    g_variant_new("(bus)", error != NULL, code, text != NULL ? text : ""));
  priv->closed(priv->owner);
}

void
oriel_backend_authenticate(OrielBackend *self,
                           OrielCredentials needs,
                           const char *purpose,
                           guint retry)
{
  g_autofree char *text = oriel_text_sanitize(purpose, -1, ORIEL_WIRE_MAX_TEXT);

  oriel_outbox_call(outbox(self), "Authenticate", g_variant_new("(usu)", needs, text, retry));
}

void
oriel_backend_untrusted(OrielBackend *self, const OrielCertificate *certificate)
{
  g_autofree char *subject = oriel_text_sanitize(certificate->subject, -1, ORIEL_WIRE_MAX_TEXT);
  g_autofree char *issuer = oriel_text_sanitize(certificate->issuer, -1, ORIEL_WIRE_MAX_TEXT);
  GVariant *der = g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, certificate->der,
                                            certificate->size, sizeof *certificate->der);

  oriel_outbox_call(outbox(self), "Untrusted",
                    g_variant_new("(@ayssxxu)", der, subject, issuer, certificate->not_before,
                                  certificate->not_after, certificate->flaws));
}

void
oriel_backend_request_socket(
    OrielBackend *self, gboolean secure, const char *host, guint16 port, GTask *task)
{
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT(NULL);

  g_variant_dict_insert(&options, "secure", "b", secure);
  if (host != NULL) {
    g_variant_dict_insert(&options, "host", "s", host);
    g_variant_dict_insert(&options, "port", "q", port);
  }
  oriel_outbox_request_socket(outbox(self), g_variant_dict_end(&options), task);
}

void
oriel_backend_scanout(OrielBackend *self, guint display, OrielFramebuffer *framebuffer)
{
  g_return_if_fail(display < ORIEL_WIRE_MAX_DISPLAYS);
  if (framebuffer != NULL)
    oriel_outbox_scanout(outbox(self), display, framebuffer);
  else
    oriel_outbox_disable(outbox(self), display);
}

void
oriel_backend_damage(OrielBackend *self, guint display, const OrielRect *rect)
{
  g_return_if_fail(display < ORIEL_WIRE_MAX_DISPLAYS);
  oriel_outbox_damage(outbox(self), display, rect);
}

void
oriel_backend_cursor(OrielBackend *self, guint display, OrielCursor *cursor)
{
  g_autoptr(GBytes) none = g_bytes_new_static(NULL, 0);
  GBytes *pixels = cursor != NULL ? oriel_cursor_get_pixels(cursor) : NULL;

  g_return_if_fail(display < ORIEL_WIRE_MAX_DISPLAYS);
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_CURSOR + display,
                    g_variant_new("(uiiii@ay)", display,
                                  cursor != NULL ? oriel_cursor_get_width(cursor) : -1,
                                  cursor != NULL ? oriel_cursor_get_height(cursor) : -1,
                                  cursor != NULL ? oriel_cursor_get_hot_x(cursor) : 0,
                                  cursor != NULL ? oriel_cursor_get_hot_y(cursor) : 0,
                                  g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING,
                                                           pixels != NULL ? pixels : none, TRUE)));
}

void
oriel_backend_pointer_mode(OrielBackend *self, OrielPointerMode mode)
{
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_POINTER_MODE, g_variant_new("(u)", mode));
}

void
oriel_backend_leds(OrielBackend *self, OrielLeds leds)
{
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_LEDS, g_variant_new("(u)", leds));
}

void
oriel_backend_name(OrielBackend *self, const char *bytes, gssize length)
{
  g_autofree char *text = oriel_text_sanitize(bytes, length, ORIEL_WIRE_MAX_TEXT);

  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_NAME, g_variant_new("(s)", text));
}

void
oriel_backend_bell(OrielBackend *self)
{
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_BELL, g_variant_new("()"));
}

void
oriel_backend_set_clipboard_serial(OrielBackend *self, OrielSelection selection, guint serial)
{
  OrielBackendPrivate *priv = oriel_backend_get_instance_private(self);

  priv->clipboard_serials[selection] = serial;
}

void
oriel_backend_clipboard_grabbed(OrielBackend *self,
                                OrielSelection selection,
                                const char *const *types)
{
  OrielBackendPrivate *priv = oriel_backend_get_instance_private(self);

  g_return_if_fail(selection < G_N_ELEMENTS(priv->clipboard_serials));
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_CLIPBOARD + selection,
                    g_variant_new("(uu^as)", selection, priv->clipboard_serials[selection], types));
}

void
oriel_backend_clipboard_read(OrielBackend *self,
                             OrielSelection selection,
                             const char *type,
                             GTask *task)
{
  oriel_outbox_ask(outbox(self), "ClipboardRead", g_variant_new("(us)", selection, type), task);
}

void
oriel_backend_has_clipboard(OrielBackend *self, guint selections)
{
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_HAS_CLIPBOARD, g_variant_new("(u)", selections));
}

void
oriel_backend_answering(OrielBackend *self, gboolean answering)
{
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_ANSWERING, g_variant_new("(b)", answering));
}

void
oriel_backend_power_actions(OrielBackend *self, OrielPowerAction actions)
{
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_POWER_ACTIONS, g_variant_new("(u)", actions));
}

void
oriel_backend_resizable(OrielBackend *self, gboolean resizable)
{
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_RESIZABLE, g_variant_new("(b)", resizable));
}

void
oriel_backend_smartcard(OrielBackend *self, OrielSmartcard smartcard)
{
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_SMARTCARD, g_variant_new("(u)", smartcard));
}

void
oriel_backend_audio_start(OrielBackend *self, guint frequency, guint channels)
{
  oriel_outbox_call(outbox(self), "AudioStart", g_variant_new("(uu)", frequency, channels));
}

void
oriel_backend_set_listening(OrielBackend *self, gboolean listening)
{
  ((OrielBackendPrivate *)oriel_backend_get_instance_private(self))->deaf = !listening;
}

void
oriel_backend_audio_data(OrielBackend *self, const guint8 *samples, gsize size)
{
  if (((OrielBackendPrivate *)oriel_backend_get_instance_private(self))->deaf)
    return;
  for (gsize done = 0; done < size; done += ORIEL_WIRE_MAX_SOUND)
    oriel_outbox_audio(outbox(self), samples + done, MIN(size - done, ORIEL_WIRE_MAX_SOUND));
}

void
oriel_backend_audio_stop(OrielBackend *self)
{
  oriel_outbox_call(outbox(self), "AudioStop", NULL);
}

void
oriel_backend_audio_volume(OrielBackend *self,
                           const guint16 *volumes,
                           gsize n_volumes,
                           gboolean muted)
{
  gsize n = MIN(n_volumes, ORIEL_WIRE_MAX_SOUND_CHANNELS);

  oriel_outbox_post(
      outbox(self), ORIEL_OUTBOX_AUDIO_VOLUME,
      g_variant_new("(b@aq)", muted != FALSE,
                    g_variant_new_fixed_array(G_VARIANT_TYPE_UINT16, volumes, n, sizeof *volumes)));
}

void
oriel_backend_record_start(OrielBackend *self, guint frequency, guint channels)
{
  oriel_outbox_call(outbox(self), "RecordStart", g_variant_new("(uu)", frequency, channels));
}

void
oriel_backend_record_stop(OrielBackend *self)
{
  oriel_outbox_call(outbox(self), "RecordStop", NULL);
}

void
oriel_backend_takes_files(OrielBackend *self, const char *refusal)
{
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_TAKES_FILES,
                    g_variant_new("(bs)", refusal == NULL, refusal != NULL ? refusal : ""));
}

void
oriel_backend_file_progress(OrielBackend *self, guint id, guint64 done)
{
  oriel_files_progress(oriel_backend_get_files(self), id, done);
}

void
oriel_backend_usb_channels(OrielBackend *self, guint n_channels)
{
  oriel_outbox_post(outbox(self), ORIEL_OUTBOX_USB_CHANNELS,
                    g_variant_new("(u)", MIN(n_channels, ORIEL_WIRE_MAX_USB_CHANNELS)));
}

void
oriel_backend_usb_gone(OrielBackend *self, guint device, const char *reason)
{
  g_autofree char *text =
      oriel_text_sanitize(reason != NULL ? reason : "", -1, ORIEL_WIRE_MAX_TEXT);

  oriel_outbox_call(outbox(self), "UsbGone", g_variant_new("(us)", device, text));
}
