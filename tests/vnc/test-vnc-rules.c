// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which encodings and logins, which text, which errors: the backend's rules. */
#include "oriel-vnc-auth.h"
#include "oriel-vnc-clipboard.h"
#include "oriel-vnc-encodings.h"
#include "oriel-vnc-errors.h"

#include "oriel.h"

#include <gvnc.h>
#include <string.h>

static gboolean
has_encoding(GArray *list, gint32 encoding)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index(list, gint32, i) == encoding)
      return TRUE;
  return FALSE;
}

static GArray *
choose(gboolean local, gboolean audio, const char *wanted)
{
  OrielVncEncodingChoice choice = {.local_link = local, .audio = audio, .wanted = wanted};

  return oriel_vnc_encodings_choose(&choice);
}

static void
test_encodings_by_link(void)
{
  g_autoptr(GArray) local = choose(TRUE, FALSE, NULL);
  g_autoptr(GArray) remote = choose(FALSE, TRUE, "");

  g_assert_true(has_encoding(local, VNC_CONNECTION_ENCODING_RAW));
  g_assert_false(has_encoding(local, VNC_CONNECTION_ENCODING_TIGHT));
  g_assert_false(has_encoding(local, VNC_CONNECTION_ENCODING_AUDIO));
  g_assert_true(has_encoding(remote, VNC_CONNECTION_ENCODING_ZRLE));
  g_assert_true(has_encoding(remote, VNC_CONNECTION_ENCODING_AUDIO));
}

/* What gvnc cannot do is never offered, whatever the link or the user. */
static void
test_encodings_never(void)
{
  const char *orders[] = {NULL, "raw", "tight,jpeg,zrle,hextile,rre,copyrect,raw"};

  for (guint i = 0; i < G_N_ELEMENTS(orders) * 2; i++) {
    g_autoptr(GArray) list = choose(i % 2 == 0, TRUE, orders[i / 2]);
    g_assert_false(has_encoding(list, VNC_CONNECTION_ENCODING_CORRE));
    g_assert_false(has_encoding(list, VNC_CONNECTION_ENCODING_CURSOR_POS));
    g_assert_false(has_encoding(list, VNC_CONNECTION_ENCODING_WMVi));
    g_assert_false(has_encoding(list, VNC_CONNECTION_ENCODING_RICH_CURSOR) &&
                   has_encoding(list, VNC_CONNECTION_ENCODING_ALPHA_CURSOR));
  }
}

static void
test_encodings_wanted(void)
{
  g_autoptr(GArray) list = choose(TRUE, FALSE, "ZRLE, raw");

  g_assert_cmpint(g_array_index(list, gint32, 0), ==, VNC_CONNECTION_ENCODING_ZRLE);
  g_assert_cmpint(g_array_index(list, gint32, 1), ==, VNC_CONNECTION_ENCODING_RAW);
  g_assert_false(has_encoding(list, VNC_CONNECTION_ENCODING_HEXTILE));
}

/* What means something elsewhere is passed over. */
static void
test_encodings_of_others(void)
{
  g_autoptr(GArray) usual = choose(TRUE, FALSE, NULL);
  g_autoptr(GArray) none = choose(TRUE, FALSE, "quic,h264");
  g_autoptr(GArray) one = choose(TRUE, FALSE, "lz4, zrle,auto-glz");

  g_assert_cmpmem(none->data, none->len * sizeof(gint32), usual->data, usual->len * sizeof(gint32));
  g_assert_cmpint(g_array_index(one, gint32, 0), ==, VNC_CONNECTION_ENCODING_ZRLE);
  g_assert_false(has_encoding(one, VNC_CONNECTION_ENCODING_RAW));
}

static void
test_auth_types(void)
{
  const guint all[] = {1, 2, 30, 0x71, 19, 18, 20, 5, 6, 129};
  const guint weak[] = {18, 30, 20, 0x71, VNC_CONNECTION_AUTH_MSLOGON};
  const guint unknown[] = {5, 16, 129};

  g_assert_cmpuint(oriel_vnc_auth_choose_type(all, G_N_ELEMENTS(all), FALSE), ==, 19);
  g_assert_cmpuint(oriel_vnc_auth_choose_type(all, 3, FALSE), ==, VNC_CONNECTION_AUTH_VNC);
  g_assert_cmpuint(oriel_vnc_auth_choose_type(all, 1, FALSE), ==, VNC_CONNECTION_AUTH_NONE);
  g_assert_cmpuint(oriel_vnc_auth_choose_type(weak, G_N_ELEMENTS(weak), FALSE), ==, 0);
  g_assert_cmpuint(oriel_vnc_auth_choose_type(weak, G_N_ELEMENTS(weak), TRUE), ==, 20);
  g_assert_cmpuint(oriel_vnc_auth_choose_type(weak, 2, TRUE), ==, 18);
  g_assert_cmpuint(oriel_vnc_auth_choose_type(unknown, G_N_ELEMENTS(unknown), TRUE), ==, 0);
  g_assert_cmpuint(oriel_vnc_auth_choose_type(NULL, 0, TRUE), ==, 0);
}

