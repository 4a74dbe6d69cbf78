// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files of the command line, for the guest as CDs. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* @text is fit for a person's screen. */
typedef void (*CdsTold)(const char *text, gpointer user_data);

/* Shares the files (nullable) with a session that is connected; @told learns of each, as long as
 * the session is connected. */
void cds_share(OrielSession *session, char *const *paths, CdsTold told, gpointer user_data);

G_END_DECLS
