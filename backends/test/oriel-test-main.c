// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-test-backend.h"
#include "oriel-worker.h"

int
main(int argc, char **argv)
{
  static const OrielConfinement confinement = {0};

  return oriel_worker_main(argc, argv, oriel_test_backend_get_type, &confinement);
}
