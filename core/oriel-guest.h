// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_GUEST_STATE (oriel_guest_state_get_type())
#define ORIEL_TYPE_GUEST_ACTION (oriel_guest_action_get_type())

/**
 * OrielGuestState:
 * @ORIEL_GUEST_UNKNOWN: the host has not told
 * @ORIEL_GUEST_RUNNING: running
 * @ORIEL_GUEST_BLOCKED: running, waiting for a resource
 * @ORIEL_GUEST_PAUSED: paused
 * @ORIEL_GUEST_SHUTTING_DOWN: shutting down
 * @ORIEL_GUEST_OFF: not running
 * @ORIEL_GUEST_CRASHED: crashed
 * @ORIEL_GUEST_SLEEPING: suspended by its own power management
 *
 * The state of a guest (libvirt's virDomainState, value for value).
 */
typedef enum {
  ORIEL_GUEST_UNKNOWN,
  ORIEL_GUEST_RUNNING,
  ORIEL_GUEST_BLOCKED,
  ORIEL_GUEST_PAUSED,
  ORIEL_GUEST_SHUTTING_DOWN,
  ORIEL_GUEST_OFF,
  ORIEL_GUEST_CRASHED,
  ORIEL_GUEST_SLEEPING,
} OrielGuestState;

/**
 * OrielGuestAction:
 * @ORIEL_GUEST_START: start it, or restore it from its saved state
 * @ORIEL_GUEST_SHUTDOWN: ask it to shut down
 * @ORIEL_GUEST_REBOOT: ask it to reboot
 * @ORIEL_GUEST_RESET: reset it at once
 * @ORIEL_GUEST_FORCE_OFF: cut its power
 * @ORIEL_GUEST_PAUSE: stop its processors
 * @ORIEL_GUEST_RESUME: let its processors go on
 * @ORIEL_GUEST_SAVE: save its state to disk and stop it
 *
 * What can be done to a guest.
 */
typedef enum {
  ORIEL_GUEST_START,
  ORIEL_GUEST_SHUTDOWN,
  ORIEL_GUEST_REBOOT,
  ORIEL_GUEST_RESET,
  ORIEL_GUEST_FORCE_OFF,
  ORIEL_GUEST_PAUSE,
  ORIEL_GUEST_RESUME,
  ORIEL_GUEST_SAVE,
} OrielGuestAction;

ORIEL_PUBLIC GType oriel_guest_state_get_type(void) G_GNUC_CONST;
ORIEL_PUBLIC const char *oriel_guest_state_to_string(OrielGuestState state);
ORIEL_PUBLIC GType oriel_guest_action_get_type(void) G_GNUC_CONST;

#define ORIEL_TYPE_GRAPHICS (oriel_graphics_get_type())
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielGraphics, oriel_graphics, ORIEL, GRAPHICS, GObject)

ORIEL_PUBLIC const char *oriel_graphics_get_protocol(OrielGraphics *self);
ORIEL_PUBLIC gboolean oriel_graphics_is_supported(OrielGraphics *self);
ORIEL_PUBLIC gboolean oriel_graphics_is_shared(OrielGraphics *self);
ORIEL_PUBLIC guint oriel_graphics_get_index(OrielGraphics *self);
ORIEL_PUBLIC OrielTarget *oriel_graphics_get_target(OrielGraphics *self);
ORIEL_PUBLIC const char *oriel_graphics_get_password(OrielGraphics *self);
ORIEL_PUBLIC const char *oriel_graphics_get_secure_channels(OrielGraphics *self);

#define ORIEL_TYPE_CONSOLE (oriel_console_get_type())
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielConsole, oriel_console, ORIEL, CONSOLE, GObject)

ORIEL_PUBLIC const char *oriel_console_get_alias(OrielConsole *self);
ORIEL_PUBLIC const char *oriel_console_get_kind(OrielConsole *self);
ORIEL_PUBLIC guint oriel_console_get_port(OrielConsole *self);

/**
 * ORIEL_GUEST_MAX_KEYS:
 *
 * The most keys that oriel_guest_send_keys_async() presses together.
 */
#define ORIEL_GUEST_MAX_KEYS 16

#define ORIEL_TYPE_GUEST (oriel_guest_get_type())
ORIEL_PUBLIC
G_DECLARE_DERIVABLE_TYPE(OrielGuest, oriel_guest, ORIEL, GUEST, GObject)

