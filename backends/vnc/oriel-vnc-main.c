// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-vnc-backend.h"
#include "oriel-vnc-shortcuts.h"
#include "oriel-vnc-trust.h"

#include "worker/oriel-worker.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <sasl/sasl.h>

/* Loads what libraries load from files, and programs that they load, while that is possible: the
 * mechanisms of SASL, and, by a JPEG of one pixel that is written and read again, its decoder. */
static void
prepare(const OrielOpenings *openings)
{
  g_autoptr(GdkPixbuf) pixel = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, 1, 1);
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new();
  g_autofree char *jpeg = NULL;
  gsize size = 0;

  oriel_vnc_trust_prepare();
  sasl_client_init(NULL);
  if (gdk_pixbuf_save_to_buffer(pixel, &jpeg, &size, "jpeg", NULL, NULL))
    gdk_pixbuf_loader_write(loader, (const guchar *)jpeg, size, NULL);
  gdk_pixbuf_loader_close(loader, NULL);
}

int
main(int argc, char **argv)
{
  const char *const read_paths[] = {"/etc/pki", "/etc/ssl", "/usr/share/ca-certificates",
                                    oriel_vnc_trust_get_user_dir(), NULL};
  const OrielConfinement confinement = {.read_paths = read_paths, .prepare = prepare};

  oriel_vnc_shortcuts_init();
  return oriel_worker_main(argc, argv, oriel_vnc_backend_get_type, &confinement);
}
