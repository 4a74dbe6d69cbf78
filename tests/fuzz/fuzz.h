// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a fuzzer calls with bytes that it made up. Each program of this folder reads them as one
 * kind of text that strangers write, and aborts when what comes of it breaks a promise.
 *
 * `./run fuzz` builds them with libFuzzer, which looks for bytes that reach new code. Among the
 * tests they are linked with fuzz-main.c, which has no such eyes: it tries the files of corpus/,
 * and damages them at random, the same way each time. Bytes that broke something are kept in
 * corpus/.
 */
#pragma once

#include <glib.h>

/* Returns: 0 */
int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size);
