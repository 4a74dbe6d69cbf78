// SPDX-License-Identifier: LGPL-2.1-or-later
/* oriel list: the guests of one or several hosts. */
#include "command.h"
#include "guest-table.h"
#include "list-kept.h"
#include "progress.h"
#include "report.h"

#include "shared/host-questions.h"
#include "shared/option-flags.h"
#include "shared/target-resolve.h"

/* The work of one run. Every host is asked at the same time; what they answer is kept by host, so
 * that the order of the output is that of the command line. */
typedef struct {
  GMainLoop *loop;
  guint pending; /* answers still to come */
  gboolean running_only;
  ExitStatus status; /* of the first host that failed */
  GPtrArray *hosts;  /* of HostListing */
} Listing;

typedef struct {
  Listing *listing;  /* (not owned) */
  OrielHost *host;   /* NULL when its URI is wrong */
  GPtrArray *guests; /* of OrielGuest */
} HostListing;

static void
host_listing_free(HostListing *self)
{
  g_clear_object(&self->host);
  g_ptr_array_unref(self->guests);
  g_free(self);
}

static void
listing_failed(Listing *self, const char *uri, const GError *error)
{
  ExitStatus status = report_error(uri, error);

  if (self->status == EXIT_DONE)
    self->status = status;
}

static void
listing_answered(Listing *self)
{
  if (--self->pending == 0)
    g_main_loop_quit(self->loop);
}

/* A guest whose details cannot be had (it went away meanwhile) is listed without displays. */
static void
on_details_loaded(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  if (!oriel_guest_load_details_finish(ORIEL_GUEST(source), result, &error))
    g_debug("no details of %s: %s", oriel_guest_get_name(ORIEL_GUEST(source)), error->message);
  listing_answered(user_data);
}

static void
host_listing_add(HostListing *self, OrielGuest *guest)
{
  gboolean running = oriel_guest_get_id(guest) >= 0;

  if (!running && self->listing->running_only)
    return;
  g_ptr_array_add(self->guests, g_object_ref(guest));
  if (running) {
    self->listing->pending++;
    oriel_guest_load_details_async(guest, NULL, on_details_loaded, self->listing);
  }
}

static void
on_host_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  HostListing *self = user_data;
  GListModel *guests = oriel_host_get_guests(self->host);
  g_autoptr(GError) error = NULL;

  if (!oriel_host_connect_finish(self->host, result, &error)) {
    listing_failed(self->listing, oriel_host_get_uri(self->host), error);
  } else {
    for (guint i = 0; i < g_list_model_get_n_items(guests); i++) {
      g_autoptr(OrielGuest) guest = g_list_model_get_item(guests, i);

      host_listing_add(self, guest);
    }
  }
  listing_answered(self->listing);
}

static void
listing_ask(Listing *self, const char *uri)
{
  HostListing *asked = g_new0(HostListing, 1);
  g_autoptr(GError) error = NULL;

  asked->listing = self;
  asked->guests = g_ptr_array_new_with_free_func(g_object_unref);
  asked->host = target_resolve_new_host(uri, &error);
  g_ptr_array_add(self->hosts, asked);
  if (asked->host == NULL) {
    listing_failed(self, uri, error);
    return;
  }
  oriel_host_set_reconnect(asked->host, FALSE);
  self->pending++;
  host_questions_watch(asked->host);
  oriel_host_connect_async(asked->host, NULL, on_host_connected, asked);
}

static GStrv
list_displays(OrielGuest *guest)
{
  g_autoptr(GStrvBuilder) displays = g_strv_builder_new();
  GListModel *graphics = oriel_guest_get_graphics(guest);

  for (guint i = 0; i < g_list_model_get_n_items(graphics); i++) {
    g_autoptr(OrielGraphics) item = g_list_model_get_item(graphics, i);
    OrielTarget *target = oriel_graphics_get_target(item);
    g_autofree char *uri = target != NULL ? oriel_target_to_uri(target) : NULL;

    g_strv_builder_add(displays, uri != NULL ? uri : oriel_graphics_get_protocol(item));
  }
  return g_strv_builder_end(displays);
}

