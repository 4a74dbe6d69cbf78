// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

/* For the first program of a Linux guest: loads what /modules lists, in its order, and says to
 * @out what could not be. */
void load_modules(int out);
