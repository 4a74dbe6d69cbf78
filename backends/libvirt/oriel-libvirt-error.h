// SPDX-License-Identifier: LGPL-2.1-or-later
/* libvirt's errors, in words fit for a person. */
#pragma once

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <oriel.h>

/* Turns the last libvirt error of the calling thread into @error: what failed (from @format, as in
 * "Starting “vm1” failed"), what libvirt says, cleaned, and what to do. */
void oriel_libvirt_error_take(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The same for @libvirt_error, which may be NULL; pure. (transfer full) */
GError *oriel_libvirt_error_new(const virError *libvirt_error, const char *what);
