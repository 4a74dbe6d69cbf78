// SPDX-License-Identifier: LGPL-2.1-or-later
#include "dialog.h"

#include <string.h>

#define VALUE_MAX 4096
#define PAGE 5 /* choices */

static void
wipe(char *value)
{
  if (value != NULL)
    explicit_bzero(value, strlen(value));
  g_free(value);
}

/**
 * dialog_new:
 * @tone: what it is about
 * @title: one line
 * @body: (nullable): the rest
 *
 * Returns: (transfer full): a dialog, to be freed by dialog_free()
 */
Dialog *
dialog_new(DialogTone tone, const char *title, const char *body)
{
  Dialog *self = g_new0(Dialog, 1);

  self->tone = tone;
  self->title = g_strdup(title);
  self->body = g_strdup(body);
  return self;
}

/**
 * dialog_free:
 * @self: (transfer full): a dialog
 *
 * Wipes what was typed.
 */
void
dialog_free(Dialog *self)
{
  for (guint i = 0; i < self->n_fields; i++) {
    g_free(self->fields[i].label);
    wipe(self->fields[i].value);
  }
  for (guint i = 0; i < self->n_choices; i++)
    g_free(self->choices[i].label);
  g_free(self->choices);
  for (guint i = 0; i < self->n_buttons; i++)
    g_free(self->buttons[i].label);
  g_free(self->title);
  g_free(self->body);
  g_free(self);
}

/**
 * dialog_add_field:
 * @self: a dialog without buttons
 * @label: what is asked
 * @value: (nullable): what is in it at first
 * @secret: whether it is shown as dots
 */
void
dialog_add_field(Dialog *self, const char *label, const char *value, gboolean secret)
{
  g_return_if_fail(self->n_fields < DIALOG_MAX_FIELDS && self->n_buttons == 0);
  self->fields[self->n_fields++] = (DialogField){
      .label = g_strdup(label),
      .value = g_strdup(value != NULL ? value : ""),
      .caret = value != NULL ? strlen(value) : 0,
      .secret = secret,
  };
  /* The first empty one is where typing starts. */
  if (self->focus + 1 < self->n_fields && *self->fields[self->focus].value != '\0')
    self->focus++;
}

/**
 * dialog_add_choice:
 * @self: a dialog without buttons
 * @label: what can be chosen
 * @on: whether it is the case already
 */
void
dialog_add_choice(Dialog *self, const char *label, gboolean on)
{
  g_return_if_fail(self->n_buttons == 0);
  self->choices = g_renew(DialogChoice, self->choices, self->n_choices + 1);
  self->choices[self->n_choices++] = (DialogChoice){.label = g_strdup(label), .on = on};
}

/**
 * dialog_add_button:
 * @self: a dialog
 * @label: what it does
 * @response: what it answers
 *
 * The first button is the one that Return presses.
 */
void
dialog_add_button(Dialog *self, const char *label, DialogResponse response)
{
  g_return_if_fail(self->n_buttons < DIALOG_MAX_BUTTONS);
  self->buttons[self->n_buttons++] = (DialogButton){.label = g_strdup(label), .response = response};
}

/**
 * dialog_focus_buttons:
 * @self: a dialog with buttons
 *
 * Makes Return press the first one, whatever else there is.
 */
void
dialog_focus_buttons(Dialog *self)
{
  self->focus = self->n_fields + self->n_choices;
}

/**
 * dialog_set_body:
 * @self: a dialog
 * @body: (nullable): the text
 */
void
dialog_set_body(Dialog *self, const char *body)
{
  g_free(self->body);
  self->body = g_strdup(body);
}

/**
 * dialog_get_value:
 * @self: a dialog
 * @field: which
 *
 * Returns: (transfer none): what was typed
 */
const char *
dialog_get_value(const Dialog *self, guint field)
{
  g_return_val_if_fail(field < self->n_fields, NULL);
  return self->fields[field].value;
}

/**
 * dialog_get_choice:
 * @self: a dialog that was answered by %DIALOG_CHOOSE
 *
 * Returns: which choice, from 0
 */
guint
dialog_get_choice(const Dialog *self)
{
  return self->focus - self->n_fields;
}

static DialogField *
get_focused_field(Dialog *self)
{
  return self->focus < self->n_fields ? &self->fields[self->focus] : NULL;
}

/* Replaces a part of the value; the old memory is wiped. */
static void
splice(DialogField *field, gsize from, gsize to, const char *text)
{
  char *value;

  if (strlen(field->value) - (to - from) + strlen(text) > VALUE_MAX)
    return;
  value = g_strdup_printf("%.*s%s%s", (int)from, field->value, text, field->value + to);
  wipe(field->value);
  field->value = value;
  field->caret = from + strlen(text);
}

/**
 * dialog_type:
 * @self: a dialog
 * @text: what was typed or pasted, UTF-8; ends at the first control character
 */
void
dialog_type(Dialog *self, const char *text)
{
  DialogField *field = get_focused_field(self);
  g_autofree char *line = NULL;
  gsize length = 0;

  if (field == NULL || !g_utf8_validate(text, -1, NULL))
    return;
  while ((guchar)text[length] >= 0x20 && text[length] != 0x7f)
    length++;
  line = g_strndup(text, length);
  splice(field, field->caret, field->caret, line);
  explicit_bzero(line, length);
}

static void
paste(Dialog *self)
{
  char *text = SDL_HasClipboardText() ? SDL_GetClipboardText() : NULL;

  if (text != NULL) {
    dialog_type(self, text);
    explicit_bzero(text, strlen(text));
  }
  SDL_free(text);
}

