// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * usage: picker-cost GUESTS KEYS N
 * Shows a picker a host with so many guests, and draws; then presses each of KEYS N times, and
 * draws after each. Prints what both cost: bytes written, microseconds of the processor, and KiB of
 * memory. Under callgrind, two values of N tell what the keys cost, and two of GUESTS what a guest
 * does.
 */
#include "picker-rig.h"

#include "unit/fake-host.h"

#include <locale.h>
#include <stdlib.h>
#include <time.h>

/* Of the processor, in microseconds. */
static gint64
get_time(void)
{
  struct timespec now;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* KiB of memory that the process has of its own. */
static guint
get_memory(void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  if (g_file_get_contents("/proc/self/status", &status, NULL, NULL))
    line = strstr(status, "RssAnon:");
  return line != NULL ? (guint)atoi(line + strlen("RssAnon:")) : 0;
}

/* A host that is there with all its guests. (transfer full) */
static OrielHost *
make_host(guint n_guests)
{
  OrielHost *host = fake_host_new("fake:///two");

  oriel_host_report_state(host, ORIEL_HOST_CONNECTED, NULL);
  for (guint i = 0; i < n_guests; i++) {
    g_autofree char *name = g_strdup_printf("guest-%u", i);
    g_autofree char *uuid = g_strconcat("uuid of ", name, NULL);

    g_object_unref(fake_host_add_guest(host, FALSE, name, uuid, i % 2 == 0 ? (int)i : -1));
  }
  return host;
}

int
main(int argc, char **argv)
{
  g_autoptr(Rig) rig = NULL;
  g_autoptr(OrielHost) host = NULL;
  gsize bytes = 0;
  gint64 start;
  guint memory;
  int n, n_keys;

  setlocale(LC_ALL, "C.UTF-8");
  if (argc != 4) {
    g_printerr("usage: picker-cost GUESTS KEYS N\n");
    return 2;
  }
  host = make_host((guint)atoi(argv[1]));
  rig = rig_new(0, 120, 50);
  rig->picker->settings.preview = FALSE;
  rig_render(rig);
  memory = get_memory();
  start = get_time();
  model_add_host(rig->picker->model, host);
  bytes = rig_render(rig);
  g_print("first %" G_GINT64_FORMAT " us, %" G_GSIZE_FORMAT " bytes, %u KiB\n", get_time() - start,
          bytes, get_memory() - memory);
  n = atoi(argv[3]);
  n_keys = n * (int)strlen(argv[2]);
  bytes = 0;
  start = get_time();
  for (int i = 0; i < n; i++)
    for (const char *key = argv[2]; *key != '\0'; key++) {
      rig_key(rig, (guint)*key, 0);
      bytes += rig_render(rig);
    }
  if (n_keys > 0)
    g_print("keys %" G_GINT64_FORMAT " us, %" G_GSIZE_FORMAT " bytes\n",
            (get_time() - start) / n_keys, bytes / (gsize)n_keys);
  return 0;
}
