// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The threads in which calls block, so that nobody else does. A few per host and per text console:
 * a daemon that stopped holds these, and nobody else's.
 */
#pragma once

#include <gio/gio.h>

typedef struct _OrielLibvirtWorker OrielLibvirtWorker;

/* At most @max_threads work at a time; further work waits its turn. Reports come back to the
 * context that is the thread's default now. (transfer full) */
OrielLibvirtWorker *oriel_libvirt_worker_new(int max_threads);
OrielLibvirtWorker *oriel_libvirt_worker_ref(OrielLibvirtWorker *self);
/* Work that was asked for is still done when the last reference goes. */
void oriel_libvirt_worker_unref(OrielLibvirtWorker *self);

/* Runs @work(@data) in a thread, then @done(@data) in the context. Any thread may ask. */
void oriel_libvirt_worker_run(OrielLibvirtWorker *self,
                              void (*work)(gpointer data),
                              void (*done)(gpointer data),
                              gpointer data);

/* Runs @function(@data) in the context, soon: never inside this call. Any thread may ask. */
void
oriel_libvirt_worker_post(OrielLibvirtWorker *self, void (*function)(gpointer data), gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielLibvirtWorker, oriel_libvirt_worker_unref)
