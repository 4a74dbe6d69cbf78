// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * oriel-virt-viewer and oriel-remote-viewer, to be linked as virt-viewer and remote-viewer: command
 * lines of those, exactly, for `oriel view`. ORIEL_ALIAS is the AliasProgram that this one is,
 * whatever it is called.
 */
#include "alias-options.h"
#include "command.h"

#include <locale.h>

#include "shared/connections.h"
#include "shared/target-resolve.h"
#include "shared/vv-file.h"
#include "shared/vv-load.h"

/* Whether `oriel view` would take @target for something else than a guest. */
static gboolean
is_ambiguous(const char *target)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) saved = connections_load(target, &error);

  return saved != NULL || error != NULL || target_resolve_is_uri(target) || vv_load_is_file(target);
}

/* Makes the command line @args, of which @words were read, mean to `oriel view` what it means
 * there; FALSE = there is nothing that it could mean. */
static gboolean
settle_target(const AliasProgram *program, const AliasWords *words, GPtrArray *args)
{
  g_autofree char *path = NULL;

  if (words->target == NULL)
    return TRUE;
  if (program->takes_guests) {
    if (!words->says_kind && is_ambiguous(words->target))
      g_ptr_array_insert(args, 1, g_strdup("--domain-name"));
    return TRUE;
  }
  if (target_resolve_is_uri(words->target) || vv_load_is_file(words->target))
    return TRUE;
  path = g_build_filename(".", words->target, NULL);
  if (!vv_load_is_file(path))
    return FALSE;
  for (guint i = args->len - 1; i > 0; i--)
    if (g_str_equal(g_ptr_array_index(args, i), words->target)) {
      g_free(g_ptr_array_index(args, i));
      args->pdata[i] = g_steal_pointer(&path);
      break;
    }
  return TRUE;
}

/* (transfer full): without the NULL at its end */
static GPtrArray *
copy_line(char **argv)
{
  GPtrArray *args = g_ptr_array_new_with_free_func(g_free);

  for (char **arg = argv; *arg != NULL; arg++)
    g_ptr_array_add(args, g_strdup(*arg));
  return args;
}

int
main(int argc, char **argv)
{
  const AliasProgram *program = &ORIEL_ALIAS;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) args = copy_line(argv);
  g_auto(AliasWords) words = {0};

  setlocale(LC_ALL, "");
  g_set_prgname(program->name);
  g_log_writer_default_set_use_stderr(TRUE);
  if (!alias_parse(program, argv, &words, &error)) {
    g_printerr("%s: %s (see '%s --help')\n", program->name, error->message, program->name);
    return EXIT_USAGE;
  }
  if (words.version) {
    g_print("%s version %s (Oriel %s)\n", program->name, VV_FILE_VERSION, ORIEL_VERSION);
    return EXIT_DONE;
  }
  if (words.n_targets > 1) {
    g_printerr("%s: there can be one console only (see '%s --help')\n", program->name,
               program->name);
    return EXIT_USAGE;
  }
  if (!settle_target(program, &words, args)) {
    g_printerr("%s: '%s' is neither an address, as vnc://host:5900 is one, nor a connection file "
               "(see '%s --help')\n",
               program->name, words.target, program->name);
    return EXIT_USAGE;
  }
  g_ptr_array_add(args, NULL);
  return (int)command_view.run((int)args->len - 1, (char **)args->pdata);
}
