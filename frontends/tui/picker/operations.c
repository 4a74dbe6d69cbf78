// SPDX-License-Identifier: LGPL-2.1-or-later
/* The table of all that keys and commands do. */
#include "picker/command-line.h"
#include "picker/picker-private.h"

#include <string.h>
#include <xkbcommon/xkbcommon-keysyms.h>

#define KEY(name) XKB_KEY_##name

static const Operation operations[] = {
    {NULL, "j ↓", {KEY(j), KEY(Down)}, 0, "down (5j: by five)", FALSE, picker_op_down},
    {NULL, "k ↑", {KEY(k), KEY(Up)}, 0, "up", FALSE, picker_op_up},
    {NULL, "PgDn ^F", {KEY(Next)}, 0, "a page down", FALSE, picker_op_page_down},
    {NULL, NULL, {KEY(f)}, MODIFIER_CTRL, NULL, FALSE, picker_op_page_down},
    {NULL, "PgUp ^B", {KEY(Prior)}, 0, "a page up", FALSE, picker_op_page_up},
    {NULL, NULL, {KEY(b)}, MODIFIER_CTRL, NULL, FALSE, picker_op_page_up},
    {NULL, "^D", {KEY(d)}, MODIFIER_CTRL, "half a page down", FALSE, picker_op_half_down},
    {NULL, "^U", {KEY(u)}, MODIFIER_CTRL, "half a page up", FALSE, picker_op_half_up},
    {NULL,
     "g Home",
     {KEY(g), KEY(Home)},
     0,
     "to the first row (12g: to row 12)",
     FALSE,
     picker_op_first},
    {NULL, "G End", {KEY(G), KEY(End)}, 0, "to the last row", FALSE, picker_op_last},
    {"open",
     "Enter",
     {KEY(Return), KEY(KP_Enter)},
     0,
     "open the guest's screen in the terminal",
     FALSE,
     picker_op_open},
    {"open-by",
     "b",
     {KEY(b)},
     0,
     "open its screen by one of several displays: [vnc]",
     FALSE,
     picker_op_open_by},
    {"console", "c", {KEY(c)}, 0, "open its serial console", FALSE, picker_op_console},
    {"sdl", NULL, {0}, 0, "open its screen in a window (SDL)", FALSE, picker_op_sdl},
    {"gtk", "o", {KEY(o)}, 0, "open its screen in a window (GTK)", FALSE, picker_op_gtk},
    {"filter",
     "/ F4",
     {KEY(slash), KEY(F4)},
     0,
     "filter: text, !not, state:running, host:NAME, ~fuzzy",
     FALSE,
     picker_op_filter},
    {"find", "F3", {KEY(F3)}, 0, "find a name", FALSE, picker_op_find},
    {NULL, "n", {KEY(n)}, 0, "find the next one", FALSE, picker_op_find_next},
    {NULL, "N", {KEY(N)}, 0, "find the one before", FALSE, picker_op_find_previous},
    {NULL, "Space", {KEY(space), KEY(Insert)}, 0, "mark the guest", FALSE, picker_op_mark},
    {"mark-all",
     "*",
     {KEY(asterisk)},
     0,
     "mark all that the filter shows",
     FALSE,
     picker_op_mark_all},
    {"unmark", "U", {KEY(U)}, 0, "take all marks off", FALSE, picker_op_unmark},
    {NULL, "v", {KEY(v)}, 0, "begin a range, or mark it", FALSE, picker_op_range},
    {NULL,
     "Esc",
     {KEY(Escape)},
     0,
     "end a range, clear the filter, take marks off",
     FALSE,
     picker_op_clear},
    {"tree",
     "t F5",
     {KEY(t), KEY(F5)},
     0,
     "a tree of hosts, or guests alone",
     FALSE,
     picker_op_tree},
    {NULL, "- ←", {KEY(minus), KEY(Left)}, 0, "fold in", FALSE, picker_op_fold},
    {NULL,
     "+ →",
     {KEY(plus), KEY(Right), KEY(equal)},
     0,
     "fold out: guests of a host, consoles "
     "of a guest",
     FALSE,
     picker_op_unfold},
    {"sort", "s F6", {KEY(s), KEY(F6)}, 0, "sort by a column", FALSE, picker_op_sort},
    {NULL, ">", {KEY(greater)}, 0, "sort by the next column", FALSE, picker_op_sort_next},
    {NULL, "<", {KEY(less)}, 0, "sort by the column before", FALSE, picker_op_sort_previous},
    {"reverse", "I", {KEY(I)}, 0, "reverse the order", FALSE, picker_op_reverse},
    {"actions",
     "a F9",
     {KEY(a), KEY(F9)},
     0,
     "all that can be done to guests",
     FALSE,
     picker_op_actions},
    {"start", "F7", {KEY(F7)}, 0, "start, or restore from a saved state", TRUE, picker_op_start},
    {"shutdown", "F8", {KEY(F8)}, 0, "ask to shut down", TRUE, picker_op_shutdown},
    {"reboot", NULL, {0}, 0, "ask to reboot", TRUE, picker_op_reboot},
    {"reset", NULL, {0}, 0, "reset at once", TRUE, picker_op_reset},
    {"force-off", NULL, {0}, 0, "cut the power", TRUE, picker_op_force_off},
    {"pause", NULL, {0}, 0, "stop the processors", TRUE, picker_op_pause},
    {"resume", NULL, {0}, 0, "let the processors go on", TRUE, picker_op_resume},
    {"save", NULL, {0}, 0, "save the state to disk, and stop", TRUE, picker_op_save},
    {"autostart", NULL, {0}, 0, "start with the host: on or off", TRUE, picker_op_autostart},
    {"snapshot", NULL, {0}, 0, "make a snapshot: [NAME]", TRUE, picker_op_snapshot},
    {"snapshots",
     "S",
     {KEY(S)},
     0,
     "snapshots: go back to one, or delete it",
     FALSE,
     picker_op_snapshots},
    {"screenshot",
     "P",
     {KEY(P)},
     0,
     "save a picture of the screen: [FILE]",
     FALSE,
     picker_op_screenshot},
    {"send-key",
     "K",
     {KEY(K)},
     0,
     "press keys in the guest: [Ctrl+Alt+Delete]",
     TRUE,
     picker_op_send_key},
    {"type", "T", {KEY(T)}, 0, "type a text into the guest (US keyboard)", TRUE, picker_op_type},
    {"copy", "y", {KEY(y)}, 0, "copy the address of its screen", FALSE, picker_op_copy},
    {"connect", NULL, {0}, 0, "add a host: URI", FALSE, picker_op_connect},
    {"disconnect", NULL, {0}, 0, "leave the host of this row", FALSE, picker_op_disconnect},
    {"reconnect",
     "R",
     {KEY(R)},
     0,
     "try hosts that are not connected now",
     FALSE,
     picker_op_reconnect},
    {"setup", "F2", {KEY(F2)}, 0, "columns, colours, preview", FALSE, picker_op_setup},
    {"columns", NULL, {0}, 0, "show these columns: NAME...", FALSE, picker_op_columns},
    {"theme", NULL, {0}, 0, "auto, dark, light or mono", FALSE, picker_op_theme},
    {NULL, ":", {KEY(colon)}, 0, "type a command; Tab completes it", FALSE, picker_op_command},
    {"help", "? F1", {KEY(question), KEY(F1)}, 0, "this help", FALSE, picker_op_help},
    {NULL, "^L", {KEY(l)}, MODIFIER_CTRL, "draw everything again", FALSE, picker_op_redraw},
    {NULL,
     "^Z",
     {KEY(z)},
     MODIFIER_CTRL,
     "back to the shell for a while",
     FALSE,
     picker_op_suspend},
    {"quit", "q F10", {KEY(q), KEY(F10)}, 0, "leave", FALSE, picker_op_quit},
    {NULL, NULL, {KEY(c)}, MODIFIER_CTRL, NULL, FALSE, picker_op_quit},
};

