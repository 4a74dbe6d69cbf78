// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a person is asked on the terminal on the way to a console. */
#pragma once

#include <oriel.h>

/* Answers @request with what is typed; FALSE, and not answered, with ORIEL_ERROR_AUTH if nobody can
 * be asked. @password (nullable) is given instead of asking for one. */
gboolean questions_answer(OrielAuthRequest *request, const char *password, GError **error);

/* Asks whether to believe a key. */
void questions_answer_trust(OrielTrustRequest *request);

/* Has the hosts of this program ask on the terminal. */
void questions_watch_hosts(void);
