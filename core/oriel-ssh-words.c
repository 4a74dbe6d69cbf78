// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-ssh-words.h"

#include <string.h>

/* What a far shell and socat leave alone. */
#define PLAIN G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-/@+~"

/* Options of the master, before those of the address. Who it is asked to trust, and to whom it
 * gives what belongs to the user, is not for a configuration file to decide in silence. */
static const char *const master_options[] = {
    "-oControlPersist=no",     "-oClearAllForwardings=yes", "-oForwardAgent=no",
    "-oForwardX11=no",         "-oPermitLocalCommand=no",   "-oStrictHostKeyChecking=ask",
    "-oServerAliveInterval=5", "-oServerAliveCountMax=3",   "-oConnectTimeout=10",
    "-oLogLevel=INFO",         "-oEscapeChar=none",         "-oForkAfterAuthentication=no",
};

static void
add_address(GStrvBuilder *words, const OrielSshAddress *address)
{
  if (address->port != 0) {
    g_autofree char *port = g_strdup_printf("%u", address->port);
    g_strv_builder_add_many(words, "-p", port, NULL);
  }
  if (address->user != NULL)
    g_strv_builder_add_many(words, "-l", address->user, NULL);
}

GStrv
oriel_ssh_words_master(const OrielSshAddress *address, const char *control)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new();

  g_strv_builder_add_many(words, "ssh", "-M", "-N", "-T", "-S", control, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(master_options); i++)
    g_strv_builder_add(words, master_options[i]);
  if (address->known_hosts != NULL) {
    g_autofree char *option = g_strconcat("-oUserKnownHostsFile=", address->known_hosts, NULL);
    g_strv_builder_add(words, option);
  }
  if (address->keyfile != NULL)
    g_strv_builder_add_many(words, "-i", address->keyfile, NULL);
  add_address(words, address);
  g_strv_builder_add_many(words, "--", address->host, NULL);
  return g_strv_builder_end(words);
}

static gboolean
is_plain(const char *text)
{
  return *text != '\0' && *text != '-' && text[strspn(text, PLAIN)] == '\0';
}

GStrv
oriel_ssh_words_shell(const OrielSshAddress *address,
                      const char *control,
                      OrielTarget *target,
                      guint16 port,
                      GError **error)
{
  const char *path = oriel_target_get_path(target), *host = oriel_target_get_host(target);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new();
  g_autofree char *command = NULL, *place = NULL, *other = NULL, *test = NULL;

  if (!is_plain(path != NULL ? path : host)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                "its ssh server forwards nothing, and “%s” cannot be handed to a shell",
                path != NULL ? path : host);
    return NULL;
  }
  place = path != NULL ? g_strdup_printf("UNIX-CONNECT:%s", path)
                       : g_strdup_printf("TCP:%s:%u", host, port);
  other = path != NULL ? g_strdup_printf("-U %s", path) : g_strdup_printf("%s %u", host, port);
  test = path != NULL ? g_strdup_printf("test -S %s && ", path) : g_strdup("");
  command = g_strdup_printf("%sif command -v socat >/dev/null; then printf R; exec socat - %s; "
                            "elif command -v nc >/dev/null; then printf R; exec nc %s; fi",
                            test, place, other);
  g_strv_builder_add_many(words, "ssh", "-T", "-S", control, "-oControlMaster=no",
                          "-oProxyCommand=false", "-oEscapeChar=none", NULL);
  add_address(words, address);
  g_strv_builder_add_many(words, "--", address->host, command, NULL);
  return g_strv_builder_end(words);
}

/* The last line of @text that says something, to be gone on from. (transfer full) */
static char *
dup_last_line(const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

  for (guint i = g_strv_length(lines); i > 0; i--) {
    const char *line = g_strstrip(lines[i - 1]);
    gsize length = strlen(line);

    if (length > 0)
      return oriel_text_sanitize(line, (gssize)length - (line[length - 1] == '.'), 300);
  }
  return g_strdup("it ended without a word");
}

GError *
oriel_ssh_words_explain(const char *host, const char *text)
{
  g_autofree char *said = dup_last_line(text);

  if (strstr(text, "HOST IDENTIFICATION HAS CHANGED") != NULL)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                       "ssh to %s failed: its key is another than before, and somebody may be in "
                       "between. Nothing was sent. If the machine was set up anew, remove its old "
                       "key: ssh-keygen -R '%s'",
                       host, host);
  if (strstr(text, "REVOKED HOST KEY") != NULL || strstr(text, "verification failed") != NULL)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                       "ssh to %s failed: its key is not trusted, so nothing was sent to it", host);
  if (strstr(text, "Permission denied") != NULL || strstr(text, "authentication failures") != NULL)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_AUTH, "ssh to %s was refused: %s", host, said);
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "ssh to %s failed: %s", host, said);
}

gboolean
oriel_ssh_words_is_absent(const char *text)
{
  static const char *const reasons[] = {": Connection refused", ": Connection timed out",
                                        ": No route to host", ": Network is unreachable",
                                        ": Temporary failure in name resolution"};

  for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++)
    if (strstr(text, reasons[i]) != NULL)
      return TRUE;
  return FALSE;
}

char *
oriel_ssh_words_find_refusal(const char *text)
{
  static const char mark[] = "open failed: ";
  const char *last = NULL;

  for (const char *found = strstr(text, mark); found != NULL; found = strstr(found + 1, mark))
    if (found == text || !g_str_has_prefix(found, "open failed: open failed"))
      last = found;
  if (last == NULL)
    return NULL;
  last += strlen(mark);
  return oriel_text_sanitize(last, (gssize)strcspn(last, "\r\n"), 200);
}
