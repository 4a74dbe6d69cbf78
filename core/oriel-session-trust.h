// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Trust on first use: what becomes of a session whose server shows a certificate that its process
 * does not believe. The process only reports it, and ends; here is decided, for the server that the
 * program named and no other, and the session begins again with the one certificate that may be
 * shown. So a process that has fallen to its server can talk nobody into trust elsewhere.
 *
 * Who names authorities or a subject has said whom to believe: then nobody is asked.
 */
#pragma once

#include "oriel.h"

typedef struct _OrielSessionTrust OrielSessionTrust;

OrielSessionTrust *oriel_session_trust_new(void);
void oriel_session_trust_free(OrielSessionTrust *self);

/* The session process is told what it may believe of the server it is about to be connected to,
 * @far = by way of the guest's host, among the options of Open. */
void oriel_session_write_trust(OrielSession *self, gboolean far, GVariantDict *options);
/* The session ends with @error, which may become one that says more. TRUE: it does not yet, since
 * a person is asked; FALSE: it does. */
gboolean oriel_session_ask_trust(OrielSession *self, GError **error);
/* The question is withdrawn; what was reported is forgotten. */
void oriel_session_withdraw_trust(OrielSession *self);
