// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_SESSION_STATE (oriel_session_state_get_type())
#define ORIEL_TYPE_POWER_ACTION (oriel_power_action_get_type())
#define ORIEL_TYPE_SECURITY (oriel_security_get_type())
#define ORIEL_TYPE_SMARTCARD (oriel_smartcard_get_type())

/**
 * OrielSessionState:
 * @ORIEL_SESSION_IDLE: not connected yet
 * @ORIEL_SESSION_CONNECTING: opening the connection and greeting the server
 * @ORIEL_SESSION_AUTHENTICATING: an #OrielAuthRequest, or an #OrielTrustRequest, is waiting
 *   for its answer
 * @ORIEL_SESSION_CONNECTED: the guest is seen and controlled
 * @ORIEL_SESSION_CLOSED: over; #OrielSession:error tells why. It can be connected again.
 *
 * The life of a session.
 */
typedef enum {
  ORIEL_SESSION_IDLE,
  ORIEL_SESSION_CONNECTING,
  ORIEL_SESSION_AUTHENTICATING,
  ORIEL_SESSION_CONNECTED,
  ORIEL_SESSION_CLOSED,
} OrielSessionState;

/**
 * OrielPowerAction:
 * @ORIEL_POWER_SHUTDOWN: ask the guest to shut down
 * @ORIEL_POWER_REBOOT: ask the guest to reboot
 * @ORIEL_POWER_RESET: reset the machine at once
 *
 * What a console may do to the power of its guest; a set of them tells what is offered.
 */
typedef enum {
  ORIEL_POWER_SHUTDOWN = 1 << 0,
  ORIEL_POWER_REBOOT = 1 << 1,
  ORIEL_POWER_RESET = 1 << 2,
} OrielPowerAction;

/**
 * OrielSecurity:
 * @ORIEL_SECURITY_AUTOMATIC: weak authentication only where the link is private by itself
 * @ORIEL_SECURITY_ALLOW_WEAK: the user accepts anonymous TLS and passwords in clear
 *
 * Which ways to authenticate are acceptable. A link is private when it is a unix socket, the
 * loopback interface, or a tunnel that the caller vouches for.
 */
typedef enum {
  ORIEL_SECURITY_AUTOMATIC,
  ORIEL_SECURITY_ALLOW_WEAK,
} OrielSecurity;

/**
 * OrielSmartcard:
 * @ORIEL_SMARTCARD_NONE: the guest has no reader, or there is no smartcard for it
 * @ORIEL_SMARTCARD_REMOVED: the guest's reader is empty
 * @ORIEL_SMARTCARD_INSERTED: the smartcard is in the guest's reader
 *
 * Where the smartcard of a session is.
 */
typedef enum {
  ORIEL_SMARTCARD_NONE,
  ORIEL_SMARTCARD_REMOVED,
  ORIEL_SMARTCARD_INSERTED,
} OrielSmartcard;

ORIEL_PUBLIC GType oriel_session_state_get_type(void) G_GNUC_CONST;
ORIEL_PUBLIC GType oriel_power_action_get_type(void) G_GNUC_CONST;
ORIEL_PUBLIC GType oriel_security_get_type(void) G_GNUC_CONST;
ORIEL_PUBLIC GType oriel_smartcard_get_type(void) G_GNUC_CONST;

#define ORIEL_TYPE_SESSION (oriel_session_get_type())
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielSession, oriel_session, ORIEL, SESSION, GObject)

ORIEL_PUBLIC OrielSession *oriel_session_new(OrielTarget *target);
ORIEL_PUBLIC OrielSession *oriel_session_new_for_guest(OrielGuest *guest, OrielGraphics *graphics);

ORIEL_PUBLIC OrielTarget *oriel_session_get_target(OrielSession *self);
ORIEL_PUBLIC OrielGuest *oriel_session_get_guest(OrielSession *self);
ORIEL_PUBLIC OrielGraphics *oriel_session_get_graphics(OrielSession *self);
ORIEL_PUBLIC OrielSessionState oriel_session_get_state(OrielSession *self);
ORIEL_PUBLIC const GError *oriel_session_get_error(OrielSession *self);
ORIEL_PUBLIC const char *oriel_session_get_name(OrielSession *self);
ORIEL_PUBLIC const char *oriel_session_get_peer(OrielSession *self);
ORIEL_PUBLIC GListModel *oriel_session_get_displays(OrielSession *self);
ORIEL_PUBLIC OrielClipboard *oriel_session_get_clipboard(OrielSession *self);
ORIEL_PUBLIC OrielAudio *oriel_session_get_audio(OrielSession *self);
ORIEL_PUBLIC OrielMicrophone *oriel_session_get_microphone(OrielSession *self);
ORIEL_PUBLIC GListModel *oriel_session_get_consoles(OrielSession *self);
ORIEL_PUBLIC gboolean oriel_session_get_answering(OrielSession *self);
ORIEL_PUBLIC OrielPowerAction oriel_session_get_power_actions(OrielSession *self);

