// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/encoder.h"

#include "screen/encoders.h"

const EncoderClass *const encoders[] = {
    &encode_text, &encode_kitty, &encode_sixel,    &encode_sextant,
    &encode_half, &encode_chafa, &encode_quadrant, NULL,
};

static const EncoderClass *
choose_from(const EncoderClass *const *table, const TerminalAbilities *abilities)
{
  const EncoderClass *best = *table;

  for (; *table != NULL; table++)
    if ((*table)->rate(abilities) > best->rate(abilities))
      best = *table;
  return best;
}

const EncoderClass *
encoder_choose(const TerminalAbilities *abilities)
{
  return choose_from(encoders, abilities);
}

const EncoderClass *
encoder_choose_picture(const TerminalAbilities *abilities)
{
  return choose_from(encoders + 1, abilities);
}

const EncoderClass *
encoder_find(const char *name)
{
  for (guint i = 0; encoders[i] != NULL; i++)
    if (g_str_equal(encoders[i]->name, name))
      return encoders[i];
  return NULL;
}

const char *
encoder_describe(const Encoder *self)
{
  const char *description = self->class->describe != NULL ? self->class->describe(self) : NULL;

  return description != NULL ? description : self->class->name;
}
