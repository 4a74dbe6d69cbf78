// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The confinement of a session process, in two steps. What a step cannot do on this kernel is
 * logged at the debug level; the seccomp filter alone is mandatory.
 */
#pragma once

#include "oriel-worker.h"

/* No new privileges, not dumpable, resource limits, and Landlock: only the paths of @confinement
 * and @openings can be reached. Threads made later inherit it, so none may exist yet. */
void oriel_confine_files(const OrielConfinement *confinement, const OrielOpenings *openings);

/* Whether the folder of the openings is open, and nothing else that a link in it may lead to; if
 * not, @error tells why. */
gboolean oriel_confine_opened_folder(GError **error);

/* The seccomp filter, on all threads: a system call that a decoder has no use for fails with
 * EPERM, and one that only an attacker has a use for ends the process. */
gboolean oriel_confine_calls(const OrielOpenings *openings, GError **error);
