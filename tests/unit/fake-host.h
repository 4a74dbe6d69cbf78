// SPDX-License-Identifier: LGPL-2.1-or-later
/* A host and guests that exist only here: what an implementer fills in, at its smallest. */
#pragma once

#include "impl/oriel-guest-impl.h"

G_BEGIN_DECLS

#define FAKE_TYPE_HOST (fake_host_get_type())
G_DECLARE_FINAL_TYPE(FakeHost, fake_host, FAKE, HOST, OrielHost)
#define FAKE_TYPE_GUEST (fake_guest_get_type())
G_DECLARE_FINAL_TYPE(FakeGuest, fake_guest, FAKE, GUEST, OrielGuest)
/* A guest whose class has the mandatory slot only. */
#define FAKE_TYPE_BARE_GUEST (fake_bare_guest_get_type())
G_DECLARE_FINAL_TYPE(FakeBareGuest, fake_bare_guest, FAKE, BARE_GUEST, OrielGuest)

OrielHost *fake_host_new(const char *uri);
/* (transfer full) A guest in the list of @host. @bare: see above. */
OrielGuest *
fake_host_add_guest(OrielHost *host, gboolean bare, const char *name, const char *uuid, int id);
/* How often the details of @self were asked for. */
guint fake_guest_get_n_loads(FakeGuest *self);

G_END_DECLS
