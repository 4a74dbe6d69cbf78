// SPDX-License-Identifier: LGPL-2.1-or-later
/* The encoders that there are. Only for the table and for themselves. */
#pragma once

#include "screen/encoder.h"

G_BEGIN_DECLS

extern const EncoderClass encode_chafa;
extern const EncoderClass encode_half;
extern const EncoderClass encode_kitty;
extern const EncoderClass encode_quadrant;
extern const EncoderClass encode_sextant;
extern const EncoderClass encode_sixel;
extern const EncoderClass encode_text;

/* The best for pictures: any but the one for text. */
const EncoderClass *encoder_choose_picture(const TerminalAbilities *abilities);

G_END_DECLS
