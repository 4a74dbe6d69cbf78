// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-guests.h"
#include "oriel-libvirt-resources.h"

/*
 * An event changes what it says at once, and makes the guest dirty: the host is asked what became
 * of all dirty guests, in one call, since events do not tell everything (whether a guest that
 * stopped still exists). An answer about a guest that is dirty again by then is older than what is
 * known, and ignored. How much memory a guest has is another question, which may take long.
 *
 * Not everything has an event: a guest that died while its daemon was away is taken for one that
 * runs until the daemon has looked for its process, and nobody is told that it did not find it. So
 * the host is asked as well about a guest that turns out to be in doubt.
 */
struct _OrielLibvirtGuests {
  OrielLibvirtHost *host;           /* (unowned) */
  OrielLibvirtWorker *worker;       /* (owned) */
  OrielLibvirtResources *resources; /* (owned) */
  OrielLibvirtLink *link;           /* (unowned) (nullable) */
  GHashTable *by_uuid;              /* (owned) borrowed UUID -> OrielLibvirtGuest (owned) */
  GHashTable *dirty;                /* (owned) OrielLibvirtGuest (owned) -> virDomain (owned) */
  GHashTable *doubted;              /* (owned) of OrielLibvirtGuest (owned) */
  struct _Question *question;       /* (unowned) (nullable): the one under way */
};

typedef struct _Question {
  OrielLibvirtGuests *asker; /* (unowned) (nullable): NULL = nobody listens any more */
  OrielLibvirtLink *link;    /* (owned) */
  GPtrArray *guests;         /* (owned) of OrielLibvirtGuest (owned) */
  GPtrArray *domains;        /* (owned) of virDomain (owned), one for each guest */
  GPtrArray *doubted;        /* (owned) of OrielLibvirtGuest (owned) whose domains are not known */
  GPtrArray *gone;           /* (owned) those of them that there are none of */
  GPtrArray *records;        /* (owned) (nullable) of OrielLibvirtRecord, one for each guest */
} Question;

static void
free_domain(gpointer domain)
{
  virDomainFree(domain);
}

static void
on_resources(gpointer owner, const char *uuid, guint64 memory, guint vcpus)
{
  OrielLibvirtGuests *self = owner;
  OrielGuest *known = g_hash_table_lookup(self->by_uuid, uuid);
  g_autoptr(OrielLibvirtHost) keep = g_object_ref(self->host);
  g_autoptr(OrielGuest) guest = known != NULL ? g_object_ref(known) : NULL;

  if (guest != NULL)
    oriel_guest_report_resources(guest, memory != 0 ? memory : oriel_guest_get_memory(guest),
                                 vcpus != 0 ? vcpus : oriel_guest_get_vcpus(guest));
}

OrielLibvirtGuests *
oriel_libvirt_guests_new(OrielLibvirtHost *host, OrielLibvirtWorker *worker)
{
  OrielLibvirtGuests *self = g_new0(OrielLibvirtGuests, 1);

  self->host = host;
  self->worker = oriel_libvirt_worker_ref(worker);
  self->resources = oriel_libvirt_resources_new(on_resources, self);
  self->by_uuid = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_object_unref);
  self->dirty = g_hash_table_new_full(NULL, NULL, g_object_unref, free_domain);
  self->doubted = g_hash_table_new_full(NULL, NULL, g_object_unref, NULL);
  return self;
}

void
oriel_libvirt_guests_free(OrielLibvirtGuests *self)
{
  oriel_libvirt_guests_set_link(self, NULL);
  g_hash_table_unref(self->by_uuid);
  g_hash_table_unref(self->dirty);
  g_hash_table_unref(self->doubted);
  oriel_libvirt_resources_free(self->resources);
  oriel_libvirt_worker_unref(self->worker);
  g_free(self);
}

void
oriel_libvirt_guests_set_link(OrielLibvirtGuests *self, OrielLibvirtLink *link)
{
  self->link = link;
  oriel_libvirt_resources_set_link(self->resources, link);
  g_hash_table_remove_all(self->dirty);
  g_hash_table_remove_all(self->doubted);
  if (self->question != NULL)
    self->question->asker = NULL;
  self->question = NULL;
}

