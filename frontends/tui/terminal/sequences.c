// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/sequences.h"

#define CSI "\033["
#define ST "\033\\"

void
sequences_enter(GString *bytes)
{
  g_string_append(bytes, CSI "?1049h" CSI "?25l" CSI "m" CSI "2J");
}

/* Modes 1006 and 1016 exclude each other: the last one counts. */
void
sequences_set_mouse(gboolean motion, gboolean pixels, GString *bytes)
{
  g_string_append(bytes, motion ? CSI "?1003h" : CSI "?1003l" CSI "?1002h");
  g_string_append(bytes, pixels ? CSI "?1016h" : CSI "?1006h");
}

/* Flags of the kitty keyboard protocol: all of them, or 1, which tells Escape from a sequence. */
void
sequences_set_exact_keys(const TerminalAbilities *abilities, gboolean exact, GString *bytes)
{
  if (abilities->kitty_keyboard)
    g_string_append(bytes, exact ? CSI "=31;1u" : CSI "=1;1u");
  else if (abilities->other_keys)
    g_string_append(bytes, exact ? CSI ">4;2m" : CSI ">4;0m");
}

void
sequences_start(const TerminalAbilities *abilities, gboolean pixels, GString *bytes)
{
  if (abilities->kitty_keyboard)
    g_string_append(bytes, CSI ">1u");
  g_string_append(bytes, CSI "?2004h" CSI "?1004h");
  sequences_set_mouse(FALSE, pixels, bytes);
}

/* CAN ends a control sequence, ST a string, and neither does anything elsewhere. */
void
sequences_quieten(const TerminalAbilities *abilities, GString *bytes)
{
  g_string_append(bytes, "\030" ST);
  if (abilities->synchronized)
    g_string_append(bytes, CSI "?2026l");
  if (abilities->kitty_keyboard)
    g_string_append(bytes, CSI "<u");
  if (abilities->other_keys)
    g_string_append(bytes, CSI ">4;0m");
  g_string_append(bytes, CSI "?1003l" CSI "?1002l");
  if (abilities->pixel_mouse)
    g_string_append(bytes, CSI "?1016l");
  g_string_append(bytes, CSI "?1006l" CSI "?2004l" CSI "?1004l");
}

void
sequences_leave(const TerminalAbilities *abilities, GString *bytes)
{
  sequences_quieten(abilities, bytes);
  if (abilities->kitty_graphics)
    g_string_append(bytes, "\033_Ga=d,q=2" ST);
  g_string_append(bytes, CSI "m" CSI "2J" CSI "H" CSI "?25h" CSI "?1049l");
}
