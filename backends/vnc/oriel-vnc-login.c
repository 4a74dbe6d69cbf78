// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Between the greeting and the session: which way to log in, and with what.
 *
 * gvnc has to be given a type that it has and that was offered, else it aborts; a credential of
 * the kind that it asked for, and never NULL, else it waits for ever. When nothing fits, the
 * session ends here instead.
 */
#include "oriel-vnc-private.h"

#include "oriel-vnc-auth.h"
#include "oriel-vnc-errors.h"
#include "oriel-vnc-wire.h"

#include <unistd.h>

/* gvnc's array for what is offered inside of anonymous TLS; it accepts up to eighty into it. */
#define TLS_TYPES_MAX 20

/* What gvnc calls a client's name is where its certificate lies, if it has one: in the directories
 * of that name beneath /etc/pki and ~/.pki. This is the one that libvirt's own clients use. */
#define CLIENT_NAME "libvirt"

G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* GValueArray is what gvnc has */

    static GArray *
    read_types(GValueArray *values)
{
  GArray *types = g_array_new(FALSE, FALSE, sizeof(guint));

  for (guint i = 0; i < values->n_values; i++) {
    guint type = (guint)g_value_get_enum(g_value_array_get_nth(values, i));
    /* Offered as one byte; gvnc's constant is the sign-extended form. */
    if (type == (VNC_CONNECTION_AUTH_MSLOGON & 0xff))
      type = VNC_CONNECTION_AUTH_MSLOGON;
    g_array_append_val(types, type);
  }
  return types;
}

/* What is acceptable at all to a user who wants everything encrypted; others take what they get.
 * (transfer full) */
static GArray *
keep_acceptable(OrielVncBackend *self, const GArray *types)
{
  GArray *kept = g_array_copy((GArray *)types);

  if (self->encrypted_only)
    g_array_set_size(kept, oriel_vnc_auth_keep_hidden((guint *)(void *)kept->data, kept->len));
  return kept;
}

static GError *
describe_insecure(OrielVncBackend *self, const GArray *types)
{
  const guint *offered = (const guint *)(const void *)types->data;

  if (self->encrypted_only)
    return oriel_vnc_errors_unencrypted(offered, types->len);
  return oriel_vnc_errors_insecure(offered, types->len);
}

static void
on_choose_type(VncConnection *conn, GValueArray *values, OrielVncBackend *self)
{
  g_autoptr(GArray) types = read_types(values);
  g_autoptr(GArray) kept = keep_acceptable(self, types);
  guint type =
      oriel_vnc_auth_choose_type((const guint *)(void *)kept->data, kept->len, self->weak_allowed);

  if (self->over)
    return;
  /* RFB 3.3 says no by offering the type 0. */
  if (oriel_vnc_wire_get_greeting()->refused) {
    oriel_vnc_backend_fail(self, oriel_vnc_errors_refused(oriel_vnc_wire_get_greeting()));
    return;
  }
  if (type == VNC_CONNECTION_AUTH_INVALID) {
    oriel_vnc_backend_fail(self, describe_insecure(self, types));
    return;
  }
  if (type == VNC_CONNECTION_AUTH_ARD)
    oriel_vnc_wire_choose_ard();
  if (oriel_vnc_greeting_is_keyless(oriel_vnc_wire_get_greeting())) {
    oriel_vnc_backend_fail(self, oriel_vnc_errors_keyless());
    return;
  }
  self->auth_type = type;
  self->wire_hidden = oriel_vnc_auth_hides_wire(type);
  oriel_vnc_backend_expect(self, "accept the login and describe its screen");
  vnc_connection_set_auth_type(conn, type);
}

