// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-resources.h"

#define STATS (VIR_DOMAIN_STATS_BALLOON | VIR_DOMAIN_STATS_VCPU)
#define MAX_SINGLE 32 /* guests that are looked up one by one at a time */

typedef struct {
  char uuid[VIR_UUID_STRING_BUFLEN];
  guint64 memory;
  guint vcpus;
} Answer;

typedef struct {
  OrielLibvirtResources *asker; /* (unowned) (nullable): NULL = nobody listens any more */
  OrielLibvirtLink *link;       /* (owned) */
  GPtrArray *uuids;             /* (owned) (nullable) of strings (owned); NULL = all that run */
  GArray *answers;              /* (owned) of Answer */
} Question;

struct _OrielLibvirtResources {
  OrielLibvirtResourcesFunc func;
  gpointer owner;             /* (unowned) */
  OrielLibvirtWorker *worker; /* (owned) (nullable) of this link: one that hangs takes it along */
  OrielLibvirtLink *link;     /* (unowned) (nullable) */
  GHashTable *wanted;         /* (owned) UUIDs (owned) to ask about next */
  gboolean all_wanted;
  Question *question; /* (unowned) (nullable): the one under way */
};

OrielLibvirtResources *
oriel_libvirt_resources_new(OrielLibvirtResourcesFunc func, gpointer owner)
{
  OrielLibvirtResources *self = g_new0(OrielLibvirtResources, 1);

  self->func = func;
  self->owner = owner;
  self->wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
oriel_libvirt_resources_free(OrielLibvirtResources *self)
{
  oriel_libvirt_resources_set_link(self, NULL);
  g_hash_table_unref(self->wanted);
  g_free(self);
}

void
oriel_libvirt_resources_set_link(OrielLibvirtResources *self, OrielLibvirtLink *link)
{
  self->link = link;
  g_hash_table_remove_all(self->wanted);
  self->all_wanted = FALSE;
  if (self->question != NULL)
    self->question->asker = NULL;
  self->question = NULL;
  g_clear_pointer(&self->worker, oriel_libvirt_worker_unref);
}

/* Questions */

static void
take_answer(GArray *answers, const virDomainStatsRecord *record)
{
  unsigned long long maximum = 0, current = 0;
  Answer answer = {0};

  virTypedParamsGetULLong(record->params, record->nparams, "balloon.maximum", &maximum);
  virTypedParamsGetULLong(record->params, record->nparams, "balloon.current", &current);
  virTypedParamsGetUInt(record->params, record->nparams, "vcpu.current", &answer.vcpus);
  answer.memory = current != 0 ? current : maximum;
  if ((answer.memory != 0 || answer.vcpus != 0) &&
      virDomainGetUUIDString(record->dom, answer.uuid) == 0)
    g_array_append_val(answers, answer);
}

/* Guests that are gone have no answer. */
static int
ask_single(virConnectPtr connection, GPtrArray *uuids, virDomainStatsRecordPtr **records)
{
  g_autofree virDomainPtr *domains = g_new0(virDomainPtr, uuids->len + 1);
  guint n_domains = 0;
  int n_records = 0;

  for (guint i = 0; i < uuids->len; i++) {
    domains[n_domains] = virDomainLookupByUUIDString(connection, uuids->pdata[i]);
    n_domains += domains[n_domains] != NULL;
  }
  if (n_domains > 0)
    n_records =
        virDomainListGetStats(domains, STATS, records, VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  for (guint i = 0; i < n_domains; i++)
    virDomainFree(domains[i]);
  return n_records;
}

/* In a thread. Drivers without bulk statistics tell what they know with the state. */
static void
question_work(gpointer data)
{
  Question *question = data;
  virConnectPtr connection = oriel_libvirt_link_borrow(question->link, NULL);
  virDomainStatsRecordPtr *records = NULL;
  int n_records;

  if (connection == NULL)
    return;
  if (question->uuids == NULL)
    n_records = virConnectGetAllDomainStats(connection, STATS, &records,
                                            VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE |
                                                VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  else
    n_records = ask_single(connection, question->uuids, &records);
  for (int i = 0; i < n_records; i++)
    take_answer(question->answers, records[i]);
  virDomainStatsRecordListFree(records);
  virResetLastError();
  oriel_libvirt_link_give_back(question->link, connection);
}

static void ask(OrielLibvirtResources *self);

/* Whoever hears of an answer may disconnect: then nobody listens any more. */
static void
question_done(gpointer data)
{
  Question *question = data;

  for (guint i = 0; i < question->answers->len && question->asker != NULL; i++) {
    const Answer *answer = &g_array_index(question->answers, Answer, i);

    question->asker->func(question->asker->owner, answer->uuid, answer->memory, answer->vcpus);
  }
  if (question->asker != NULL) {
    question->asker->question = NULL;
    ask(question->asker);
  }
  g_clear_pointer(&question->uuids, g_ptr_array_unref);
  g_array_unref(question->answers);
  oriel_libvirt_link_unref(question->link);
  g_free(question);
}

static GPtrArray *
steal_wanted(OrielLibvirtResources *self)
{
  GPtrArray *uuids = g_ptr_array_new_with_free_func(g_free);
  GHashTableIter iter;
  gpointer uuid;

  g_hash_table_iter_init(&iter, self->wanted);
  while (uuids->len < MAX_SINGLE && g_hash_table_iter_next(&iter, &uuid, NULL)) {
    g_ptr_array_add(uuids, uuid);
    g_hash_table_iter_steal(&iter);
  }
  return uuids;
}

/* Asks about what is wanted, unless an answer is waited for already. */
static void
ask(OrielLibvirtResources *self)
{
  Question *question;

  if (self->question != NULL || self->link == NULL ||
      (!self->all_wanted && g_hash_table_size(self->wanted) == 0))
    return;
  if (self->worker == NULL)
    self->worker = oriel_libvirt_worker_new(1);
  question = g_new0(Question, 1);
  question->asker = self;
  question->link = oriel_libvirt_link_ref(self->link);
  question->answers = g_array_new(FALSE, FALSE, sizeof(Answer));
  if (!self->all_wanted)
    question->uuids = steal_wanted(self);
  self->all_wanted = FALSE;
  self->question = question;
  oriel_libvirt_worker_run(self->worker, question_work, question_done, question);
}

void
oriel_libvirt_resources_ask(OrielLibvirtResources *self, const char *uuid)
{
  g_hash_table_add(self->wanted, g_strdup(uuid));
  ask(self);
}

void
oriel_libvirt_resources_ask_all(OrielLibvirtResources *self)
{
  self->all_wanted = TRUE;
  ask(self);
}
