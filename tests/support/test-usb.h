// SPDX-License-Identifier: LGPL-2.1-or-later
/* USB devices that are plugged into this machine, in a directory that stands for / . */
#pragma once

#include <glib.h>

/* Makes an empty one, as which this process and those it starts take the machine's from now on: to
 * be called before there are threads. (transfer full): its path */
char *test_usb_make_root(void);
void test_usb_remove_root(const char *root);

/* Plugs a device in: of bus 1, number @address, of these vendor and product, with one interface of
 * that class. Whoever opens it finds @content. */
void test_usb_plug(const char *root,
                   guint address,
                   guint vendor,
                   guint product,
                   guint interface_class,
                   const char *name,
                   const char *content,
                   gssize length);
void test_usb_unplug(const char *root, guint address);
