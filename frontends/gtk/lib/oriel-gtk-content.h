// SPDX-License-Identifier: LGPL-2.1-or-later
/* What was copied in the guest, offered to the desktop: it is asked for when it is pasted. */
#pragma once

#include <gtk/gtk.h>
#include <oriel.h>

G_BEGIN_DECLS

#define GUEST_TYPE_CONTENT (guest_content_get_type())
G_DECLARE_FINAL_TYPE(GuestContent, guest_content, GUEST, CONTENT, GdkContentProvider)

GdkContentProvider *guest_content_new(OrielClipboard *guest, OrielSelection selection);

G_END_DECLS
