// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the session does to a clipboard, and what its source files share. */
#pragma once

#include "oriel-link.h"
#include "oriel.h"

#define ORIEL_CLIPBOARD_N_SELECTIONS 2

/* One selection: at most one of the sides has something in it. */
typedef struct {
  GStrv guest_types; /* (owned) (nullable) */
  GStrv offered;     /* (owned) (nullable) the viewer's types */
  GBytes *data;      /* (owned) (nullable) of the viewer's only type, at hand */
  guint serial;      /* of the viewer's last offer; 0 = none yet */
} OrielClipboardBoard;

struct _OrielClipboard {
  GObject parent_instance;

  OrielLink *link; /* borrowed; NULL once the session is over */
  guint selections;
  gboolean view_only;
  OrielClipboardBoard boards[ORIEL_CLIPBOARD_N_SELECTIONS];
  guint n_reads;         /* that are not answered */
  char *guest_text;      /* (owned) (nullable) */
  gboolean wants_text;   /* the program has looked at it */
  gboolean reading_text; /* to look at it */
  gboolean read_again;   /* there is a newer one */
};

/* @selections: those the guest has, 1 << OrielSelection */
OrielClipboard *oriel_clipboard_new(OrielLink *link, guint selections);
void oriel_clipboard_set_selections(OrielClipboard *self, guint selections);
/* The session is over: nothing passes any more. */
void oriel_clipboard_detach(OrielClipboard *self);
void oriel_clipboard_set_view_only(OrielClipboard *self, gboolean view_only);

/* Whether this can be a media type, which makes it fit for a person as well. */
gboolean oriel_clipboard_is_type(const char *type);
/* Whether @data is text that can be passed on, or no text by its @type. */
gboolean oriel_clipboard_is_proper(GBytes *data, const char *type);
/* @types come from the guest, and were all of them checked; empty = it has nothing any more.
 * @serial: of the viewer's last offer that the guest's side knew. */
void oriel_clipboard_guest_grabbed(OrielClipboard *self,
                                   OrielSelection selection,
                                   guint serial,
                                   const char *const *types);
/* The guest pastes: @invocation (owned) is answered with what was offered. */
void oriel_clipboard_guest_reads(OrielClipboard *self,
                                 OrielSelection selection,
                                 const char *type,
                                 GDBusMethodInvocation *invocation);

/* The viewer has nothing any more. */
void oriel_clipboard_board_forget(OrielClipboardBoard *self);
/* Whether the offer of this number still holds. */
gboolean oriel_clipboard_is_offered(OrielClipboard *self, OrielSelection selection, guint serial);

OrielClipboardRequest *oriel_clipboard_request_new(OrielClipboard *clipboard,
                                                   OrielSelection selection,
                                                   const char *type,
                                                   GDBusMethodInvocation *invocation);
