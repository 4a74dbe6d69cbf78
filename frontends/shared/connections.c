// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/connections.h"

#include "shared/settings-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_NAME 64

/* Of options whose value goes with them. */
static const char *const for_once[] = {"--save", "--password-fd", NULL};

static gboolean
is_name(const char *name)
{
  gsize length = strlen(name);

  return length > 0 && length <= MAX_NAME && g_ascii_isalnum(*name) &&
         strspn(name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._-") == length;
}

/* (transfer full) */
static char *
get_path(const char *name)
{
  return g_build_filename(g_get_user_config_dir(), "oriel", "connections", name, NULL);
}

/* (transfer full) */
static char *
get_recent_path(void)
{
  return g_build_filename(g_get_user_state_dir(), "oriel", "recent", NULL);
}

char *
connections_quote(const char *const *words)
{
  g_autoptr(GString) line = g_string_new(NULL);

  for (const char *const *word = words; *word != NULL; word++) {
    gboolean plain = **word != '\0' && strspn(*word, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS
                                              "._-+=:/@,%") == strlen(*word);
    g_autofree char *quoted = plain ? g_strdup(*word) : g_shell_quote(*word);

    g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", quoted);
  }
  return g_string_free(g_steal_pointer(&line), FALSE);
}

static gboolean
write_private(const char *path, const char *text, GError **error)
{
  g_autofree char *folder = g_path_get_dirname(path);

  g_mkdir_with_parents(folder, 0700);
  return g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

GStrv
connections_load(const char *name, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) problem = NULL;
  GStrv words = NULL;

  if (!is_name(name))
    return NULL;
  path = get_path(name);
  if (!g_file_get_contents(path, &text, NULL, &problem)) {
    if (!settings_file_is_missing(problem))
      g_propagate_error(error, g_steal_pointer(&problem));
    return NULL;
  }
  if (!g_shell_parse_argv(text, NULL, &words, NULL))
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "the saved connection %s is damaged; save it again, or remove %s", name, path);
  return words;
}

/* Whether the userinfo of a proxy has a password in it. */
static gboolean
has_password(const char *proxy)
{
  const char *start = strstr(proxy, "://");
  const char *at = strrchr(proxy, '@');
  const char *colon = strchr(start != NULL ? start + 3 : proxy, ':');

  return at != NULL && colon != NULL && colon < at;
}

gboolean
connections_check(const char *name, const char *const *words, GError **error)
{
  if (!is_name(name)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "--save takes a name of letters, digits, '.', '_' and '-', at most %d of them",
                MAX_NAME);
    return FALSE;
  }
  for (const char *const *word = words; *word != NULL; word++) {
    const char *proxy = g_str_has_prefix(*word, "--proxy=") ? *word + strlen("--proxy=")
                        : strcmp(*word, "--proxy") == 0 && word[1] != NULL ? word[1]
                                                                           : NULL;

    if (proxy != NULL && has_password(proxy)) {
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                  "--save would write down the password of the proxy; leave it out");
      return FALSE;
    }
  }
  return TRUE;
}

/* What is left for the next time. (transfer container) */
static GPtrArray *
filter(const char *const *words)
{
  GPtrArray *kept = g_ptr_array_new();

  for (const char *const *word = words; *word != NULL; word++) {
    g_autofree char *option = g_strndup(*word, strcspn(*word, "="));

    if (!g_strv_contains(for_once, option))
      g_ptr_array_add(kept, (char *)*word);
    else if (strchr(*word, '=') == NULL && word[1] != NULL)
      word++;
  }
  g_ptr_array_add(kept, NULL);
  return kept;
}

gboolean
connections_save(const char *name, const char *const *words, GError **error)
{
  g_autoptr(GPtrArray) kept = NULL;
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;

  if (!connections_check(name, words, error))
    return FALSE;
  kept = filter(words);
  line = connections_quote((const char *const *)kept->pdata);
  text = g_strconcat(line, "\n", NULL);
  path = get_path(name);
  return write_private(path, text, error);
}

static gboolean
fail(GError **error, const char *path)
{
  int saved_errno = errno;

  g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(saved_errno), "%s: %s", path,
              g_strerror(saved_errno));
  return FALSE;
}

gboolean
connections_rename(const char *name, const char *to, GError **error)
{
  g_autofree char *old_path = get_path(name);
  g_autofree char *new_path = get_path(to);
  g_auto(GStrv) words = NULL;
  g_autoptr(GError) problem = NULL;

  words = connections_load(name, &problem);
  if (problem != NULL) {
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
  }
  if (words == NULL) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND, "no connection is kept as %s", name);
    return FALSE;
  }
  if (!connections_check(to, (const char *const *)words, error))
    return FALSE;
  if (g_file_test(new_path, G_FILE_TEST_EXISTS)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "%s is the name of another connection",
                to);
    return FALSE;
  }
  return g_rename(old_path, new_path) == 0 || fail(error, old_path);
}

gboolean
connections_forget(const char *name, GError **error)
{
  g_autofree char *path = get_path(name);

  return !is_name(name) || g_unlink(path) == 0 || errno == ENOENT || fail(error, path);
}

static int
compare(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GStrv
connections_list(void)
{
  g_autofree char *path = get_path(NULL);
  g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name(folder)) != NULL)
    if (is_name(name))
      g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, compare);
  g_ptr_array_add(names, NULL);
  return (GStrv)g_ptr_array_steal(names, NULL);
}

GStrv
connections_list_recent(void)
{
  g_autofree char *path = get_recent_path();
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GPtrArray) recent = g_ptr_array_new_with_free_func(g_free);

  if (g_file_get_contents(path, &text, NULL, NULL) && g_utf8_validate(text, -1, NULL))
    lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; line != NULL && *line != NULL; line++)
    if (**line != '\0' && recent->len < CONNECTIONS_MAX_RECENT)
      g_ptr_array_add(recent, g_strdup(*line));
  g_ptr_array_add(recent, NULL);
  return (GStrv)g_ptr_array_steal(recent, NULL);
}

void
connections_remember(const char *const *words)
{
  g_autofree char *line = connections_quote(words);
  g_auto(GStrv) before = connections_list_recent();
  g_autoptr(GString) text = g_string_new(line);
  g_autofree char *path = get_recent_path();
  g_autoptr(GError) error = NULL;
  guint n_lines = 1;

  g_string_append_c(text, '\n');
  if (strchr(line, '\n') != NULL)
    return;
  for (char **other = before; *other != NULL && n_lines < CONNECTIONS_MAX_RECENT; other++) {
    if (strcmp(*other, line) != 0) {
      g_string_append_printf(text, "%s\n", *other);
      n_lines++;
    }
  }
  if (!write_private(path, text->str, &error))
    g_debug("Recent connections are not kept: %s", error->message);
}

void
connections_forget_recent(const char *line)
{
  g_auto(GStrv) before = connections_list_recent();
  g_autoptr(GString) text = g_string_new(NULL);
  g_autofree char *path = get_recent_path();
  g_autoptr(GError) error = NULL;

  for (char **other = before; *other != NULL; other++)
    if (strcmp(*other, line) != 0)
      g_string_append_printf(text, "%s\n", *other);
  if (!write_private(path, text->str, &error))
    g_debug("A recent connection is not forgotten: %s", error->message);
}
