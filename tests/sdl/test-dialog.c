// SPDX-License-Identifier: LGPL-2.1-or-later
#include "dialog.h"

static DialogResponse
tap(Dialog *dialog, SDL_Keycode sym, Uint16 modifiers)
{
  return dialog_key(dialog, &(SDL_Keysym){.sym = sym, .mod = modifiers});
}

static Dialog *
make_login(void)
{
  Dialog *dialog = dialog_new(DIALOG_ASK, "Authentication needed", NULL);

  dialog_add_field(dialog, "User name", NULL, FALSE);
  dialog_add_field(dialog, "Password", NULL, TRUE);
  dialog_add_button(dialog, "Connect", DIALOG_ACCEPT);
  dialog_add_button(dialog, "Cancel", DIALOG_CANCEL);
  return dialog;
}

static void
test_type_and_return(void)
{
  g_autoptr(Dialog) dialog = make_login();

  dialog_type(dialog, "me");
  g_assert_cmpint(tap(dialog, SDLK_RETURN, 0), ==, DIALOG_UNANSWERED);
  dialog_type(dialog, "secret");
  g_assert_cmpint(tap(dialog, SDLK_RETURN, 0), ==, DIALOG_ACCEPT);
  g_assert_cmpstr(dialog_get_value(dialog, 0), ==, "me");
  g_assert_cmpstr(dialog_get_value(dialog, 1), ==, "secret");
}

static void
test_known_user(void)
{
  g_autoptr(Dialog) dialog = dialog_new(DIALOG_ASK, "Title", NULL);

  dialog_add_field(dialog, "User name", "root", FALSE);
  dialog_add_field(dialog, "Password", NULL, TRUE);
  dialog_type(dialog, "x");
  g_assert_cmpstr(dialog_get_value(dialog, 0), ==, "root");
  g_assert_cmpstr(dialog_get_value(dialog, 1), ==, "x");
}

static void
test_edit(void)
{
  g_autoptr(Dialog) dialog = make_login();

  /* Characters of several bytes stay whole. */
  dialog_type(dialog, "a\xc3\xa9"
                      "b");
  tap(dialog, SDLK_LEFT, 0);
  tap(dialog, SDLK_BACKSPACE, 0);
  g_assert_cmpstr(dialog_get_value(dialog, 0), ==, "ab");
  tap(dialog, SDLK_DELETE, 0);
  g_assert_cmpstr(dialog_get_value(dialog, 0), ==, "a");
  tap(dialog, SDLK_HOME, 0);
  tap(dialog, SDLK_BACKSPACE, 0);
  dialog_type(dialog, "\xe2\x82\xac");
  tap(dialog, SDLK_END, 0);
  tap(dialog, SDLK_DELETE, 0);
  dialog_type(dialog, "!");
  g_assert_cmpstr(dialog_get_value(dialog, 0), ==,
                  "\xe2\x82\xac"
                  "a!");
  tap(dialog, SDLK_u, KMOD_LCTRL);
  g_assert_cmpstr(dialog_get_value(dialog, 0), ==, "");
}

static void
test_one_line(void)
{
  g_autoptr(Dialog) dialog = make_login();
  g_autofree char *long_text = g_strnfill(5000, 'x');

  dialog_type(dialog, "first\nsecond");
  dialog_type(dialog, "\xff\xfe");
  dialog_type(dialog, long_text);
  g_assert_cmpstr(dialog_get_value(dialog, 0), ==, "first");
}

static void
test_focus(void)
{
  g_autoptr(Dialog) dialog = make_login();

  tap(dialog, SDLK_TAB, KMOD_LSHIFT);
  g_assert_cmpuint(dialog->focus, ==, 3);
  g_assert_cmpint(tap(dialog, SDLK_SPACE, 0), ==, DIALOG_CANCEL);
  tap(dialog, SDLK_LEFT, 0);
  g_assert_cmpint(tap(dialog, SDLK_RETURN, 0), ==, DIALOG_ACCEPT);
  tap(dialog, SDLK_TAB, 0);
  tap(dialog, SDLK_TAB, 0);
  g_assert_cmpuint(dialog->focus, ==, 0);
  dialog_type(dialog, " ");
  g_assert_cmpstr(dialog_get_value(dialog, 0), ==, " ");
}

