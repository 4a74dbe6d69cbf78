// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a person is asked on the terminal on the way to a console. */
#pragma once

#include <oriel.h>

/* What is typed, as far as @request needs it; a @password that is there is not asked for. FALSE
 * with ORIEL_ERROR_AUTH if nobody answers. Both are to be freed by secret_free(). */
gboolean questions_ask(OrielAuthRequest *request, char **username, char **password, GError **error);

/* Asks whether to believe a key. */
void questions_answer_trust(OrielTrustRequest *request);

/* Has the hosts of this program ask on the terminal. */
void questions_watch_hosts(void);
