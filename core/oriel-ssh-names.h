// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the library and the program oriel-ssh call things. */
#pragma once

/* In the directory of a connection. */
#define ORIEL_SSH_CONTROL "control" /* the master's socket */
#define ORIEL_SSH_ASK "ask"         /* where questions are taken */
#define ORIEL_SSH_CLIENT "ssh"      /* a link to the program: runs ssh over the master */
#define ORIEL_SSH_ASKPASS "askpass" /* a link to the program: asks */

#define ORIEL_SSH_PROGRAM "oriel-ssh"
#define ORIEL_SSH_READY "READY"
