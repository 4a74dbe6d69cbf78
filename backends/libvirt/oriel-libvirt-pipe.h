// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The bytes between a libvirt stream and whoever reads and writes them.
 *
 * libvirt hands over what arrives in the thread of the global default main context; what is written
 * goes out through the host's worker threads, because sending can block. In between are two buffers
 * and two event file descriptors, so that any thread and any main context may read, write and poll.
 */
#pragma once

#include "oriel-libvirt-worker.h"

#include <libvirt/libvirt.h>

typedef struct _OrielLibvirtPipe OrielLibvirtPipe;

/* The most bytes that wait for a reader. A reader that falls behind by more misses the oldest half:
 * libvirt cannot make the guest wait. */
#define ORIEL_LIBVIRT_PIPE_MAX_INPUT (4 * 1024 * 1024)
/* The most bytes that wait to be sent before a writer has to wait. */
#define ORIEL_LIBVIRT_PIPE_MAX_OUTPUT (64 * 1024)

/* (transfer full): takes @stream, opened and not blocking, of @connection. @name is for errors. */
OrielLibvirtPipe *oriel_libvirt_pipe_new(OrielLibvirtWorker *worker,
                                         virConnectPtr connection,
                                         virStreamPtr stream,
                                         const char *name);
OrielLibvirtPipe *oriel_libvirt_pipe_ref(OrielLibvirtPipe *self);
void oriel_libvirt_pipe_unref(OrielLibvirtPipe *self);

/* Wait until they can do something; 0 = the end, -1 = an error. */
gssize oriel_libvirt_pipe_read(
    OrielLibvirtPipe *self, void *buffer, gsize size, GCancellable *cancellable, GError **error);
gssize oriel_libvirt_pipe_write(OrielLibvirtPipe *self,
                                const void *buffer,
                                gsize size,
                                GCancellable *cancellable,
                                GError **error);

/* Borrowed descriptors that poll readable when there is something to read, or room to write; an end
 * and an error count as both. */
int oriel_libvirt_pipe_get_input_fd(OrielLibvirtPipe *self);
int oriel_libvirt_pipe_get_output_fd(OrielLibvirtPipe *self);

/* Ends it: what was written is still sent, what is read from now on fails. Does not wait. */
void oriel_libvirt_pipe_close(OrielLibvirtPipe *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielLibvirtPipe, oriel_libvirt_pipe_unref)
