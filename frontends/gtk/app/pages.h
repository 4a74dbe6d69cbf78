// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is shown in place of a guest: that it is waited for, what it asks, why it is gone. */
#pragma once

#include <adwaita.h>
#include <oriel.h>

G_BEGIN_DECLS

typedef struct {
  void (*cancelled)(gpointer user_data);
  void (*retried)(gpointer user_data);
  /* @remember: it is to go into the keyring */
  void (*answered)(const char *username,
                   const char *password,
                   gboolean remember,
                   gpointer user_data);
  void (*trusted)(OrielTrust trust, gpointer user_data);
  /* The guest is to be started. */
  void (*started)(gpointer user_data);
} PagesHooks;

typedef struct _Pages Pages;

Pages *pages_new(const PagesHooks *hooks, gboolean kiosk, gpointer user_data);
void pages_free(Pages *self);
GtkWidget *pages_get_widget(Pages *self);
void pages_show_connecting(Pages *self, const char *target, guint seconds);
void pages_show_waiting(Pages *self, const char *text, gboolean for_server);
/* @can_remember: there may be a keyring for what is asked */
void pages_show_question(Pages *self,
                         OrielAuthRequest *request,
                         const char *text,
                         gboolean can_remember);
void pages_show_trust(Pages *self, OrielTrustRequest *request);
void pages_show_end(Pages *self, gboolean was_connected, const char *reason, guint seconds);
void pages_offer_start(Pages *self, gboolean offer);
void pages_hide(Pages *self);

G_END_DECLS
