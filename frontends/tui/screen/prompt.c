// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/prompt.h"

#include <string.h>
#include <xkbcommon/xkbcommon-keysyms.h>

void
prompt_init(Prompt *self, OrielCredentials needs)
{
  *self = (Prompt){.needs = needs};
  self->at_password = (needs & ORIEL_CREDENTIALS_USERNAME) == 0;
}

void
prompt_clear(Prompt *self)
{
  explicit_bzero(self, sizeof *self);
}

static char *
get_field(Prompt *self)
{
  return self->at_password ? self->password : self->username;
}

void
prompt_take_text(Prompt *self, const char *text, gsize length)
{
  char *field = get_field(self);
  gsize used = strlen(field), n = 0;

  while (n < length && (guchar)text[n] >= 0x20)
    n++;
  if (used + n >= PROMPT_MAX)
    return;
  memcpy(field + used, text, n);
  field[used + n] = '\0';
}

static void
take_character(Prompt *self, gunichar character)
{
  char text[6];

  if (character >= 0x20)
    prompt_take_text(self, text, (gsize)g_unichar_to_utf8(character, text));
}

static void
erase(Prompt *self)
{
  char *field = get_field(self);
  char *last = g_utf8_find_prev_char(field, field + strlen(field));

  if (last != NULL)
    explicit_bzero(last, strlen(last));
}

static gboolean
has_both(const Prompt *self)
{
  return self->needs == (ORIEL_CREDENTIALS_USERNAME | ORIEL_CREDENTIALS_PASSWORD);
}

static PromptResult
go_on(Prompt *self)
{
  if (self->at_password || !has_both(self))
    return PROMPT_ANSWERED;
  self->at_password = TRUE;
  return PROMPT_GOES_ON;
}

PromptResult
prompt_take_key(Prompt *self, const KeyEvent *key)
{
  switch (key->keysym) {
  case XKB_KEY_Escape:
    return PROMPT_REFUSED;
  case XKB_KEY_Return:
  case XKB_KEY_KP_Enter:
    return go_on(self);
  case XKB_KEY_Tab:
  case XKB_KEY_Up:
  case XKB_KEY_Down:
    self->at_password = has_both(self) ? !self->at_password : self->at_password;
    return PROMPT_GOES_ON;
  case XKB_KEY_BackSpace:
    erase(self);
    return PROMPT_GOES_ON;
  default:
    break;
  }
  if (key->modifiers & MODIFIER_CTRL) {
    if (key->keysym == 'c')
      return PROMPT_REFUSED;
    if (key->keysym == 'u')
      explicit_bzero(get_field(self), PROMPT_MAX);
  } else {
    take_character(self, oriel_keymap_unicode_from_keysym(key->keysym));
  }
  return PROMPT_GOES_ON;
}

void
prompt_add_to(const Prompt *self, Panel *panel)
{
  g_autofree char *stars = g_strnfill((gsize)g_utf8_strlen(self->password, -1), '*');

  if (self->needs & ORIEL_CREDENTIALS_USERNAME)
    panel_add_field(panel, "User name", self->username, !self->at_password);
  if (self->needs & ORIEL_CREDENTIALS_PASSWORD)
    panel_add_field(panel, "Password", stars, self->at_password);
}
