// SPDX-License-Identifier: LGPL-2.1-or-later
/* Options of every program that opens sessions: how the server is reached, and whom to believe. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct {
  char *ca_file;         /* PEM of trusted authorities; NULL = the system's */
  char *host_subject;    /* of the server's certificate; NULL = the host's name is checked */
  char *tls_ciphers;     /* NULL = any */
  char *secure_channels; /* what has to be encrypted; NULL = as the server has it */
  char *proxy;           /* NULL = none */
  gboolean allow_weak;
} ConnectOptions;

void connect_options_clear(ConnectOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ConnectOptions, connect_options_clear)

/* Adds the options to @context; parsing fills @self, which has to outlive it. */
void connect_options_add(ConnectOptions *self, GOptionContext *context);

/* Adds the names that remote-viewer(1) has for some of them. */
void connect_options_add_spice(ConnectOptions *self, GOptionGroup *group);

/* Makes @session do as the options say. */
void connect_options_apply(const ConnectOptions *self, OrielSession *session);

/* Whether there are such channels. Errors: ORIEL_ERROR_INVALID. Pure. */
gboolean connect_options_check(const ConnectOptions *self, GError **error);

/* Whether all of @list, separated by commas (NULL = nothing), are among @known, up to NULL; @option
 * is named by the error, ORIEL_ERROR_INVALID. Pure. */
gboolean connect_options_check_list(const char *option,
                                    const char *list,
                                    const char *const *known,
                                    GError **error);

G_END_DECLS