static void
test_auth_vencrypt(void)
{
  const guint anonymous[] = {256, 257, 258, 259, 264};
  const guint mixed[] = {258, 256, 260, 261};

  g_assert_cmpuint(oriel_vnc_auth_choose_vencrypt(anonymous, 5, FALSE), ==, 0);
  g_assert_cmpuint(oriel_vnc_auth_choose_vencrypt(anonymous, 5, TRUE), ==, 264);
  g_assert_cmpuint(oriel_vnc_auth_choose_vencrypt(mixed, 4, FALSE), ==, 261);
  g_assert_cmpuint(oriel_vnc_auth_choose_vencrypt(mixed, 4, TRUE), ==, 261);
  g_assert_false(oriel_vnc_auth_hides_wire(VNC_CONNECTION_AUTH_VENCRYPT_PLAIN));
  g_assert_true(oriel_vnc_auth_hides_wire(VNC_CONNECTION_AUTH_VENCRYPT_X509VNC));
  g_assert_true(oriel_vnc_auth_hides_wire(VNC_CONNECTION_AUTH_SASL));
  g_assert_false(oriel_vnc_auth_hides_wire(VNC_CONNECTION_AUTH_VNC));
}

static void
test_errors_insecure(void)
{
  const guint offered[] = {18, 99};
  g_autoptr(GError) error = oriel_vnc_errors_insecure(offered, 2);

  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INSECURE);
  g_assert_nonnull(strstr(error->message, "anonymous TLS, type 99"));
}

static void
test_errors_lost(void)
{
  static const struct {
    const char *message;
    OrielError code;
  } cases[] = {
      {NULL, ORIEL_ERROR_UNREACHABLE},
      {"Server closed the connection", ORIEL_ERROR_UNREACHABLE},
      {"The certificate is not trusted", ORIEL_ERROR_INSECURE},
      {"Received an unknown message: 7", ORIEL_ERROR_PROTOCOL},
  };
  const OrielVncGreeting greeting = {.step = ORIEL_VNC_GREETING_DONE, .n_types = 1};

  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = oriel_vnc_errors_lost(&greeting, cases[i].message, "do it");
    g_assert_error(error, ORIEL_ERROR, (int)cases[i].code);
  }
}

/* A server's words never carry control characters on. */
static void
test_errors_words(void)
{
  g_autoptr(GError) error = oriel_vnc_errors_auth("no \033]52;c;x\007 \xff%n");

  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_AUTH);
  g_assert_null(strchr(error->message, '\033'));
  g_assert_null(strchr(error->message, '\007'));
  g_assert_true(g_utf8_validate(error->message, -1, NULL));
}

static void
test_clipboard_from_wire(void)
{
  g_autofree char *latin = oriel_vnc_clipboard_from_wire("caf\xe9 \xa3");
  g_autofree char *utf8 = oriel_vnc_clipboard_from_wire("café €");
  g_autofree char *empty = oriel_vnc_clipboard_from_wire("");

  g_assert_cmpstr(latin, ==, "café £");
  g_assert_cmpstr(utf8, ==, "café €");
  g_assert_cmpstr(empty, ==, "");
}

static void
test_clipboard_to_wire(void)
{
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  g_autofree char *bytes = oriel_vnc_clipboard_to_wire("café €\r\nend\ralone", &length, &error);

  g_assert_no_error(error);
  g_assert_cmpmem(bytes, length, "caf\xe9 ?\nend\ralone", 16);
}

static void
test_clipboard_limit(void)
{
  g_autofree char *fits = g_strnfill(ORIEL_VNC_CLIPBOARD_MAX, 'x');
  g_autofree char *long_text = g_strnfill(ORIEL_VNC_CLIPBOARD_MAX + 1, 'x');
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  g_autofree char *bytes = oriel_vnc_clipboard_to_wire(fits, &length, &error);

  g_assert_no_error(error);
  g_assert_cmpuint(length, ==, ORIEL_VNC_CLIPBOARD_MAX);
  g_assert_null(oriel_vnc_clipboard_to_wire(long_text, &length, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vnc/encodings/by-link", test_encodings_by_link);
  g_test_add_func("/vnc/encodings/never", test_encodings_never);
  g_test_add_func("/vnc/encodings/wanted", test_encodings_wanted);
  g_test_add_func("/vnc/encodings/of-others", test_encodings_of_others);
  g_test_add_func("/vnc/auth/types", test_auth_types);
  g_test_add_func("/vnc/auth/vencrypt", test_auth_vencrypt);
  g_test_add_func("/vnc/errors/insecure", test_errors_insecure);
  g_test_add_func("/vnc/errors/lost", test_errors_lost);
  g_test_add_func("/vnc/errors/words", test_errors_words);
  g_test_add_func("/vnc/clipboard/from-wire", test_clipboard_from_wire);
  g_test_add_func("/vnc/clipboard/to-wire", test_clipboard_to_wire);
  g_test_add_func("/vnc/clipboard/limit", test_clipboard_limit);
  return g_test_run();
}
