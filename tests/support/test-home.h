// SPDX-License-Identifier: LGPL-2.1-or-later
/* A home for tests of what programs keep. */
#pragma once

/* g_test_run() with XDG folders of the tests' own, which are gone afterwards. What
 * G_TEST_OPTION_ISOLATE_DIRS does, if it did not leak. Returns: the exit status. */
int test_home_run(void);
