// SPDX-License-Identifier: LGPL-2.1-or-later
/* Does one thing to several guests: asks once, and tells the outcome for each of them. */
#pragma once

#include "picker/picker-private.h"

G_BEGIN_DECLS

typedef struct {
  const char *label; /* "Cut the power of" */
  const char *deed;  /* "cut the power" */
  /* Asks even for one guest: what it does cannot be taken back. */
  gboolean destroys;
  void (*start)(OrielGuest *guest,
                gconstpointer data,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data);
  gboolean (*finish)(OrielGuest *guest, GAsyncResult *result, GError **error);
  /* (nullable) "snapshot", when @data is the name of one: the question names it, too. */
  const char *object;
  /* (nullable) "asked to shut down", when it is up to the guest whether that happens: what is said
   * instead of "done". */
  const char *asked;
} BulkKind;

/* Does @kind to @victims (transfer full). A confirmation names them, and "No" is what Enter says.
 * @data goes to start(), and is owned. */
void bulk_run(Picker *picker,
              const BulkKind *kind,
              GPtrArray *victims,
              gpointer data,
              GDestroyNotify free_data);
/* The same for the marked guests, or the one at the cursor. */
void
bulk_run_on_marked(Picker *picker, const BulkKind *kind, gpointer data, GDestroyNotify free_data);

G_END_DECLS