static GuestRow *
make_row(OrielHost *host, OrielGuest *guest)
{
  GuestRow *row = g_new0(GuestRow, 1);

  row->host = g_strdup(oriel_host_get_uri(host));
  row->name = g_strdup(oriel_guest_get_name(guest));
  row->uuid = g_strdup(oriel_guest_get_uuid(guest));
  row->title = g_strdup(oriel_guest_get_title(guest));
  row->id = oriel_guest_get_id(guest);
  row->state = oriel_guest_get_state(guest);
  row->vcpus = oriel_guest_get_vcpus(guest);
  row->memory = oriel_guest_get_memory(guest);
  row->displays = list_displays(guest);
  return row;
}

static void
listing_print(const Listing *self, gboolean json)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)guest_row_free);
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->hosts->len; i++) {
    const HostListing *host = g_ptr_array_index(self->hosts, i);

    for (guint j = 0; j < host->guests->len; j++)
      g_ptr_array_add(rows, make_row(host->host, g_ptr_array_index(host->guests, j)));
  }
  text = json ? guest_table_to_json(rows) : guest_table_format(rows, self->hosts->len > 1);
  g_print("%s", text);
}

/* Asks all hosts, waits for all of their answers, and prints them. */
static ExitStatus
list_hosts(char **uris, gboolean running_only, gboolean json)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);
  g_autoptr(GPtrArray) hosts = g_ptr_array_new_with_free_func((GDestroyNotify)host_listing_free);
  Listing listing = {.loop = loop, .running_only = running_only, .hosts = hosts};
  g_autofree char *what = g_strjoinv(", ", uris);
  g_autoptr(Progress) progress = progress_new(what);

  for (char **uri = uris; *uri != NULL; uri++)
    listing_ask(&listing, *uri);
  if (listing.pending > 0)
    g_main_loop_run(loop);
  if (listing.status == EXIT_DONE || hosts->len > 1)
    listing_print(&listing, json);
  return listing.status;
}

static ExitStatus
run(int argc, char **argv)
{
  g_auto(GStrv) connect = NULL;
  gboolean all = FALSE, running = FALSE, json = FALSE, saved = FALSE, recent = FALSE;
  g_autofree char *usual = target_resolve_dup_host(NULL);
  char *fallback[] = {usual, NULL};
  const GOptionEntry entries[] = {
      {"connect", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &connect,
       "the host to ask (may be given several times)", "URI"},
      {"all", 'a', 0, G_OPTION_ARG_NONE, &all, "all guests (this is the default)", NULL},
      {"running", 'r', 0, G_OPTION_ARG_NONE, &running, "only guests that run", NULL},
      {"saved", 0, 0, G_OPTION_ARG_NONE, &saved, "the connections that have a name, not guests",
       NULL},
      {"recent", 0, 0, G_OPTION_ARG_NONE, &recent, "what was open last, not guests", NULL},
      {"json", 'j', 0, G_OPTION_ARG_NONE, &json, "JSON instead of a table", NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GOptionContext) context =
      g_option_context_new("- list the guests of hosts, or connections");
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries(context, entries, NULL);
  if (!option_flags_parse(context, &argc, &argv, &error))
    return report_usage("list", "%s", error->message);
  if (argc > 1)
    return report_usage("list", "'%s' is one argument too many", argv[1]);
  if (all && running)
    return report_usage("list", "--all and --running exclude each other");
  if ((saved || recent) && (connect != NULL || all || running))
    return report_usage("list", "--%s lists no guests, and asks no host",
                        saved ? "saved" : "recent");
  if (saved || recent)
    return list_kept(saved, recent, json);
  return list_hosts(connect != NULL ? connect : fallback, running, json);
}

const Command command_list = {"list", "list the guests of hosts", run};
