// SPDX-License-Identifier: LGPL-2.1-or-later
/* What hosts and guests of libvirt share. Everything here runs in the host's context, but work().
 */
#pragma once

#include "impl/oriel-guest-impl.h"
#include "impl/oriel-ssh.h"
#include "oriel-libvirt-link.h"
#include "oriel-libvirt-list.h"
#include "oriel-libvirt-uri.h"
#include <gmodule.h>

#define ORIEL_TYPE_LIBVIRT_HOST (oriel_libvirt_host_get_type())
G_DECLARE_FINAL_TYPE(OrielLibvirtHost, oriel_libvirt_host, ORIEL, LIBVIRT_HOST, OrielHost)
#define ORIEL_TYPE_LIBVIRT_GUEST (oriel_libvirt_guest_get_type())
G_DECLARE_FINAL_TYPE(OrielLibvirtGuest, oriel_libvirt_guest, ORIEL, LIBVIRT_GUEST, OrielGuest)

/* What core/oriel-host-module.c looks for in this module; of the type OrielHostModuleNew. */
G_MODULE_EXPORT OrielHost *oriel_host_module_new(const char *uri, GError **error);

const OrielLibvirtUri *oriel_libvirt_host_get_parsed_uri(OrielLibvirtHost *self);
/* The one thread that asks over the link, and those that use connections aside. */
OrielLibvirtWorker *oriel_libvirt_host_get_worker(OrielLibvirtHost *self, gboolean aside);

/* Takes @uri. @asks: ssh asks by the signals of the host, and not by SSH_ASKPASS. */
OrielLibvirtHost *oriel_libvirt_host_new(const char *text, OrielLibvirtUri *uri, gboolean asks);
/* The ssh connection of a host that is reached by one. (nullable) */
OrielSsh *oriel_libvirt_host_get_ssh(OrielLibvirtHost *self);

/* Where the display of that number listens, as its machine sees it; NULL = nowhere, or not known.
 */
OrielTarget *oriel_libvirt_guest_get_place(OrielLibvirtGuest *self, guint index);
/* Takes the sort key out of @record. */
OrielLibvirtGuest *oriel_libvirt_guest_new(OrielLibvirtHost *host, OrielLibvirtRecord *record);
const char *oriel_libvirt_guest_get_sort_key(OrielLibvirtGuest *self);
/* Takes the name, fit to be shown, and the sort key out of @record. */
void oriel_libvirt_guest_rename(OrielLibvirtGuest *self, OrielLibvirtRecord *record);
void oriel_libvirt_guest_take_record(OrielLibvirtGuest *self, const OrielLibvirtRecord *record);
/* Slots of the class, in oriel-libvirt-guest-open.c. */
void oriel_libvirt_guest_screenshot(OrielGuest *guest, guint screen, GTask *task);
void oriel_libvirt_guest_open_graphics(OrielGuest *guest, OrielGraphics *graphics, GTask *task);
void oriel_libvirt_guest_check_way(OrielGuest *guest, GTask *task);
void oriel_libvirt_guest_open_console(OrielGuest *guest,
                                      OrielConsole *console,
                                      gboolean take_over,
                                      GTask *task);
/* Slots of the class, in oriel-libvirt-guest-control.c. */
void oriel_libvirt_guest_set_autostart(OrielGuest *guest, gboolean autostart, GTask *task);
void
oriel_libvirt_guest_send_keys(OrielGuest *guest, const guint *qnums, guint n_qnums, GTask *task);
void oriel_libvirt_guest_list_snapshots(OrielGuest *guest, GTask *task);
void oriel_libvirt_guest_create_snapshot(OrielGuest *guest,
                                         const char *name,
                                         const char *description,
                                         GTask *task);
void oriel_libvirt_guest_revert_snapshot(OrielGuest *guest, const char *name, GTask *task);
void oriel_libvirt_guest_delete_snapshot(OrielGuest *guest, const char *name, GTask *task);
/* The details are out of date: if anybody asked for them, they are fetched again. */
void oriel_libvirt_guest_refresh_details(OrielLibvirtGuest *self);

/*
 * A call on a domain, for a task that waits for it. The maker fills in the first part; the call
 * frees itself when it is over. A task whose cancellable is cancelled, or whose host disconnects,
 * returns at once; the call is done all the same, and what it made is dropped with @data.
 */
typedef struct _OrielLibvirtCall OrielLibvirtCall;
struct _OrielLibvirtCall {
  const char *doing; /* such as "Starting", for errors: "Starting “vm1” failed" */
  gpointer data;     /* (owned) */
  GDestroyNotify free_data;
  /* In a thread. */
  gboolean (*work)(OrielLibvirtCall *call, virDomainPtr domain, GError **error);
  /* When the work was done and the task still waits: returns to @task. NULL = it returns TRUE. With
   * the result FALSE, nothing has been returned and the work is done once more. */
  gboolean (*done)(OrielLibvirtCall *call);
  gboolean aside;            /* may take long: on a connection aside, in threads for that */
  gboolean keeps_connection; /* and the connection aside is not for others afterwards */

  GTask *task;                /* (owned) (nullable) its source is the guest */
  OrielLibvirtGuest *guest;   /* (owned) */
  OrielLibvirtLink *link;     /* (owned) */
  OrielLibvirtWorker *worker; /* (owned) the host's, unless the maker has set another */
  char *guest_name;           /* (owned) */
  char *guest_uuid;           /* (owned) */
  OrielLibvirtHost *host;     /* (unowned) (nullable) */
  GSource *cancel_source;     /* (owned) (nullable) */
  GError *error;              /* (owned) (nullable) */
};

OrielLibvirtCall *oriel_libvirt_call_new(const char *doing,
                                         gboolean (*work)(OrielLibvirtCall *call,
                                                          virDomainPtr domain,
                                                          GError **error),
                                         gpointer data,
                                         GDestroyNotify free_data);
/* Starts @call (transfer full) for @task, whose source is a guest. It fails when there is no
 * connection. */
void oriel_libvirt_call_start(OrielLibvirtCall *call, GTask *task);
/* Fails @call's task with the last libvirt error of this thread; returns FALSE. In a thread. */
gboolean oriel_libvirt_call_fail(OrielLibvirtCall *call, GError **error);
/* Ends the wait of the call's task with @error. The call goes on without it. */
void oriel_libvirt_call_abandon(OrielLibvirtCall *call, GError *error);

/* The link of a connected host, or NULL with ORIEL_ERROR_UNREACHABLE; borrowed. */
OrielLibvirtLink *oriel_libvirt_host_get_link(OrielLibvirtHost *self, GError **error);
/* What is known of @guest may be wrong, though no event has told so: asks the host. */
void oriel_libvirt_host_doubt(OrielLibvirtHost *self, OrielLibvirtGuest *guest);
/* The calls whose tasks end when the host disconnects, or is lost. */
void oriel_libvirt_host_add_call(OrielLibvirtHost *self, OrielLibvirtCall *call);
void oriel_libvirt_host_remove_call(OrielLibvirtHost *self, OrielLibvirtCall *call);
