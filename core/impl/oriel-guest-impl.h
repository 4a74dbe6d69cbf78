// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * For those who implement hosts and guests. Users of the library see only oriel-host.h and
 * oriel-guest.h; subclasses fill these slots and report changes through the functions below.
 *
 * Every slot is called in the main context the host was made in, and none may block. A NULL slot
 * means that the operation fails with %ORIEL_ERROR_NOT_SUPPORTED. An async slot borrows a task
 * whose source object and cancellable are set, and returns to it exactly once:
 *
 * - connect, load_statistics, load_details, perform, set_autostart, send_keys, create_snapshot,
 *   revert_snapshot, delete_snapshot: a boolean
 * - screenshot: a GBytes; the MIME type is the data "mime" of the task (g_object_set_data_full)
 * - list_snapshots: a GListModel of OrielSnapshot
 * - open_console: a GIOStream
 * - open_graphics: a file descriptor, as g_task_return_int(); -1 only with an error. The data
 *   ORIEL_GUEST_FAR of the task is set when it leads to another machine.
 * - check_way: a boolean; for who has seen that a connection of open_graphics broke. TRUE when the
 *   way to the machine stands, or there is none: then it was the display's server. The error is
 * what broke on that way. NULL = there is none.
 */
#pragma once

#if !defined(ORIEL_IMPLEMENTATION)
#error "For implementers of backends and hosts only; programs include <oriel.h>."
#endif

#include "oriel.h"

G_BEGIN_DECLS

#define ORIEL_GUEST_FAR "far"

struct _OrielHostClass {
  GObjectClass parent_class;

  void (*connect)(OrielHost *self, GTask *task); /* mandatory */
  void (*disconnect)(OrielHost *self);           /* mandatory; idempotent */
  /* Reports by oriel_guest_report_statistics() before it returns to the task. */
  void (*load_statistics)(OrielHost *self, OrielGuest **guests, guint n_guests, GTask *task);
};

struct _OrielGuestClass {
  GObjectClass parent_class;

  void (*load_details)(OrielGuest *self, GTask *task); /* mandatory */
  void (*perform)(OrielGuest *self, OrielGuestAction action, GTask *task);
  void (*screenshot)(OrielGuest *self, guint screen, GTask *task);
  void (*open_console)(OrielGuest *self, OrielConsole *console, gboolean take_over, GTask *task);
  void (*open_graphics)(OrielGuest *self, OrielGraphics *graphics, GTask *task);
  void (*check_way)(OrielGuest *self, GTask *task);
  void (*set_autostart)(OrielGuest *self, gboolean autostart, GTask *task);
  void (*send_keys)(OrielGuest *self, const guint *qnums, guint n_qnums, GTask *task);
  void (*list_snapshots)(OrielGuest *self, GTask *task);
  void (*create_snapshot)(OrielGuest *self, const char *name, const char *description, GTask *task);
  void (*revert_snapshot)(OrielGuest *self, const char *name, GTask *task);
  void (*delete_snapshot)(OrielGuest *self, const char *name, GTask *task);
};

/* What a subclass calls to report changes; each notifies only when something did change. */
ORIEL_PUBLIC void
oriel_host_report_state(OrielHost *self, OrielHostState state, const GError *error);
ORIEL_PUBLIC void oriel_host_report_name(OrielHost *self, const char *name);
/* Somebody on the way to the host asks; who does not keep the request refuses. */
ORIEL_PUBLIC void oriel_host_ask(OrielHost *self, OrielAuthRequest *request);
ORIEL_PUBLIC void oriel_host_ask_trust(OrielHost *self, OrielTrustRequest *request);
/* Replaces the range [position, position + n_removed) of the list by @added (borrowed). */
ORIEL_PUBLIC void oriel_host_splice_guests(
    OrielHost *self, guint position, guint n_removed, OrielGuest **added, guint n_added);

/* Who a new guest is: called once, and nobody is notified, nor of the state and the resources that
 * were reported before: those it is born with. There is no property to construct it with, because
 * hosts may have thousands. */
ORIEL_PUBLIC void
oriel_guest_report_identity(OrielGuest *self, OrielHost *host, const char *name, const char *uuid);
/* A guest that was renamed. Keeping the list sorted is the subclass's affair. */
ORIEL_PUBLIC void oriel_guest_report_name(OrielGuest *self, const char *name);
ORIEL_PUBLIC void oriel_guest_report_state(OrielGuest *self, OrielGuestState state, int id);
/* @memory in KiB; 0 = not known. */
ORIEL_PUBLIC void oriel_guest_report_resources(OrielGuest *self, guint64 memory, guint vcpus);
/* Takes what the domain's description says; NULL means absent. Arrays of OrielGraphics and
 * OrielConsole, borrowed. */
ORIEL_PUBLIC void oriel_guest_report_details(OrielGuest *self,
                                             const char *title,
                                             const char *description,
                                             const char *metadata,
                                             GPtrArray *graphics,
                                             GPtrArray *consoles);
ORIEL_PUBLIC void oriel_guest_report_autostart(OrielGuest *self, gboolean autostart);
/* @cpu_time in ns since its start, of all processors; @memory_used in KiB; 0 = not known,
 * and then the memory of a guest that runs is what it was before. @time is when they were that, of
 * the monotonic clock in µs. */
ORIEL_PUBLIC void
oriel_guest_report_statistics(OrielGuest *self, guint64 cpu_time, guint64 memory_used, gint64 time);
/* The details are out of date: the next load_details asks the host again. */
ORIEL_PUBLIC void oriel_guest_forget_details(OrielGuest *self);

/* What may be NULL is as its getter has it. */
ORIEL_PUBLIC OrielGraphics *oriel_graphics_new(guint index,
                                               const char *protocol,
                                               OrielTarget *target,
                                               const char *password,
                                               const char *secure_channels);
ORIEL_PUBLIC OrielConsole *oriel_console_new(const char *alias, const char *kind, guint port);
/* @state as the host calls it; @time in seconds since 1970, 0 = not known. */
ORIEL_PUBLIC OrielSnapshot *oriel_snapshot_new(
    const char *name, const char *description, const char *state, gint64 time, gboolean current);

/* The symbol a host module exports, named by the table in core/oriel-host.c. It refuses URIs that
 * are malformed or dangerous, and connects to nothing. */
typedef OrielHost *(*OrielHostModuleNew)(const char *uri, GError **error);
#define ORIEL_HOST_MODULE_SYMBOL "oriel_host_module_new"

G_END_DECLS
