// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/encoder.h"

#include "screen/encoders.h"

const EncoderClass *const encoders[] = {
    &encode_sextant,
    &encode_half,
    &encode_quadrant,
    NULL,
};

const EncoderClass *
encoder_choose(const TerminalAbilities *abilities)
{
  const EncoderClass *best = encoders[0];

  for (guint i = 1; encoders[i] != NULL; i++)
    if (encoders[i]->rate(abilities) > best->rate(abilities))
      best = encoders[i];
  return best;
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