/* Where @sort_key and @uuid are in the list, or would be. */
static guint
find_position(OrielLibvirtGuests *self, const char *sort_key, const char *uuid)
{
  GListModel *list = oriel_host_get_guests(ORIEL_HOST(self->host));
  guint low = 0, high = g_list_model_get_n_items(list);

  while (low < high) {
    guint middle = low + (high - low) / 2;
    g_autoptr(OrielLibvirtGuest) guest = g_list_model_get_item(list, middle);

    if (oriel_libvirt_compare(oriel_libvirt_guest_get_sort_key(guest),
                              oriel_guest_get_uuid(ORIEL_GUEST(guest)), sort_key, uuid) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void
insert(OrielLibvirtGuests *self, OrielLibvirtGuest *guest)
{
  OrielGuest *added = ORIEL_GUEST(guest);

  oriel_host_splice_guests(
      ORIEL_HOST(self->host),
      find_position(self, oriel_libvirt_guest_get_sort_key(guest), oriel_guest_get_uuid(added)), 0,
      &added, 1);
}

static void
take_out(OrielLibvirtGuests *self, OrielLibvirtGuest *guest)
{
  OrielHost *host = ORIEL_HOST(self->host);
  guint position = find_position(self, oriel_libvirt_guest_get_sort_key(guest),
                                 oriel_guest_get_uuid(ORIEL_GUEST(guest)));
  g_autoptr(OrielLibvirtGuest) found = g_list_model_get_item(oriel_host_get_guests(host), position);

  /* Whoever heard that it is off may have left the host, whose list is empty then. */
  if (found == guest)
    oriel_host_splice_guests(host, position, 1, NULL, 0);
}

/* Whether the guest is one of this host's. */
static gboolean
is_known(OrielLibvirtGuests *self, OrielLibvirtGuest *guest)
{
  return g_hash_table_lookup(self->by_uuid, oriel_guest_get_uuid(ORIEL_GUEST(guest))) == guest;
}

/* Registers a new guest, which is not in the list yet. (transfer none) */
static OrielLibvirtGuest *
add(OrielLibvirtGuests *self, OrielLibvirtRecord *record)
{
  OrielLibvirtGuest *guest = oriel_libvirt_guest_new(self->host, record);

  g_hash_table_insert(self->by_uuid, (gpointer)oriel_guest_get_uuid(ORIEL_GUEST(guest)), guest);
  return guest;
}

static void
remove_guest(OrielLibvirtGuests *self, OrielLibvirtGuest *guest)
{
  g_autoptr(OrielLibvirtGuest) keep = g_object_ref(guest);

  oriel_guest_report_state(ORIEL_GUEST(guest), ORIEL_GUEST_OFF, -1);
  g_hash_table_remove(self->dirty, guest);
  g_hash_table_remove(self->doubted, guest);
  g_hash_table_remove(self->by_uuid, oriel_guest_get_uuid(ORIEL_GUEST(guest)));
  take_out(self, guest);
}

static void
rename_guest(OrielLibvirtGuests *self, OrielLibvirtGuest *guest, OrielLibvirtRecord *record)
{
  g_autoptr(OrielLibvirtGuest) keep = g_object_ref(guest);

  if (g_strcmp0(oriel_guest_get_name(ORIEL_GUEST(guest)), record->name) == 0)
    return;
  take_out(self, guest);
  oriel_libvirt_guest_rename(guest, record);
  if (is_known(self, guest)) /* or the host was left by whoever heard of it */
    insert(self, guest);
}

static void
apply(OrielLibvirtGuests *self, OrielLibvirtGuest *guest, OrielLibvirtRecord *record)
{
  if (record->gone) {
    remove_guest(self, guest);
    return;
  }
  rename_guest(self, guest, record);
  oriel_libvirt_guest_take_record(guest, record);
}

/* Questions */

static Question *
question_new(OrielLibvirtGuests *self)
{
  Question *question = g_new0(Question, 1);

  question->asker = self;
  question->link = oriel_libvirt_link_ref(self->link);
  question->guests = g_ptr_array_new_with_free_func(g_object_unref);
  question->domains = g_ptr_array_new_with_free_func(free_domain);
  question->doubted = g_ptr_array_new_with_free_func(g_object_unref);
  question->gone = g_ptr_array_new_with_free_func(g_object_unref);
  return question;
}

static void
question_free(Question *question)
{
  g_ptr_array_unref(question->guests);
  g_ptr_array_unref(question->doubted);
  g_ptr_array_unref(question->gone);
  g_clear_pointer(&question->records, g_ptr_array_unref);
  oriel_libvirt_link_unref(question->link);
  g_free(question);
}

static void
look_up_doubted(Question *question, virConnectPtr connection)
{
  for (guint i = 0; i < question->doubted->len; i++) {
    OrielGuest *guest = question->doubted->pdata[i];
    virDomainPtr domain = virDomainLookupByUUIDString(connection, oriel_guest_get_uuid(guest));

    if (domain != NULL) {
      g_ptr_array_add(question->guests, g_object_ref(guest));
      g_ptr_array_add(question->domains, domain);
    } else if (virGetLastErrorCode() == VIR_ERR_NO_DOMAIN) {
      g_ptr_array_add(question->gone, g_object_ref(guest));
    }
  }
  virResetLastError();
}

/* In a thread; the domains go here, because the last one may take its connection along. */
static void
question_work(gpointer data)
{
  Question *question = data;

  look_up_doubted(question, oriel_libvirt_link_get_connection(question->link));
  question->records =
      oriel_libvirt_query(oriel_libvirt_link_get_connection(question->link),
                          (virDomainPtr *)question->domains->pdata, question->domains->len);
  g_clear_pointer(&question->domains, g_ptr_array_unref);
}

static void ask(OrielLibvirtGuests *self);

/* Whether the guest is still one of this host's, and no event has told more than the answer. */
static gboolean
is_news(OrielLibvirtGuests *self, OrielLibvirtGuest *guest)
{
  return self != NULL && !g_hash_table_contains(self->dirty, guest) && is_known(self, guest);
}

/* Whoever hears of a change may disconnect, or drop the host: then nobody asks any more. */
static void
question_done(gpointer data)
{
  Question *question = data;
  g_autoptr(OrielLibvirtHost) keep =
      question->asker != NULL ? g_object_ref(question->asker->host) : NULL;

  for (guint i = 0; question->records != NULL && i < question->records->len; i++) {
    OrielLibvirtGuest *guest = question->guests->pdata[i];

    if (is_news(question->asker, guest))
      apply(question->asker, guest, question->records->pdata[i]);
  }
  for (guint i = 0; i < question->gone->len; i++)
    if (is_news(question->asker, question->gone->pdata[i]))
      remove_guest(question->asker, question->gone->pdata[i]);
  if (question->asker != NULL) {
    question->asker->question = NULL;
    ask(question->asker);
  }
  question_free(question);
}

/* Asks what became of the guests that are dirty or in doubt, unless somebody is asking already. */
static void
ask(OrielLibvirtGuests *self)
{
  Question *question;
  GHashTableIter iter;
  gpointer guest, domain;

  if (self->question != NULL || self->link == NULL ||
      g_hash_table_size(self->dirty) + g_hash_table_size(self->doubted) == 0)
    return;
  question = question_new(self);
  g_hash_table_iter_init(&iter, self->dirty);
  while (g_hash_table_iter_next(&iter, &guest, &domain)) {
    g_ptr_array_add(question->guests, guest);
    g_ptr_array_add(question->domains, domain);
    g_hash_table_iter_steal(&iter);
  }
  g_hash_table_iter_init(&iter, self->doubted);
  while (g_hash_table_iter_next(&iter, &guest, NULL)) {
    g_ptr_array_add(question->doubted, guest);
    g_hash_table_iter_steal(&iter);
  }
  self->question = question;
  oriel_libvirt_worker_run(self->worker, question_work, question_done, question);
}

static void
make_dirty(OrielLibvirtGuests *self, OrielLibvirtGuest *guest, virDomainPtr domain)
{
  if (virDomainRef(domain) == 0)
    g_hash_table_replace(self->dirty, g_object_ref(guest), domain);
  ask(self);
  oriel_libvirt_resources_ask(self->resources, oriel_guest_get_uuid(ORIEL_GUEST(guest)));
}

void
oriel_libvirt_guests_doubt(OrielLibvirtGuests *self, OrielLibvirtGuest *guest)
{
  if (!is_known(self, guest) || g_hash_table_contains(self->dirty, guest))
    return;
  g_hash_table_add(self->doubted, g_object_ref(guest));
  ask(self);
}

/* Events */

/* What a guest is doing after a lifecycle event, where the event tells. */
static gboolean
state_after(int event, OrielGuestState *state)
{
  static const struct {
    int event;
    OrielGuestState state;
  } states[] = {
      {VIR_DOMAIN_EVENT_STARTED, ORIEL_GUEST_RUNNING},
      {VIR_DOMAIN_EVENT_SUSPENDED, ORIEL_GUEST_PAUSED},
      {VIR_DOMAIN_EVENT_RESUMED, ORIEL_GUEST_RUNNING},
      {VIR_DOMAIN_EVENT_STOPPED, ORIEL_GUEST_OFF},
      {VIR_DOMAIN_EVENT_SHUTDOWN, ORIEL_GUEST_SHUTTING_DOWN},
      {VIR_DOMAIN_EVENT_PMSUSPENDED, ORIEL_GUEST_SLEEPING},
      {VIR_DOMAIN_EVENT_CRASHED, ORIEL_GUEST_CRASHED},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(states); i++)
    if (states[i].event == event) {
      *state = states[i].state;
      return TRUE;
    }
  return FALSE;
}

/* Ports are given at the start and taken back at the stop. */
static gboolean
changes_details(int event)
{
  return event == VIR_DOMAIN_EVENT_DEFINED || event == VIR_DOMAIN_EVENT_STARTED ||
         event == VIR_DOMAIN_EVENT_STOPPED;
}

static gboolean
is_off(OrielLibvirtGuest *guest)
{
  OrielGuestState state = oriel_guest_get_state(ORIEL_GUEST(guest));

  return state == ORIEL_GUEST_OFF || state == ORIEL_GUEST_UNKNOWN;
}

static void
take_lifecycle(OrielLibvirtGuests *self,
               OrielLibvirtGuest *guest,
               const OrielLibvirtEvent *event,
               OrielLibvirtRecord *record)
{
  OrielGuestState state;

  if (event->number == VIR_DOMAIN_EVENT_UNDEFINED) {
    /* One that runs goes on until it is stopped; one that is renamed is defined next. */
    if (event->detail != VIR_DOMAIN_EVENT_UNDEFINED_RENAMED && is_off(guest))
      remove_guest(self, guest);
    return;
  }
  if (event->number == VIR_DOMAIN_EVENT_DEFINED)
    rename_guest(self, guest, record);
  if (state_after(event->number, &state))
    oriel_guest_report_state(ORIEL_GUEST(guest), state, state == ORIEL_GUEST_OFF ? -1 : record->id);
  if (changes_details(event->number))
    oriel_libvirt_guest_refresh_details(guest);
}

/* Whether an event tells of a guest that exists, so that it may be new. */
static gboolean
may_be_new(const OrielLibvirtEvent *event)
{
  return event->kind == ORIEL_LIBVIRT_EVENT_LIFECYCLE &&
         (event->number == VIR_DOMAIN_EVENT_DEFINED || event->number == VIR_DOMAIN_EVENT_STARTED ||
          event->number == VIR_DOMAIN_EVENT_SUSPENDED || event->number == VIR_DOMAIN_EVENT_RESUMED);
}

void
oriel_libvirt_guests_take_event(OrielLibvirtGuests *self, const OrielLibvirtEvent *event)
{
  g_autoptr(OrielLibvirtRecord) record = oriel_libvirt_record_new(event->domain);
  OrielLibvirtGuest *known = g_hash_table_lookup(self->by_uuid, record->uuid);
  g_autoptr(OrielLibvirtGuest) guest = NULL;

  if (known == NULL && !may_be_new(event))
    return;
  guest = g_object_ref(known != NULL ? known : add(self, record));
  if (known == NULL)
    insert(self, guest);
  if (event->kind == ORIEL_LIBVIRT_EVENT_LIFECYCLE)
    take_lifecycle(self, guest, event, record);
  else if (event->kind == ORIEL_LIBVIRT_EVENT_DETAILS)
    oriel_libvirt_guest_refresh_details(guest);
  if (self->link != NULL && g_hash_table_contains(self->by_uuid, record->uuid))
    make_dirty(self, guest, event->domain);
}

/* The whole list */

/* Replaces what differs between the list and @wanted, in one step. */
static void
set_list(OrielLibvirtGuests *self, GPtrArray *wanted)
{
  GListModel *list = oriel_host_get_guests(ORIEL_HOST(self->host));
  guint n_old = g_list_model_get_n_items(list), start = 0, end = 0;

  for (; start < MIN(n_old, wanted->len); start++) {
    g_autoptr(GObject) old = g_list_model_get_item(list, start);

    if (old != wanted->pdata[start])
      break;
  }
  for (; end < MIN(n_old, wanted->len) - start; end++) {
    g_autoptr(GObject) old = g_list_model_get_item(list, n_old - 1 - end);

    if (old != wanted->pdata[wanted->len - 1 - end])
      break;
  }
  if (start + end < n_old || start + end < wanted->len)
    oriel_host_splice_guests(ORIEL_HOST(self->host), start, n_old - start - end,
                             (OrielGuest **)wanted->pdata + start, wanted->len - start - end);
}

/* A guest that was there before: what the host reported meanwhile was missed. */
static void
catch_up(OrielLibvirtGuest *guest, OrielLibvirtRecord *record)
{
  oriel_libvirt_guest_rename(guest, record);
  oriel_libvirt_guest_take_record(guest, record);
  oriel_libvirt_guest_refresh_details(guest);
}

void
oriel_libvirt_guests_take_list(OrielLibvirtGuests *self, GPtrArray *records)
{
  g_autoptr(GPtrArray) wanted = g_ptr_array_new_full(records->len, g_object_unref);
  g_autoptr(GHashTable) before = g_steal_pointer(&self->by_uuid);
  const guint before_size = g_hash_table_size(before);
  GHashTableIter iter;
  gpointer guest;

  self->by_uuid = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_object_unref);
  for (guint i = 0; i < records->len; i++) {
    OrielLibvirtRecord *record = records->pdata[i];

    if (before_size > 0 && g_hash_table_steal_extended(before, record->uuid, NULL, &guest)) {
      g_hash_table_insert(self->by_uuid, (gpointer)oriel_guest_get_uuid(guest), guest);
      g_ptr_array_add(wanted, g_object_ref(guest));
      catch_up(guest, record);
    } else
      g_ptr_array_add(wanted, g_object_ref(add(self, record)));
  }
  g_hash_table_iter_init(&iter, before);
  while (g_hash_table_iter_next(&iter, NULL, &guest))
    oriel_guest_report_state(guest, ORIEL_GUEST_OFF, -1);
  if (self->link != NULL)
    set_list(self, wanted);
  else
    g_hash_table_remove_all(self->by_uuid);
}

void
oriel_libvirt_guests_clear(OrielLibvirtGuests *self)
{
  GListModel *list = oriel_host_get_guests(ORIEL_HOST(self->host));

  g_hash_table_remove_all(self->by_uuid);
  if (g_list_model_get_n_items(list) > 0)
    oriel_host_splice_guests(ORIEL_HOST(self->host), 0, g_list_model_get_n_items(list), NULL, 0);
}

void
oriel_libvirt_guests_ask_resources(OrielLibvirtGuests *self)
{
  oriel_libvirt_resources_ask_all(self->resources);
}
