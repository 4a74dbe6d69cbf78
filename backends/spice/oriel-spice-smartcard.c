// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-smartcard.h"

#include <libcacard.h>

/* As the library calls it, and knows it by. */
#define READER "Spice Software Smartcard"
#define N_CERTIFICATES 3
/* What ends a word of libcacard's options. */
#define FORBIDDEN "\"()"

/* One a process, as libcacard has it. */
static struct {
  gboolean wanted;
  VReader *reader; /* (owned) (nullable) with the card in it at first */
  char *problem;   /* (owned) (nullable) why there is none */
} smartcard;

/* (transfer full) (nullable): libcacard's options */
static char *
make_options(const OrielOpenings *openings)
{
  g_auto(GStrv) names = g_strsplit(openings->certificates, ",", -1);
  const char *database = openings->database;

  if (g_strv_length(names) != N_CERTIFICATES || g_strv_contains((const char *const *)names, "")) {
    smartcard.problem =
        g_strdup_printf("a smartcard is made up of the names of three certificates, separated by "
                        "commas, not of '%s'",
                        openings->certificates);
    return NULL;
  }
  if (strpbrk(openings->certificates, FORBIDDEN) != NULL ||
      (database != NULL && strpbrk(database, FORBIDDEN) != NULL)) {
    smartcard.problem = g_strdup("the names of a smartcard's certificates, and of the folder of "
                                 "their database, have no quotes and no parentheses");
    return NULL;
  }
  return g_strdup_printf("%s%s%suse_hw=no soft=(," READER ",CAC,,%s,%s,%s)",
                         database != NULL ? "db=\"" : "", database != NULL ? database : "",
                         database != NULL ? "\" " : "", names[0], names[1], names[2]);
}

/* (transfer full) (nullable): the reader that has the card */
static VReader *
find_reader(void)
{
  VReaderList *readers = vreader_get_reader_list();
  VReader *found = NULL;

  for (VReaderListEntry *entry = readers != NULL ? vreader_list_get_first(readers) : NULL;
       entry != NULL && found == NULL; entry = vreader_list_get_next(entry)) {
    VReader *reader = vreader_list_get_reader(entry);
    if (vreader_card_is_present(reader) == VREADER_OK)
      found = reader;
    else
      vreader_free(reader);
  }
  if (readers != NULL)
    vreader_list_delete(readers);
  return found;
}

/* Of what the guest says to the card, its PIN among it, nothing gets into a log. */
static void
keep_quiet(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

void
oriel_spice_smartcard_prepare(const OrielOpenings *openings)
{
  g_autofree char *options = NULL;
  VCardEmulOptions *parsed;

  if (openings->certificates == NULL)
    return;
  smartcard.wanted = TRUE;
  g_log_set_handler("libcacard", G_LOG_LEVEL_MASK, keep_quiet, NULL);
  options = make_options(openings);
  if (options == NULL)
    return;
  parsed = vcard_emul_options(options);
  if (parsed != NULL && vcard_emul_init(parsed) == VCARD_EMUL_OK)
    smartcard.reader = find_reader();
  if (smartcard.reader == NULL)
    smartcard.problem = g_strdup_printf(
        "no smartcard can be made up of '%s': the database %s%sdoes not have these certificates, "
        "or not their keys; 'certutil -L -d' lists what it has",
        openings->certificates, openings->database != NULL ? openings->database : "",
        openings->database != NULL ? " " : "of the system ");
}

gboolean
oriel_spice_smartcard_apply(SpiceSession *session, GError **error)
{
  g_object_set(session, "enable-smartcard", smartcard.reader != NULL, NULL);
  if (!smartcard.wanted || smartcard.problem == NULL)
    return TRUE;
  g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, smartcard.problem);
  return FALSE;
}

static gboolean
is_inserted(void)
{
  return vreader_card_is_present(smartcard.reader) == VREADER_OK;
}

static void
tell(OrielSpiceBackend *backend)
{
  if (!backend->over)
    oriel_backend_smartcard(ORIEL_BACKEND(backend),
                            is_inserted() ? ORIEL_SMARTCARD_INSERTED : ORIEL_SMARTCARD_REMOVED);
}

static void
on_card(SpiceSmartcardManager *manager, gpointer reader, OrielSpiceBackend *backend)
{
  tell(backend);
}

static void
on_channel_event(SpiceChannel *channel, SpiceChannelEvent event, OrielSpiceBackend *backend)
{
  if (event == SPICE_CHANNEL_OPENED)
    tell(backend);
  else if (event != SPICE_CHANNEL_SWITCHING && !backend->over)
    oriel_backend_smartcard(ORIEL_BACKEND(backend), ORIEL_SMARTCARD_NONE);
}

void
oriel_spice_smartcard_watch(OrielSpiceBackend *backend, SpiceSmartcardChannel *channel)
{
  SpiceSmartcardManager *manager = spice_smartcard_manager_get();

  if (smartcard.reader == NULL)
    return;
  g_signal_connect_object(channel, "channel-event", G_CALLBACK(on_channel_event), backend, 0);
  g_signal_handlers_disconnect_by_data(manager, backend); /* of a channel before this one */
  g_signal_connect_object(manager, "card-inserted", G_CALLBACK(on_card), backend, 0);
  g_signal_connect_object(manager, "card-removed", G_CALLBACK(on_card), backend, 0);
  spice_channel_connect(SPICE_CHANNEL(channel));
}

void
oriel_spice_smartcard_move(gboolean inserted)
{
  if (smartcard.reader == NULL || is_inserted() == inserted)
    return;
  if (inserted)
    spice_smartcard_manager_insert_card(spice_smartcard_manager_get());
  else
    spice_smartcard_manager_remove_card(spice_smartcard_manager_get());
}