ORIEL_PUBLIC gboolean oriel_session_get_view_only(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_view_only(OrielSession *self, gboolean view_only);
ORIEL_PUBLIC gboolean oriel_session_get_shared(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_shared(OrielSession *self, gboolean shared);
ORIEL_PUBLIC gboolean oriel_session_get_enable_audio(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_enable_audio(OrielSession *self, gboolean enable);
ORIEL_PUBLIC gboolean oriel_session_get_enable_microphone(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_enable_microphone(OrielSession *self, gboolean enable);
ORIEL_PUBLIC OrielSecurity oriel_session_get_security(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_security(OrielSession *self, OrielSecurity security);
ORIEL_PUBLIC gboolean oriel_session_check_encodings(const char *encodings, GError **error);
ORIEL_PUBLIC const char *oriel_session_get_encodings(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_encodings(OrielSession *self, const char *encodings);
ORIEL_PUBLIC const char *oriel_session_get_ca_file(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_ca_file(OrielSession *self, const char *path);
ORIEL_PUBLIC const char *oriel_session_get_ca_data(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_ca_data(OrielSession *self, const char *pem);
ORIEL_PUBLIC const char *oriel_session_get_host_subject(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_host_subject(OrielSession *self, const char *subject);
ORIEL_PUBLIC const char *oriel_session_get_tls_ciphers(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_tls_ciphers(OrielSession *self, const char *ciphers);
ORIEL_PUBLIC const char *oriel_session_get_secure_channels(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_secure_channels(OrielSession *self, const char *channels);
ORIEL_PUBLIC const char *oriel_session_get_proxy(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_proxy(OrielSession *self, const char *uri);

ORIEL_PUBLIC const char *oriel_session_get_disable_effects(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_disable_effects(OrielSession *self, const char *effects);

ORIEL_PUBLIC guint oriel_session_get_image_cache_size(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_image_cache_size(OrielSession *self, guint size);
ORIEL_PUBLIC guint oriel_session_get_image_window_size(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_image_window_size(OrielSession *self, guint size);

ORIEL_PUBLIC gboolean oriel_session_get_direct(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_direct(OrielSession *self, gboolean direct);

ORIEL_PUBLIC gboolean oriel_session_get_enable_usb(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_enable_usb(OrielSession *self, gboolean enable);
ORIEL_PUBLIC OrielUsb *oriel_session_get_usb(OrielSession *self);

ORIEL_PUBLIC const char *oriel_session_get_smartcard_certificates(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_smartcard_certificates(OrielSession *self, const char *names);
ORIEL_PUBLIC const char *oriel_session_get_smartcard_database(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_smartcard_database(OrielSession *self, const char *path);
ORIEL_PUBLIC OrielSmartcard oriel_session_get_smartcard(OrielSession *self);
ORIEL_PUBLIC gboolean oriel_session_move_smartcard(OrielSession *self,
                                                   gboolean inserted,
                                                   GError **error);

ORIEL_PUBLIC void oriel_session_reach_async(OrielSession *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
ORIEL_PUBLIC gboolean oriel_session_reach_finish(OrielSession *self,
                                                 GAsyncResult *result,
                                                 GError **error);
ORIEL_PUBLIC void oriel_session_connect_async(OrielSession *self,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
ORIEL_PUBLIC gboolean oriel_session_connect_finish(OrielSession *self,
                                                   GAsyncResult *result,
                                                   GError **error);
ORIEL_PUBLIC void oriel_session_disconnect(OrielSession *self);
ORIEL_PUBLIC gboolean oriel_session_forget_certificate(OrielSession *self, GError **error);
ORIEL_PUBLIC void oriel_session_power_async(OrielSession *self,
                                            OrielPowerAction action,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
ORIEL_PUBLIC gboolean oriel_session_power_finish(OrielSession *self,
                                                 GAsyncResult *result,
                                                 GError **error);
ORIEL_PUBLIC void oriel_session_open_console_async(OrielSession *self,
                                                   OrielConsole *console,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
ORIEL_PUBLIC GIOStream *
oriel_session_open_console_finish(OrielSession *self, GAsyncResult *result, GError **error);
ORIEL_PUBLIC void oriel_session_share_cd_async(OrielSession *self,
                                               GFile *file,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
ORIEL_PUBLIC OrielUsbDevice *
oriel_session_share_cd_finish(OrielSession *self, GAsyncResult *result, GError **error);

ORIEL_PUBLIC const char *oriel_session_get_protocols(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_protocols(OrielSession *self, const char *protocols);
ORIEL_PUBLIC const char *oriel_session_get_shared_folder(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_shared_folder(OrielSession *self, const char *path);
ORIEL_PUBLIC gboolean oriel_session_can_share_folder(OrielSession *self);
ORIEL_PUBLIC gboolean oriel_session_get_shared_folder_writable(OrielSession *self);
ORIEL_PUBLIC void oriel_session_set_shared_folder_writable(OrielSession *self, gboolean writable);
ORIEL_PUBLIC const char *oriel_session_get_files_refusal(OrielSession *self);
ORIEL_PUBLIC GListModel *oriel_session_get_transfers(OrielSession *self);
ORIEL_PUBLIC OrielTransfer *oriel_session_send_file(OrielSession *self, GFile *file);

G_END_DECLS
