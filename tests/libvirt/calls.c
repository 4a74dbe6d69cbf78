// SPDX-License-Identifier: LGPL-2.1-or-later
#include "calls.h"

#include <dlfcn.h>
#include <libvirt/libvirt.h>
#include <string.h>
#include <time.h>

Calls calls;
gint calls_send_blocks;

void
calls_reset(void)
{
  memset(&calls, 0, sizeof calls);
}

gint64
calls_cpu_time(void)
{
  struct timespec time;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gpointer
next(const char *name)
{
  gpointer function = dlsym(RTLD_NEXT, name);

  g_assert_nonnull(function);
  return function;
}

virConnectPtr
virConnectOpenAuth(const char *name, virConnectAuthPtr auth, unsigned int flags)
{
  virConnectPtr (*real)(const char *, virConnectAuthPtr, unsigned int) = next(__func__);
  virConnectPtr connection = real(name, auth, flags);

  g_atomic_int_inc(&calls.open);
  calls.opened = g_get_monotonic_time();
  calls.opened_cpu = calls_cpu_time();
  return connection;
}

int
virConnectListAllDomains(virConnectPtr connection, virDomainPtr **domains, unsigned int flags)
{
  int (*real)(virConnectPtr, virDomainPtr **, unsigned int) = next(__func__);

  g_atomic_int_inc(&calls.list);
  return real(connection, domains, flags);
}

int
virConnectGetAllDomainStats(virConnectPtr connection,
                            unsigned int stats,
                            virDomainStatsRecordPtr **result,
                            unsigned int flags)
{
  int (*real)(virConnectPtr, unsigned int, virDomainStatsRecordPtr **, unsigned int) =
      next(__func__);

  g_atomic_int_inc(&calls.all_stats);
  return real(connection, stats, result, flags);
}

int
virDomainListGetStats(virDomainPtr *domains,
                      unsigned int stats,
                      virDomainStatsRecordPtr **result,
                      unsigned int flags)
{
  int (*real)(virDomainPtr *, unsigned int, virDomainStatsRecordPtr **, unsigned int) =
      next(__func__);

  g_atomic_int_inc(&calls.some_stats);
  return real(domains, stats, result, flags);
}

int
virDomainGetInfo(virDomainPtr domain, virDomainInfoPtr info)
{
  int (*real)(virDomainPtr, virDomainInfoPtr) = next(__func__);

  g_atomic_int_inc(&calls.info);
  return real(domain, info);
}

char *
virDomainGetXMLDesc(virDomainPtr domain, unsigned int flags)
{
  char *(*real)(virDomainPtr, unsigned int) = next(__func__);

  g_atomic_int_inc(&calls.xml);
  return real(domain, flags);
}

/* The next two are called thousands of times, and looked up once. */
int
virDomainGetUUID(virDomainPtr domain, unsigned char *uuid)
{
  static gsize real = 0;

  if (g_once_init_enter(&real))
    g_once_init_leave(&real, (gsize)next(__func__));
  g_atomic_int_inc(&calls.uuid);
  return ((int (*)(virDomainPtr, unsigned char *))real)(domain, uuid);
}

unsigned int
virDomainGetID(virDomainPtr domain)
{
  static gsize real = 0;

  if (g_once_init_enter(&real))
    g_once_init_leave(&real, (gsize)next(__func__));
  g_atomic_int_inc(&calls.id);
  return ((unsigned int (*)(virDomainPtr))real)(domain);
}

int
virConnectSetKeepAlive(virConnectPtr connection, int interval, unsigned int count)
{
  int (*real)(virConnectPtr, int, unsigned int) = next(__func__);

  g_atomic_int_inc(&calls.keepalive);
  return real(connection, interval, count);
}

int
virStreamSend(virStreamPtr stream, const char *data, size_t size)
{
  int (*real)(virStreamPtr, const char *, size_t) = next(__func__);

  if (g_atomic_int_get(&calls_send_blocks) > 0 && g_atomic_int_add(&calls_send_blocks, -1) > 0)
    return -2;
  return real(stream, data, size);
}
