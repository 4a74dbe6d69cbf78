// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-error.h"

#include <errno.h>
#include <string.h>

#define MAX_MESSAGE 1024                 /* bytes of libvirt's text */
#define SSH_DENIED "Permission denied (" /* of ssh, followed by the ways it tried */

static const struct {
  int libvirt;
  OrielError oriel;
} codes[] = {
    {VIR_ERR_NO_DOMAIN, ORIEL_ERROR_NOT_FOUND},
    {VIR_ERR_NO_DOMAIN_SNAPSHOT, ORIEL_ERROR_NOT_FOUND},
    {VIR_ERR_NO_SUPPORT, ORIEL_ERROR_NOT_SUPPORTED},
    {VIR_ERR_OPERATION_UNSUPPORTED, ORIEL_ERROR_NOT_SUPPORTED},
    {VIR_ERR_CONFIG_UNSUPPORTED, ORIEL_ERROR_NOT_SUPPORTED},
    {VIR_ERR_ARGUMENT_UNSUPPORTED, ORIEL_ERROR_NOT_SUPPORTED},
    {VIR_ERR_AUTH_FAILED, ORIEL_ERROR_AUTH},
    {VIR_ERR_AUTH_CANCELLED, ORIEL_ERROR_AUTH},
    {VIR_ERR_AUTH_UNAVAILABLE, ORIEL_ERROR_AUTH},
    {VIR_ERR_ACCESS_DENIED, ORIEL_ERROR_AUTH},
    {VIR_ERR_OPERATION_DENIED, ORIEL_ERROR_AUTH},
    {VIR_ERR_OPERATION_TIMEOUT, ORIEL_ERROR_TIMED_OUT},
    {VIR_ERR_RESOURCE_BUSY, ORIEL_ERROR_BUSY},
    {VIR_ERR_NO_CONNECT, ORIEL_ERROR_UNREACHABLE},
    {VIR_ERR_INVALID_CONN, ORIEL_ERROR_UNREACHABLE},
    {VIR_ERR_NO_SERVER, ORIEL_ERROR_UNREACHABLE},
};

static OrielError
map_code(const virError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
    if (codes[i].libvirt == error->code)
      return codes[i].oriel;
  if (error->code == VIR_ERR_SYSTEM_ERROR && (error->int1 == EACCES || error->int1 == EPERM))
    return ORIEL_ERROR_AUTH;
  if (error->message != NULL && strstr(error->message, SSH_DENIED) != NULL)
    return ORIEL_ERROR_AUTH;
  /* What the transport says, whatever its code is, is about the connection. */
  if (error->domain == VIR_FROM_RPC || error->domain == VIR_FROM_REMOTE ||
      error->domain == VIR_FROM_STREAMS)
    return ORIEL_ERROR_UNREACHABLE;
  return ORIEL_ERROR_FAILED;
}

/* What to do about it, or NULL. libvirt tells several causes apart only in its text. */
static const char *
hint_for(const virError *error)
{
  const char *message = error->message != NULL ? error->message : "";

  if (strstr(message, "Host key verification failed") != NULL)
    return "connect once with ssh by hand, and check the key of the machine";
  if (strstr(message, SSH_DENIED) != NULL)
    return "ssh needs a key that asks for nothing: load yours with ssh-add";
  if (strstr(message, "/libvirt") != NULL && strstr(message, "-sock") != NULL) {
    if (error->int1 == EACCES || error->int1 == EPERM)
      return "add yourself to the group libvirt, or use qemu:///session";
    if (error->int1 == ENOENT || error->int1 == ECONNREFUSED)
      return "start the libvirt daemon, or install libvirt-daemon-system";
  }
  switch (error->code) {
  case VIR_ERR_AUTH_UNAVAILABLE:
  case VIR_ERR_AUTH_CANCELLED:
    return "add yourself to the group libvirt, or use qemu:///session";
  case VIR_ERR_OPERATION_DENIED:
    return "connect without read-only";
  default:
    return NULL;
  }
}

/* libvirt puts its own "internal error: " in front of most texts. */
static const char *
without_prefix(const char *message)
{
  static const char *const prefixes[] = {
      "internal error: ", "operation failed: ", "Requested operation is not valid: "};

  for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++)
    if (g_str_has_prefix(message, prefixes[i]))
      return message + strlen(prefixes[i]);
  return message;
}

GError *
oriel_libvirt_error_new(const virError *libvirt_error, const char *what)
{
  g_autofree char *said = NULL;
  const char *hint;

  if (libvirt_error == NULL || libvirt_error->code == VIR_ERR_OK || libvirt_error->message == NULL)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_FAILED, "%s: libvirt does not say why", what);
  said = oriel_text_sanitize(without_prefix(libvirt_error->message), -1, MAX_MESSAGE);
  hint = hint_for(libvirt_error);
  return g_error_new(ORIEL_ERROR, (gint)map_code(libvirt_error), "%s: %s%s%s", what, said,
                     hint != NULL ? "; " : "", hint != NULL ? hint : "");
}

void
oriel_libvirt_error_take(GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start(args, format);
  what = g_strdup_vprintf(format, args);
  va_end(args);
  g_propagate_error(error, oriel_libvirt_error_new(virGetLastError(), what));
  virResetLastError();
}
