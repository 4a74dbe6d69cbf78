// SPDX-License-Identifier: LGPL-2.1-or-later
/* The words that ssh is run with, and what its own words mean. Pure. */
#pragma once

#include "impl/oriel-ssh.h"

/* The command that runs ssh as a master with the control socket @control. (transfer full) */
GStrv oriel_ssh_words_master(const OrielSshAddress *address, const char *control);

/* The command that connects to @target by a program of the far machine, where the far ssh server
 * forwards nothing; the first byte that comes is an "R" when it goes well. NULL with an error if
 * the address of the target could be taken for anything else. (transfer full) */
GStrv oriel_ssh_words_shell(const OrielSshAddress *address,
                            const char *control,
                            OrielTarget *target,
                            guint16 port,
                            GError **error);

/* Why the ssh to @host that wrote @text ended: ORIEL_ERROR_AUTH, _INSECURE or _UNREACHABLE.
 * (transfer full) */
GError *oriel_ssh_words_explain(const char *host, const char *text);

/* Whether that ssh met nobody: a network or a machine that is not there, or does not listen. A
 * server that answers, and lets nobody in, may keep count of who tries. */
gboolean oriel_ssh_words_is_absent(const char *text);

/* Why the far machine refused a connection, from the last of @text, which the master wrote; fit to
 * be shown. (transfer full) (nullable) */
char *oriel_ssh_words_find_refusal(const char *text);