static void
on_choose_subtype(VncConnection *conn, guint type, GValueArray *values, OrielVncBackend *self)
{
  g_autoptr(GArray) types = read_types(values);
  g_autoptr(GArray) kept = keep_acceptable(self, types);
  guint chosen;

  if (self->over)
    return;
  /* The stack that gvnc would return to has been overrun: no way back. */
  if (type == VNC_CONNECTION_AUTH_TLS && types->len > TLS_TYPES_MAX)
    _exit(1);
  if (type == VNC_CONNECTION_AUTH_TLS)
    chosen = oriel_vnc_auth_choose_tls((const guint *)(void *)types->data, types->len);
  else
    chosen = oriel_vnc_auth_choose_vencrypt((const guint *)(void *)kept->data, kept->len,
                                            self->weak_allowed);
  if (chosen == VNC_CONNECTION_AUTH_INVALID) {
    oriel_vnc_backend_fail(self, describe_insecure(self, types));
    return;
  }
  if (type == VNC_CONNECTION_AUTH_VENCRYPT) {
    self->auth_type = chosen;
    self->wire_hidden = oriel_vnc_auth_hides_wire(chosen);
  }
  oriel_vnc_backend_expect(self, "begin the login");
  vnc_connection_set_auth_subtype(conn, chosen);
}

static void
on_credential(VncConnection *conn, GValueArray *values, OrielVncBackend *self)
{
  OrielCredentials needs = 0;

  if (self->over)
    return;
  for (guint i = 0; i < values->n_values; i++) {
    switch (g_value_get_enum(g_value_array_get_nth(values, i))) {
    case VNC_CONNECTION_CREDENTIAL_USERNAME:
      needs |= ORIEL_CREDENTIALS_USERNAME;
      break;
    case VNC_CONNECTION_CREDENTIAL_PASSWORD:
      needs |= ORIEL_CREDENTIALS_PASSWORD;
      break;
    case VNC_CONNECTION_CREDENTIAL_CLIENTNAME:
      vnc_connection_set_credential(conn, VNC_CONNECTION_CREDENTIAL_CLIENTNAME, CLIENT_NAME);
      break;
    default:
      break;
    }
  }
  if (needs == 0)
    return;
  self->needs = needs;
  oriel_vnc_backend_expect(self, NULL);
  oriel_backend_authenticate(ORIEL_BACKEND(self), needs, oriel_vnc_auth_get_name(self->auth_type),
                             0);
}

G_GNUC_END_IGNORE_DEPRECATIONS

/* What the person answered; nothing at all means no. */
void
oriel_vnc_login_answer(OrielVncBackend *self, const char *username, const char *password)
{
  OrielCredentials needs = self->needs;

  if (self->over || needs == 0)
    return;
  self->needs = 0;
  if (username == NULL && password == NULL) {
    oriel_vnc_backend_fail(self,
                           g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_AUTH,
                                               "The server asks for a login, and none was given"));
    return;
  }
  oriel_vnc_backend_expect(self, "accept the login and describe its screen");
  if ((needs & ORIEL_CREDENTIALS_USERNAME) != 0)
    vnc_connection_set_credential(self->conn, VNC_CONNECTION_CREDENTIAL_USERNAME,
                                  username != NULL ? username : "");
  if ((needs & ORIEL_CREDENTIALS_PASSWORD) != 0)
    vnc_connection_set_credential(self->conn, VNC_CONNECTION_CREDENTIAL_PASSWORD,
                                  password != NULL ? password : "");
}

/* The error that came before says more where the reason is gvnc's own. */
static void
on_failure(VncConnection *conn, const char *reason, OrielVncBackend *self)
{
  if (!self->over)
    oriel_vnc_backend_fail(
        self, oriel_vnc_errors_auth(self->last_error != NULL ? self->last_error : reason));
}

void
oriel_vnc_login_watch(OrielVncBackend *self)
{
  g_signal_connect(self->conn, "vnc-auth-choose-type", G_CALLBACK(on_choose_type), self);
  g_signal_connect(self->conn, "vnc-auth-choose-subtype", G_CALLBACK(on_choose_subtype), self);
  g_signal_connect(self->conn, "vnc-auth-credential", G_CALLBACK(on_credential), self);
  g_signal_connect(self->conn, "vnc-auth-failure", G_CALLBACK(on_failure), self);
}
