// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is said of an attachment. */
#include "shared/attachment-private.h"

#include <string.h>

char *
attachment_dup_name(const Attachment *self)
{
  const char *name = self->name;
  OrielGuest *guest = self->lookout != NULL ? lookout_get_guest(self->lookout) : NULL;

  if (self->options->title != NULL)
    name = self->options->title;
  else if (guest !=
           NULL) /* as lists of guests have it; what a server says is what it made of that */
    name = oriel_guest_get_title(guest) != NULL && *oriel_guest_get_title(guest) != '\0'
               ? oriel_guest_get_title(guest)
               : oriel_guest_get_name(guest);
  else if (name == NULL && attachment_is_listening(self) &&
           oriel_session_get_peer(self->session) != NULL)
    name = oriel_session_get_peer(self->session);
  else if (name == NULL)
    name = self->options->target;
  return oriel_text_sanitize(name != NULL ? name : "", -1, 200);
}

static char *
describe_connecting(const Attachment *self, const char *name)
{
  static const char *const steps[] = {"looking for", "connecting to", "authenticating with",
                                      "connected to"};
  gboolean is_guest = self->is_given || (self->options->address == NULL &&
                                         !target_resolve_is_uri(self->options->target));
  const char *step = is_guest ? steps[0] : steps[1];

  if (self->session != NULL && !oriel_session_get_answering(self->session))
    return g_strdup_printf("the server of %s does not answer", name);
  if (self->session != NULL)
    step = steps[CLAMP((int)oriel_session_get_state(self->session), 1, 3)];
  return g_strdup_printf("%s%s%s %s", self->fallback != NULL ? self->fallback : "",
                         self->fallback != NULL ? "; " : "", step, name);
}

static char *
describe_listening(const Attachment *self)
{
  OrielTarget *target = oriel_session_get_target(self->session);
  const char *host = oriel_target_get_host(target);

  return g_strdup_printf(strchr(host, ':') != NULL ? "waiting for a server to connect to [%s]:%u"
                                                   : "waiting for a server to connect to %s:%u",
                         host, oriel_target_get_port(target));
}

static char *
describe_waiting(const Attachment *self, const char *name)
{
  const char *verb;

  if (self->lookout == NULL)
    return describe_listening(self);
  verb = lookout_get_sight(self->lookout) == LOOKOUT_ABSENT ? "be defined" : "start";
  if (oriel_host_get_state(lookout_get_host(self->lookout)) != ORIEL_HOST_CONNECTED)
    return g_strdup_printf("waiting for %s to start, and for %s to come back", name,
                           oriel_host_get_name(lookout_get_host(self->lookout)));
  return g_strdup_printf("waiting for %s to %s%s", name, verb,
                         lookout_is_following(self->lookout) ? ", here or on another host" : "");
}

static char *
describe_question(const Attachment *self)
{
  g_autofree char *purpose = NULL;
  const char *details;

  if (self->question != NULL) {
    purpose = oriel_text_sanitize(oriel_auth_request_get_purpose(self->question), -1, 300);
    return g_strconcat(self->stale ? "The server refuses the password that was known.\n" : "",
                       purpose, NULL);
  }
  details = oriel_trust_request_get_details(self->trust);
  return g_strdup_printf(
      "%s\n%s\n\n%s%sIts fingerprint is\n%s", oriel_trust_request_get_peer(self->trust),
      oriel_trust_request_get_reason(self->trust), details != NULL ? details : "",
      details != NULL ? "\n\n" : "", oriel_trust_request_get_fingerprint(self->trust));
}

char *
attachment_describe_step(const Attachment *self)
{
  g_autofree char *name = attachment_dup_name(self);
  g_autofree char *text = NULL;

  switch (attachment_get_state(self)) {
  case ATTACHMENT_ASKING:
    return describe_question(self);
  case ATTACHMENT_WAITING:
    text = describe_waiting(self, name);
    break;
  case ATTACHMENT_ENDED:
  case ATTACHMENT_OVER:
    text = g_strdup(self->error != NULL ? self->error->message : "");
    break;
  case ATTACHMENT_CONNECTING:
  case ATTACHMENT_SHOWN:
    text = describe_connecting(self, name);
    break;
  }
  return oriel_text_sanitize(text, -1, 600);
}

char *
attachment_describe_time(const Attachment *self)
{
  guint countdown = attachment_get_countdown(self), seconds = attachment_get_seconds(self);

  if (self->quiet)
    return g_strdup("trying again now");
  if (countdown > 0)
    return g_strdup_printf("trying again in %u s", countdown);
  if (self->state == ATTACHMENT_CONNECTING && seconds >= 2)
    return g_strdup_printf("%u s so far", seconds);
  return NULL;
}

char *
attachment_describe(const Attachment *self)
{
  g_autofree char *step = attachment_describe_step(self);
  g_autofree char *time = attachment_describe_time(self);

  return time != NULL ? g_strdup_printf("%s; %s", step, time) : g_steal_pointer(&step);
}

guint
attachment_get_seconds(const Attachment *self)
{
  return (guint)((g_get_monotonic_time() - self->started) / G_USEC_PER_SEC);
}

guint
attachment_get_countdown(const Attachment *self)
{
  if (self->state != ATTACHMENT_ENDED || self->reconnect.due == 0)
    return 0;
  return reconnect_get_seconds(&self->reconnect, g_get_monotonic_time());
}