const Operation *
operations_get(guint *n_operations)
{
  *n_operations = G_N_ELEMENTS(operations);
  return operations;
}

const Operation *
operations_find_key(const KeyEvent *key)
{
  Modifiers modifiers = key->modifiers & (MODIFIER_CTRL | MODIFIER_ALT | MODIFIER_SUPER);

  for (gsize i = 0; i < G_N_ELEMENTS(operations); i++)
    for (gsize j = 0; j < G_N_ELEMENTS(operations[i].keysyms); j++)
      if (operations[i].keysyms[j] != 0 && operations[i].keysyms[j] == key->keysym &&
          operations[i].modifiers == modifiers)
        return &operations[i];
  return NULL;
}

void
operations_run(Picker *self, const Operation *operation, const char *argument)
{
  if (operation->changes && self->read_only)
    picker_complain(self, "nothing is changed here: this is --read-only");
  else
    operation->run(self, argument);
}

/* Names of commands, NULL at the end. (transfer container) */
static GPtrArray *
list_verbs(void)
{
  GPtrArray *verbs = g_ptr_array_new();

  for (gsize i = 0; i < G_N_ELEMENTS(operations); i++)
    if (operations[i].name != NULL)
      g_ptr_array_add(verbs, (gpointer)operations[i].name);
  g_ptr_array_add(verbs, NULL);
  return verbs;
}