static void
test_escape(void)
{
  g_autoptr(Dialog) login = make_login();
  g_autoptr(Dialog) kiosk = dialog_new(DIALOG_TROUBLE, "The session ended", "reason");

  dialog_add_button(kiosk, "Reconnect", DIALOG_ACCEPT);
  g_assert_cmpint(tap(login, SDLK_ESCAPE, 0), ==, DIALOG_CANCEL);
  g_assert_cmpint(tap(kiosk, SDLK_ESCAPE, 0), ==, DIALOG_UNANSWERED);
  g_assert_cmpint(tap(kiosk, SDLK_RETURN, 0), ==, DIALOG_ACCEPT);
}

static void
test_click(void)
{
  g_autoptr(Dialog) dialog = make_login();

  dialog->fields[1].area = (OrielRect){10, 10, 50, 20};
  dialog->buttons[1].area = (OrielRect){10, 40, 50, 20};
  g_assert_cmpint(dialog_click(dialog, 10, 29), ==, DIALOG_UNANSWERED);
  g_assert_cmpuint(dialog->focus, ==, 1);
  g_assert_cmpint(dialog_click(dialog, 60, 40), ==, DIALOG_UNANSWERED);
  g_assert_cmpint(dialog_click(dialog, 59, 59), ==, DIALOG_CANCEL);
}

static void
test_choices(void)
{
  g_autoptr(Dialog) dialog = dialog_new(DIALOG_ASK, "Which?", NULL);

  dialog_add_choice(dialog, "this", FALSE);
  dialog_add_choice(dialog, "that", TRUE);
  dialog_add_button(dialog, "Close", DIALOG_CANCEL);
  g_assert_cmpint(tap(dialog, SDLK_RETURN, 0), ==, DIALOG_CHOOSE);
  g_assert_cmpuint(dialog_get_choice(dialog), ==, 0);
  tap(dialog, SDLK_DOWN, 0);
  g_assert_cmpint(tap(dialog, SDLK_SPACE, 0), ==, DIALOG_CHOOSE);
  g_assert_cmpuint(dialog_get_choice(dialog), ==, 1);
  tap(dialog, SDLK_DOWN, 0);
  g_assert_cmpint(tap(dialog, SDLK_RETURN, 0), ==, DIALOG_CANCEL);
  g_assert_cmpint(tap(dialog, SDLK_ESCAPE, 0), ==, DIALOG_CANCEL);

  dialog->choices[0].area = (OrielRect){10, 10, 50, 20};
  g_assert_cmpint(dialog_click(dialog, 10, 10), ==, DIALOG_CHOOSE);
  g_assert_cmpuint(dialog_get_choice(dialog), ==, 0);
  /* Return takes a choice, unless the buttons are meant. */
  dialog_focus_buttons(dialog);
  g_assert_cmpint(tap(dialog, SDLK_RETURN, 0), ==, dialog->buttons[0].response);
}

/* Pages and the wheel end at the ends. */
static void
test_many_choices(void)
{
  g_autoptr(Dialog) dialog = dialog_new(DIALOG_ASK, "Which?", NULL);

  dialog_scroll(dialog, 1);
  for (int i = 0; i < 30; i++)
    dialog_add_choice(dialog, "this", FALSE);
  dialog_add_button(dialog, "Close", DIALOG_CANCEL);
  tap(dialog, SDLK_PAGEDOWN, 0);
  g_assert_cmpuint(dialog_get_choice(dialog), ==, 5);
  dialog_scroll(dialog, -2);
  g_assert_cmpuint(dialog_get_choice(dialog), ==, 3);
  tap(dialog, SDLK_PAGEUP, 0);
  g_assert_cmpuint(dialog_get_choice(dialog), ==, 0);
  dialog_scroll(dialog, G_MAXINT);
  g_assert_cmpuint(dialog_get_choice(dialog), ==, 29);
  tap(dialog, SDLK_DOWN, 0);
  tap(dialog, SDLK_PAGEDOWN, 0);
  g_assert_cmpint(tap(dialog, SDLK_RETURN, 0), ==, DIALOG_CHOOSE);
  g_assert_cmpuint(dialog_get_choice(dialog), ==, 29);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/dialog/type-and-return", test_type_and_return);
  g_test_add_func("/dialog/known-user", test_known_user);
  g_test_add_func("/dialog/edit", test_edit);
  g_test_add_func("/dialog/one-line", test_one_line);
  g_test_add_func("/dialog/focus", test_focus);
  g_test_add_func("/dialog/escape", test_escape);
  g_test_add_func("/dialog/click", test_click);
  g_test_add_func("/dialog/choices", test_choices);
  g_test_add_func("/dialog/many-choices", test_many_choices);
  return g_test_run();
}
