// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files that are sent to the test pattern: it reads them, and keeps nothing. */
#pragma once

#include "impl/oriel-backend.h"

/* Begins to read @file; takes its descriptor, and @task. */
void oriel_test_files_send(OrielBackend *backend, const OrielBackendFile *file, GTask *task);