ORIEL_PUBLIC OrielHost *oriel_guest_get_host(OrielGuest *self);
ORIEL_PUBLIC const char *oriel_guest_get_name(OrielGuest *self);
ORIEL_PUBLIC const char *oriel_guest_get_uuid(OrielGuest *self);
ORIEL_PUBLIC int oriel_guest_get_id(OrielGuest *self);
ORIEL_PUBLIC OrielGuestState oriel_guest_get_state(OrielGuest *self);
ORIEL_PUBLIC guint64 oriel_guest_get_memory(OrielGuest *self);
ORIEL_PUBLIC guint oriel_guest_get_vcpus(OrielGuest *self);
ORIEL_PUBLIC const char *oriel_guest_get_title(OrielGuest *self);
ORIEL_PUBLIC const char *oriel_guest_get_description(OrielGuest *self);
ORIEL_PUBLIC const char *oriel_guest_get_metadata(OrielGuest *self);
ORIEL_PUBLIC GListModel *oriel_guest_get_graphics(OrielGuest *self);
ORIEL_PUBLIC GPtrArray *oriel_guest_list_graphics(OrielGuest *self, const char *protocols);
ORIEL_PUBLIC GListModel *oriel_guest_get_consoles(OrielGuest *self);
ORIEL_PUBLIC gboolean oriel_guest_has_details(OrielGuest *self);
ORIEL_PUBLIC gboolean oriel_guest_get_autostart(OrielGuest *self);
ORIEL_PUBLIC double oriel_guest_get_cpu_share(OrielGuest *self);
ORIEL_PUBLIC guint64 oriel_guest_get_memory_used(OrielGuest *self);

ORIEL_PUBLIC void oriel_guest_load_details_async(OrielGuest *self,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
ORIEL_PUBLIC gboolean oriel_guest_load_details_finish(OrielGuest *self,
                                                      GAsyncResult *result,
                                                      GError **error);
ORIEL_PUBLIC void oriel_guest_perform_async(OrielGuest *self,
                                            OrielGuestAction action,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
ORIEL_PUBLIC gboolean oriel_guest_perform_finish(OrielGuest *self,
                                                 GAsyncResult *result,
                                                 GError **error);
ORIEL_PUBLIC void oriel_guest_screenshot_async(OrielGuest *self,
                                               guint screen,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
ORIEL_PUBLIC GBytes *oriel_guest_screenshot_finish(OrielGuest *self,
                                                   GAsyncResult *result,
                                                   char **mime_type,
                                                   GError **error);
ORIEL_PUBLIC void oriel_guest_open_console_async(OrielGuest *self,
                                                 OrielConsole *console,
                                                 gboolean take_over,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
ORIEL_PUBLIC GIOStream *
oriel_guest_open_console_finish(OrielGuest *self, GAsyncResult *result, GError **error);
ORIEL_PUBLIC void oriel_guest_open_graphics_async(OrielGuest *self,
                                                  OrielGraphics *graphics,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
ORIEL_PUBLIC int
oriel_guest_open_graphics_finish(OrielGuest *self, GAsyncResult *result, GError **error);
ORIEL_PUBLIC void oriel_guest_set_autostart_async(OrielGuest *self,
                                                  gboolean autostart,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
ORIEL_PUBLIC gboolean oriel_guest_set_autostart_finish(OrielGuest *self,
                                                       GAsyncResult *result,
                                                       GError **error);
ORIEL_PUBLIC void oriel_guest_send_keys_async(OrielGuest *self,
                                              const guint *qnums,
                                              guint n_qnums,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
ORIEL_PUBLIC gboolean oriel_guest_send_keys_finish(OrielGuest *self,
                                                   GAsyncResult *result,
                                                   GError **error);
ORIEL_PUBLIC void oriel_guest_list_snapshots_async(OrielGuest *self,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
ORIEL_PUBLIC GListModel *
oriel_guest_list_snapshots_finish(OrielGuest *self, GAsyncResult *result, GError **error);
ORIEL_PUBLIC void oriel_guest_create_snapshot_async(OrielGuest *self,
                                                    const char *name,
                                                    const char *description,
                                                    GCancellable *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);
ORIEL_PUBLIC gboolean oriel_guest_create_snapshot_finish(OrielGuest *self,
                                                         GAsyncResult *result,
                                                         GError **error);
ORIEL_PUBLIC void oriel_guest_revert_snapshot_async(OrielGuest *self,
                                                    const char *name,
                                                    GCancellable *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);
ORIEL_PUBLIC gboolean oriel_guest_revert_snapshot_finish(OrielGuest *self,
                                                         GAsyncResult *result,
                                                         GError **error);
ORIEL_PUBLIC void oriel_guest_delete_snapshot_async(OrielGuest *self,
                                                    const char *name,
                                                    GCancellable *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);
ORIEL_PUBLIC gboolean oriel_guest_delete_snapshot_finish(OrielGuest *self,
                                                         GAsyncResult *result,
                                                         GError **error);

G_END_DECLS
