// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-backend.h"

#include "oriel-spice-smartcard.h"
#include "oriel-spice-video.h"
#include "worker/oriel-worker.h"

#include <libusb.h>
#include <openssl/crypto.h>
#include <openssl/provider.h>
#include <sasl/sasl.h>

/* Loads what libraries load from files, and programs that they load, while that is possible. */
static void
prepare(const OrielOpenings *openings)
{
  sasl_client_init(NULL);
  /* The old cipher of DIGEST-MD5, which alone protects what goes over a connection without TLS; not
   * for anything else. */
  OSSL_PROVIDER_load(OSSL_LIB_CTX_new(), "legacy");
  /* spice-client-glib looks for devices as soon as there is a session; here are none to be found.
   */
  libusb_set_option(NULL, LIBUSB_OPTION_NO_DEVICE_DISCOVERY);
  oriel_spice_smartcard_prepare(openings);
#ifdef ORIEL_GSTREAMER_PLUGINS
  oriel_spice_video_prepare(openings);
#endif
}

int
main(int argc, char **argv)
{
  const char *const read_paths[] = {"/etc/pki",
                                    "/etc/ssl",
                                    "/usr/lib/ssl",
                                    "/usr/share/ca-certificates",
                                    OPENSSL_info(OPENSSL_INFO_MODULES_DIR),
                                    NULL};
  const OrielConfinement confinement = {.read_paths = read_paths, .prepare = prepare};

  return oriel_worker_main(argc, argv, oriel_spice_backend_get_type, &confinement);
}