static gsize
previous(const DialogField *field)
{
  const char *before = g_utf8_find_prev_char(field->value, field->value + field->caret);

  return before != NULL ? (gsize)(before - field->value) : 0;
}

static gsize
next(const DialogField *field)
{
  const char *caret = field->value + field->caret;

  return *caret != '\0' ? (gsize)(g_utf8_next_char(caret) - field->value) : field->caret;
}

static void
edit(Dialog *self, DialogField *field, const SDL_Keysym *key)
{
  gboolean ctrl = (key->mod & KMOD_CTRL) != 0;

  switch (key->sym) {
  case SDLK_BACKSPACE:
    splice(field, previous(field), field->caret, "");
    break;
  case SDLK_DELETE:
    splice(field, field->caret, next(field), "");
    break;
  case SDLK_LEFT:
    field->caret = previous(field);
    break;
  case SDLK_RIGHT:
    field->caret = next(field);
    break;
  case SDLK_HOME:
    field->caret = 0;
    break;
  case SDLK_END:
    field->caret = strlen(field->value);
    break;
  case SDLK_u:
    if (ctrl)
      splice(field, 0, field->caret, "");
    break;
  case SDLK_v:
    if (ctrl)
      paste(self);
    break;
  case SDLK_INSERT:
    if (key->mod & KMOD_SHIFT)
      paste(self);
    break;
  default:
    break;
  }
}

static void
move_focus(Dialog *self, int by)
{
  guint n = self->n_fields + self->n_choices + self->n_buttons;

  if (n > 0)
    self->focus = (self->focus + n + (guint)by) % n;
}

/**
 * dialog_scroll:
 * @self: a dialog
 * @by: choices to go on, or back if negative
 *
 * Goes to another choice, and no further than to the last one, or the first.
 */
void
dialog_scroll(Dialog *self, int by)
{
  int last = (int)self->n_choices - 1;

  if (last >= 0)
    self->focus =
        self->n_fields +
        (guint)CLAMP((int)self->focus - (int)self->n_fields + CLAMP(by, -last, last), 0, last);
}

/* Return goes on to the next field, and from the last one presses the first button. */
static DialogResponse
confirm(Dialog *self)
{
  if (self->focus + 1 < self->n_fields) {
    self->focus++;
    return DIALOG_UNANSWERED;
  }
  if (self->focus >= self->n_fields + self->n_choices && self->n_buttons > 0)
    return self->buttons[self->focus - self->n_fields - self->n_choices].response;
  if (self->focus >= self->n_fields && self->n_choices > 0)
    return DIALOG_CHOOSE;
  return self->n_buttons > 0 ? self->buttons[0].response : DIALOG_UNANSWERED;
}

static DialogResponse
cancel(const Dialog *self)
{
  for (guint i = 0; i < self->n_buttons; i++) {
    if (self->buttons[i].response == DIALOG_CANCEL)
      return DIALOG_CANCEL;
  }
  return DIALOG_UNANSWERED;
}

/**
 * dialog_key:
 * @self: a dialog
 * @key: a key that was pressed
 *
 * Returns: the answer, if the key gave one
 */
DialogResponse
dialog_key(Dialog *self, const SDL_Keysym *key)
{
  DialogField *field = get_focused_field(self);

  switch (key->sym) {
  case SDLK_ESCAPE:
    return cancel(self);
  case SDLK_RETURN:
  case SDLK_KP_ENTER:
    return confirm(self);
  case SDLK_TAB:
    move_focus(self, key->mod & KMOD_SHIFT ? -1 : 1);
    return DIALOG_UNANSWERED;
  case SDLK_UP:
    move_focus(self, -1);
    return DIALOG_UNANSWERED;
  case SDLK_DOWN:
    move_focus(self, 1);
    return DIALOG_UNANSWERED;
  case SDLK_PAGEUP:
    dialog_scroll(self, -PAGE);
    return DIALOG_UNANSWERED;
  case SDLK_PAGEDOWN:
    dialog_scroll(self, PAGE);
    return DIALOG_UNANSWERED;
  default:
    break;
  }
  if (field != NULL)
    edit(self, field, key);
  else if (key->sym == SDLK_SPACE)
    return confirm(self);
  else if (key->sym == SDLK_LEFT || key->sym == SDLK_RIGHT)
    move_focus(self, key->sym == SDLK_LEFT ? -1 : 1);
  return DIALOG_UNANSWERED;
}

static gboolean
contains(const OrielRect *area, int x, int y)
{
  return x >= area->x && y >= area->y && x < area->x + area->width && y < area->y + area->height;
}

/**
 * dialog_click:
 * @self: a dialog that has been drawn
 * @x: a position in its picture
 * @y: a position in its picture
 *
 * Returns: the answer, if a button or a choice is there
 */
DialogResponse
dialog_click(Dialog *self, int x, int y)
{
  for (guint i = 0; i < self->n_fields; i++) {
    if (contains(&self->fields[i].area, x, y))
      self->focus = i;
  }
  for (guint i = 0; i < self->n_choices; i++) {
    if (contains(&self->choices[i].area, x, y)) {
      self->focus = self->n_fields + i;
      return DIALOG_CHOOSE;
    }
  }
  for (guint i = 0; i < self->n_buttons; i++) {
    if (contains(&self->buttons[i].area, x, y))
      return self->buttons[i].response;
  }
  return DIALOG_UNANSWERED;
}
