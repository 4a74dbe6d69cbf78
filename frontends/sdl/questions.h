// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a person is asked in the window on the way to a console: credentials, and trust in keys. */
#pragma once

#include "overlay.h"
#include "shared/attachment.h"

G_BEGIN_DECLS

/* Asks what @attachment asks, and gives it the answer. Both outlive the question. */
void questions_ask(Overlay *overlay, Attachment *attachment);

G_END_DECLS
