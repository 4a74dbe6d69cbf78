// SPDX-License-Identifier: LGPL-2.1-or-later
/* The line at the bottom where a person types: filters, names, commands. */
#include "picker/picker-private.h"

#include "shared/secret.h"

#include <xkbcommon/xkbcommon-keysyms.h>

void
picker_prompt(Picker *self,
              PromptKind kind,
              const char *label,
              const char *text,
              void (*done)(Picker *picker, const char *text))
{
  picker_prompt_close(self);
  self->prompt.kind = kind;
  self->prompt.label = g_strdup(label);
  self->prompt.done = done;
  line_edit_init(&self->prompt.line, text);
  picker_draw_frame(self);
}

void
picker_prompt_close(Picker *self)
{
  gboolean is_unanswered = self->prompt.kind == PROMPT_SECRET && self->prompt.done != NULL;

  if (self->prompt.kind == PROMPT_NONE)
    return;
  g_clear_pointer(&self->prompt.label, g_free);
  g_clear_pointer(&self->prompt.fitting, g_free);
  line_edit_clear(&self->prompt.line);
  self->prompt.kind = PROMPT_NONE;
  picker_draw_frame(self);
  if (is_unanswered)
    self->prompt.done(self, NULL);
}

void
picker_set_filter(Picker *self, const char *text)
{
  if (g_str_equal(self->filter, text))
    return;
  g_free(self->filter);
  self->filter = g_strdup(text);
  model_set_filter(self->model, text);
}

/* What is typed acts at once, where it can. */
static void
changed(Picker *self)
{
  const char *text = self->prompt.line.text->str;

  g_clear_pointer(&self->prompt.fitting, g_free);
  if (self->prompt.kind == PROMPT_FILTER)
    picker_set_filter(self, text);
  if (self->prompt.kind == PROMPT_FIND) {
    g_free(self->find);
    self->find = g_strdup(text);
    picker_find_next(self, 1, TRUE);
  }
  picker_draw_frame(self);
}

static void
finish(Picker *self)
{
  PromptKind kind = self->prompt.kind;
  void (*done)(Picker *, const char *) = self->prompt.done;
  char *text = g_strdup(self->prompt.line.text->str);

  self->prompt.done = NULL;
  picker_prompt_close(self);
  if (kind == PROMPT_COMMAND)
    operations_run_command(self, text);
  else if (kind == PROMPT_TEXT || kind == PROMPT_SECRET)
    done(self, text);
  secret_free(text);
}

static void
cancel(Picker *self)
{
  if (self->prompt.kind == PROMPT_FILTER)
    picker_set_filter(self, "");
  picker_prompt_close(self);
}

/* Where several words fit, they are listed behind what is typed. */
static void
complete(Picker *self)
{
  char *fitting;
  g_autofree char *completed = operations_complete(self, self->prompt.line.text->str, &fitting);

  line_edit_set(&self->prompt.line, completed);
  changed(self);
  self->prompt.fitting = fitting;
}

void
picker_prompt_key(Picker *self, const KeyEvent *key)
{
  switch (key->keysym) {
  case XKB_KEY_Escape:
    cancel(self);
    return;
  case XKB_KEY_Return:
  case XKB_KEY_KP_Enter:
    finish(self);
    return;
  case XKB_KEY_Tab:
    if (self->prompt.kind == PROMPT_COMMAND)
      complete(self);
    return;
  case XKB_KEY_Up:
  case XKB_KEY_Down:
    /* The list can be looked through while it is being filtered. */
    if (self->prompt.kind == PROMPT_FILTER || self->prompt.kind == PROMPT_FIND)
      picker_move_to(self, self->cursor_index + (key->keysym == XKB_KEY_Up ? -1 : 1));
    return;
  case XKB_KEY_BackSpace:
    if (self->prompt.line.text->len == 0) {
      cancel(self);
      return;
    }
    break;
  case XKB_KEY_c:
    if (key->modifiers & MODIFIER_CTRL) {
      cancel(self);
      return;
    }
    break;
  default:
    break;
  }
  if (line_edit_key(&self->prompt.line, key))
    changed(self);
}

PICKER_OPERATION(filter)
{
  if (*argument != '\0')
    picker_set_filter(self, argument);
  else
    picker_prompt(self, PROMPT_FILTER, " / ", self->filter, NULL);
}

PICKER_OPERATION(find)
{
  picker_prompt(self, PROMPT_FIND, " Find: ", "", NULL);
}

PICKER_OPERATION(command)
{
  picker_prompt(self, PROMPT_COMMAND, " :", "", NULL);
}
