// SPDX-License-Identifier: LGPL-2.1-or-later
#include "migrate.h"

#include "report.h"

static SpiceServer *spice;

static void
on_connected(SpiceMigrateInstance *instance)
{
  report_spice("migrate connected");
}

static void
on_ended(SpiceMigrateInstance *instance)
{
  report_spice("migrate ended");
}

static const SpiceMigrateInterface interface = {
    .base.type = SPICE_INTERFACE_MIGRATION,
    .base.description = "test migration",
    .base.major_version = SPICE_INTERFACE_MIGRATION_MAJOR,
    .base.minor_version = SPICE_INTERFACE_MIGRATION_MINOR,
    .migrate_connect_complete = on_connected,
    .migrate_end_complete = on_ended,
};

static SpiceMigrateInstance instance = {.base.sif = &interface.base};
static gboolean is_added; /* it cannot be taken away again, and rules switching out */

void
migrate_start(SpiceServer *server, gboolean seamless)
{
  spice = server;
  spice_server_set_seamless_migration(server, seamless);
}

/* Reads HOST PORT [TLS-PORT [SUBJECT]], 0 being no port. (transfer full) (nullable) */
static GStrv
read_host(const char *args, int *port, int *tls_port)
{
  g_auto(GStrv) words = g_strsplit(args, " ", 4);
  guint n = g_strv_length(words);
  guint64 plain = 0, secure = 0;

  if (n < 2 || !g_ascii_string_to_unsigned(words[1], 10, 0, G_MAXUINT16, &plain, NULL) ||
      (n > 2 && !g_ascii_string_to_unsigned(words[2], 10, 0, G_MAXUINT16, &secure, NULL)))
    return NULL;
  *port = plain > 0 ? (int)plain : -1;
  *tls_port = secure > 0 ? (int)secure : -1;
  return g_steal_pointer(&words);
}

static const char *
subject_of(GStrv words)
{
  return g_strv_length(words) > 3 ? words[3] : NULL;
}

static gboolean
do_connect(const char *args)
{
  int port = 0, tls_port = 0;
  g_auto(GStrv) words = read_host(args, &port, &tls_port);

  if (words == NULL)
    return FALSE;
  if (!is_added)
    spice_server_add_interface(spice, &instance.base);
  is_added = TRUE;
  return spice_server_migrate_connect(spice, words[0], port, tls_port, subject_of(words)) == 0;
}

static gboolean
do_end(const char *args)
{
  gboolean completed = FALSE;

  return is_added && command_read_flag(args, &completed) &&
         spice_server_migrate_end(spice, completed) == 0;
}

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static gboolean
do_switch(const char *args)
{
  int port = 0, tls_port = 0;
  g_auto(GStrv) words = read_host(args, &port, &tls_port);

  return words != NULL && !is_added &&
         spice_server_migrate_info(spice, words[0], port, tls_port, subject_of(words)) == 0 &&
         spice_server_migrate_switch(spice) == 0;
}

G_GNUC_END_IGNORE_DEPRECATIONS

const Command migrate_commands[] = {
    {"migrate-connect", do_connect},
    {"migrate-end", do_end},
    {"migrate-switch", do_switch},
    {NULL},
};
