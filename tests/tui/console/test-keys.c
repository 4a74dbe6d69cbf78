// SPDX-License-Identifier: LGPL-2.1-or-later
/* The bytes that keys and pasted text are. */
#include "console/keys.h"

#include <string.h>
#include <xkbcommon/xkbcommon.h>

static const EmulatorModes plain = {0};

static void
check(guint keysym, Modifiers modifiers, const EmulatorModes *modes, const char *expected)
{
  KeyEvent key = {.keysym = keysym, .modifiers = modifiers};
  g_autoptr(GString) out = g_string_new(NULL);

  keys_append(&key, modes, out);
  g_assert_cmpstr(out->str, ==, expected);
  key.phase = KEY_RELEASE;
  keys_append(&key, modes, out);
  g_assert_cmpstr(out->str, ==, expected);
}

static void
test_characters(void)
{
  check('a', 0, &plain, "a");
  check('A', MODIFIER_SHIFT, &plain, "A");
  check(XKB_KEY_adiaeresis, 0, &plain, "ä");
  check(XKB_KEY_EuroSign, 0, &plain, "€");
  check('c', MODIFIER_CTRL, &plain, "\003");
  check('C', MODIFIER_CTRL | MODIFIER_SHIFT, &plain, "\003");
  check('[', MODIFIER_CTRL, &plain, "\033");
  check(']', MODIFIER_CTRL, &plain, "\035");
  check('/', MODIFIER_CTRL, &plain, "\037");
  check('3', MODIFIER_CTRL, &plain, "\033");
  check('x', MODIFIER_ALT, &plain, "\033x");
  check('x', MODIFIER_ALT | MODIFIER_CTRL, &plain, "\033\030");
  check(XKB_KEY_Shift_L, 0, &plain, "");
  check(0, 0, &plain, "");
}

static void
test_ctrl_space(void)
{
  KeyEvent key = {.keysym = ' ', .modifiers = MODIFIER_CTRL};
  g_autoptr(GString) out = g_string_new(NULL);

  keys_append(&key, &plain, out);
  g_assert_cmpuint(out->len, ==, 1);
  g_assert_cmpint(out->str[0], ==, 0);
}

static void
test_special(void)
{
  EmulatorModes lines = {.line_mode = TRUE};

  check(XKB_KEY_Return, 0, &plain, "\r");
  check(XKB_KEY_Return, 0, &lines, "\r\n");
  check(XKB_KEY_KP_Enter, 0, &plain, "\r");
  check(XKB_KEY_Tab, 0, &plain, "\t");
  check(XKB_KEY_Tab, MODIFIER_SHIFT, &plain, "\033[Z");
  check(XKB_KEY_ISO_Left_Tab, MODIFIER_SHIFT, &plain, "\033[Z");
  check(XKB_KEY_BackSpace, 0, &plain, "\177");
  check(XKB_KEY_BackSpace, MODIFIER_ALT, &plain, "\033\177");
  check(XKB_KEY_Escape, 0, &plain, "\033");
}

static void
test_functions(void)
{
  EmulatorModes application = {.application_cursor = TRUE};

  check(XKB_KEY_Up, 0, &plain, "\033[A");
  check(XKB_KEY_Up, 0, &application, "\033OA");
  check(XKB_KEY_Up, MODIFIER_CTRL, &application, "\033[1;5A");
  check(XKB_KEY_Home, 0, &plain, "\033[H");
  check(XKB_KEY_End, 0, &application, "\033OF");
  check(XKB_KEY_Delete, 0, &plain, "\033[3~");
  check(XKB_KEY_Page_Up, MODIFIER_SHIFT, &plain, "\033[5;2~");
  check(XKB_KEY_F1, 0, &plain, "\033OP");
  check(XKB_KEY_F1, MODIFIER_SHIFT, &plain, "\033[1;2P");
  check(XKB_KEY_F5, 0, &plain, "\033[15~");
  check(XKB_KEY_F12, MODIFIER_ALT, &plain, "\033[24;3~");
}

static void
test_keypad(void)
{
  EmulatorModes application = {.application_keypad = TRUE};

  check(XKB_KEY_KP_7, 0, &plain, "7");
  check(XKB_KEY_KP_7, 0, &application, "\033Ow");
  check(XKB_KEY_KP_Enter, 0, &application, "\033OM");
  check(XKB_KEY_KP_Add, 0, &plain, "+");
  check(XKB_KEY_KP_Up, 0, &application, "\033[A");
}

static void
check_paste(const char *text, const EmulatorModes *modes, const char *expected)
{
  g_autoptr(GString) out = g_string_new(NULL);

  keys_append_paste(text, strlen(text), TRUE, TRUE, modes, out);
  g_assert_cmpstr(out->str, ==, expected);
}

/* No control character, and so no end of a paste within it. */
static void
test_paste(void)
{
  EmulatorModes bracketed = {.bracketed_paste = TRUE}, lines = {.line_mode = TRUE};
  g_autoptr(GString) out = g_string_new(NULL);

  check_paste("ls\n", &plain, "ls\r");
  check_paste("a\r\nb\rc\nd", &plain, "a\rb\rc\rd");
  check_paste("a\n", &lines, "a\r\n");
  check_paste("grün\t漢", &bracketed, "\033[200~grün\t漢\033[201~");
  check_paste("x\033[201~rm\003\035\177", &bracketed, "\033[200~x[201~rm\033[201~");
  keys_append_paste("a", 1, TRUE, FALSE, &bracketed, out);
  keys_append_paste("b", 1, FALSE, FALSE, &bracketed, out);
  keys_append_paste("", 0, FALSE, TRUE, &bracketed, out);
  g_assert_cmpstr(out->str, ==, "\033[200~ab\033[201~");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tui/keys/characters", test_characters);
  g_test_add_func("/tui/keys/ctrl-space", test_ctrl_space);
  g_test_add_func("/tui/keys/special", test_special);
  g_test_add_func("/tui/keys/functions", test_functions);
  g_test_add_func("/tui/keys/keypad", test_keypad);
  g_test_add_func("/tui/keys/paste", test_paste);
  return g_test_run();
}
