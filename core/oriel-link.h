// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A session process and the wire to it: started, watched, and ended.
 *
 * The process is treated as hostile. It dies with the link, and the link with it; either way the
 * owner hears of it once. Everything happens in the main context the link was made in.
 */
#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

#include "oriel-spawn.h"

#include "wire/oriel-inputs.h"
#include "wire/oriel-updates.h"

typedef struct _OrielLink OrielLink;

typedef struct {
  /* The process answers; calls can be made. */
  void (*ready)(gpointer owner);
  /* The process calls; the invocation is owned by the callee. */
  void (*called)(gpointer owner,
                 const char *method,
                 GVariant *parameters,
                 GUnixFDList *fds,
                 GDBusMethodInvocation *invocation);
  /* The process tells of damage; NULL when it sent what is no update. */
  void (*updated)(gpointer owner, const OrielWireUpdate *update, guint n_rects);
  /* The process is gone; nothing is reported after it. The error says why. */
  void (*gone)(gpointer owner, const GError *error);
} OrielLinkEvents;

/* Starts @program, which may reach @paths. NULL with an error if it cannot be started. (transfer
 * full) */
OrielLink *oriel_link_new(const char *program,
                          const OrielSpawnPaths *paths,
                          const OrielLinkEvents *events,
                          gpointer owner,
                          GError **error);

/* Detaches the owner: nothing is reported any more. The process is asked to end, and killed when it
 * has not after a moment. Releases the reference of oriel_link_new(). */
void oriel_link_finish(OrielLink *self);

/* Detaches the owner and kills the process at once. Releases the reference of oriel_link_new(). */
void oriel_link_kill(OrielLink *self);

/* Calls the process; a floating @parameters is taken, @fds (nullable) is borrowed. The answer goes
 * to @callback (nullable), which gets the GDBusConnection as source. It is waited for as long as
 * the process lives. */
void oriel_link_call(OrielLink *self,
                     const char *method,
                     GVariant *parameters,
                     GUnixFDList *fds,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);

/* The answer, of any type; an error is one of ours, in words fit for a person. (transfer full) */
GVariant *oriel_link_call_finish(GObject *source, GAsyncResult *result, GError **error);

/* The damage of an update of @display was taken. */
void oriel_link_answer_update(OrielLink *self, guint32 display);

/* Calls the process for @task, which it resolves to TRUE or to the error the process gave. */
void
oriel_link_call_for_task(OrielLink *self, const char *method, GVariant *parameters, GTask *task);

/* The same with descriptors; @fds is borrowed. */
void oriel_link_call_with_fds_for_task(
    OrielLink *self, const char *method, GVariant *parameters, GUnixFDList *fds, GTask *task);

/* Sends @input, whose calls it sets. An honest process answers at once; one that
 * does not is gone with ORIEL_ERROR_TIMED_OUT. @done (nullable) is called once, with the answer or
 * when the link is gone: at once if it already is. */
void oriel_link_input(OrielLink *self,
                      OrielWireInput *input,
                      void (*done)(gpointer user_data),
                      gpointer user_data);

/* The same for a call, which an honest process answers as soon. A floating @parameters is taken. */
void oriel_link_tell(OrielLink *self,
                     const char *method,
                     GVariant *parameters,
                     void (*done)(gpointer user_data),
                     gpointer user_data);