void
operations_run_command(Picker *self, const char *text)
{
  g_autofree char *typed = NULL, *argument = NULL;
  g_autoptr(GPtrArray) verbs = list_verbs();
  const char *verb;

  command_line_split(text, &typed, &argument);
  verb = command_line_find(typed, (const char *const *)verbs->pdata);
  if (verb == NULL && *typed != '\0')
    picker_complain(self, "“%s” is no command; ? lists them", typed);
  for (gsize i = 0; i < G_N_ELEMENTS(operations) && verb != NULL; i++)
    if (g_strcmp0(operations[i].name, verb) == 0) {
      operations_run(self, &operations[i], argument);
      return;
    }
}

/* What may stand behind the verb that is typed. (transfer container) */
static GPtrArray *
list_arguments(Picker *self, const char *text)
{
  static const char *const states[] = {"state:running", "state:off", "state:paused",
                                       "state:crashed", "state:on",  "host:"};
  GPtrArray *words = g_ptr_array_new();

  if (g_str_has_prefix(text, "sort ") || g_str_has_prefix(text, "columns "))
    for (int i = 0; i < N_COLUMNS; i++)
      g_ptr_array_add(words, (gpointer)column_get_word((Column)i));
  else if (g_str_has_prefix(text, "theme "))
    for (int i = 0; i < N_THEMES; i++)
      g_ptr_array_add(words, (gpointer)settings_get_theme_word((ThemeChoice)i));
  else if (g_str_has_prefix(text, "filter "))
    for (gsize i = 0; i < G_N_ELEMENTS(states); i++)
      g_ptr_array_add(words, (gpointer)states[i]);
  else if (g_str_has_prefix(text, "autostart ")) {
    g_ptr_array_add(words, (gpointer) "on");
    g_ptr_array_add(words, (gpointer) "off");
  }
  g_ptr_array_add(words, NULL);
  return words;
}

char *
operations_complete(Picker *self, const char *text, char **fitting)
{
  g_autoptr(GPtrArray) words =
      strchr(text, ' ') != NULL ? list_arguments(self, text) : list_verbs();
  g_autoptr(GPtrArray) found = NULL;
  char *completed = command_line_complete(text, (const char *const *)words->pdata, &found);

  g_ptr_array_add(found, NULL);
  *fitting = found->len > 2 ? g_strjoinv(" ", (char **)found->pdata) : NULL;
  return completed;
}
