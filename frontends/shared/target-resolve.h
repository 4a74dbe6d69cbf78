// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a person calls a console: a URI, or the name, id or uuid of a guest of a host.
 *
 * Everything here is for the thread of the main context that is the default when it is called,
 * where the callbacks run; nothing blocks.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* What of a guest a name is. */
typedef enum {
  TARGET_BY_ANY, /* its name, its id, or its uuid */
  TARGET_BY_ID,
  TARGET_BY_UUID,
  TARGET_BY_NAME,
} TargetBy;

/* The URI of the host that a person calls @connect: a URI, or a name that libvirt.conf has one for.
 * NULL: LIBVIRT_DEFAULT_URI, else what libvirt.conf says, else the user's own. What stands for
 * nothing is returned as it is. Reads a small file. (transfer full) */
char *target_resolve_dup_host(const char *connect);
/* That host. Errors: those of oriel_host_new(). (transfer full) */
OrielHost *target_resolve_new_host(const char *connect, GError **error);

/* Whether @text is a URI, so that no host has to be asked. */
gboolean target_resolve_is_uri(const char *text);

/* The guest @name (what of it, says @by) of a host that is connected; NULL with the error of
 * target_resolve_new_not_found(). (transfer full) */
OrielGuest *
target_resolve_find_guest(OrielHost *host, const char *name, TargetBy by, GError **error);
/* ORIEL_ERROR_NOT_FOUND, with what to try. (transfer full) */
GError *target_resolve_new_not_found(OrielHost *host, const char *name);
/* Whether it runs, so that it can be seen; else ORIEL_ERROR_UNREACHABLE. */
gboolean target_resolve_check_runs(OrielGuest *guest, GError **error);

/*
 * Finds the guest @name (what of it, says @by) on the host @connect (a URI; NULL = the default)
 * and loads its details. A guest does not keep its host: hold a reference to
 * oriel_guest_get_host() as long as the guest is used.
 *
 * Errors: ORIEL_ERROR_NOT_FOUND with what to try, and those of oriel_host_connect_async().
 */
void target_resolve_guest_async(const char *name,
                                TargetBy by,
                                const char *connect,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) */
OrielGuest *target_resolve_guest_finish(GAsyncResult *result, GError **error);

G_END_DECLS
