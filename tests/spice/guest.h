// SPDX-License-Identifier: LGPL-2.1-or-later
/* A guest of the SPICE test server, and Oriel's session that looks at it. */
#pragma once

#include <oriel.h>

#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

typedef struct {
  TestServer *server;
  TestViewer *viewer; /* not connected yet */
} Guest;

/* @arguments: further ones of the server, NULL-terminated; NULL = none. With a unix socket among
 * them the viewer connects to that. */
Guest *guest_new(const char *const *arguments);
void guest_free(Guest *self);

/* Waits until the guest has reported @line, passing over others. */
void guest_expect(Guest *self, const char *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Guest, guest_free)

/* An operation that is waited for. */
typedef struct {
  gboolean done;
  GError *error;
} Operation;

void operation_wait(Operation *self);
/* It was done. */
void operation_succeed(Operation *self);
/* It was refused, in words for a person. */
void operation_fail(Operation *self, OrielError code);
