// SPDX-License-Identifier: LGPL-2.1-or-later
#include "impl/oriel-guest-impl.h"

#define MAX_NAME 256         /* bytes */
#define MAX_DESCRIPTION 1024 /* bytes */

/**
 * OrielSnapshot:
 *
 * What a guest was at some time, kept by its host, so that it can be that again. Immutable.
 */
struct _OrielSnapshot {
  GObject parent_instance;
  char *name;        /* (owned) */
  char *shown_name;  /* (owned) */
  char *description; /* (owned) (nullable) */
  char *state;       /* (owned) */
  gint64 time;
  gboolean current;
};

G_DEFINE_FINAL_TYPE(OrielSnapshot, oriel_snapshot, G_TYPE_OBJECT)

static void
oriel_snapshot_init(OrielSnapshot *self)
{
}

static void
oriel_snapshot_finalize(GObject *object)
{
  OrielSnapshot *self = ORIEL_SNAPSHOT(object);

  g_free(self->name);
  g_free(self->shown_name);
  g_free(self->description);
  g_free(self->state);
  G_OBJECT_CLASS(oriel_snapshot_parent_class)->finalize(object);
}

static void
oriel_snapshot_class_init(OrielSnapshotClass *klass)
{
  G_OBJECT_CLASS(klass)->finalize = oriel_snapshot_finalize;
}

OrielSnapshot *
oriel_snapshot_new(
    const char *name, const char *description, const char *state, gint64 time, gboolean current)
{
  OrielSnapshot *self = g_object_new(ORIEL_TYPE_SNAPSHOT, NULL);

  self->name = g_strdup(name);
  self->shown_name = oriel_text_sanitize(name, -1, MAX_NAME);
  self->description =
      description != NULL ? oriel_text_sanitize(description, -1, MAX_DESCRIPTION) : NULL;
  self->state = oriel_text_sanitize(state != NULL ? state : "unknown", -1, MAX_NAME);
  self->time = time;
  self->current = current;
  return self;
}

/**
 * oriel_snapshot_get_name:
 * @self: a snapshot
 *
 * Gets the name, unique among the snapshots of its guest: what
 * [method@Oriel.Guest.revert_snapshot_async] takes. Others chose it; for people there is
 * [method@Oriel.Snapshot.get_shown_name].
 *
 * Returns: (transfer none): the name
 */
const char *
oriel_snapshot_get_name(OrielSnapshot *self)
{
  g_return_val_if_fail(ORIEL_IS_SNAPSHOT(self), NULL);
  return self->name;
}

/**
 * oriel_snapshot_get_shown_name:
 * @self: a snapshot
 *
 * Gets the name, fit to be shown.
 *
 * Returns: (transfer none): the name
 */
const char *
oriel_snapshot_get_shown_name(OrielSnapshot *self)
{
  g_return_val_if_fail(ORIEL_IS_SNAPSHOT(self), NULL);
  return self->shown_name;
}

/**
 * oriel_snapshot_get_description:
 * @self: a snapshot
 *
 * Gets what was noted about it, fit to be shown.
 *
 * Returns: (transfer none) (nullable): a text, or %NULL
 */
const char *
oriel_snapshot_get_description(OrielSnapshot *self)
{
  g_return_val_if_fail(ORIEL_IS_SNAPSHOT(self), NULL);
  return self->description;
}

/**
 * oriel_snapshot_get_time:
 * @self: a snapshot
 *
 * Gets when it was made.
 *
 * Returns: seconds since 1970, UTC, or 0 when the host does not tell
 */
gint64
oriel_snapshot_get_time(OrielSnapshot *self)
{
  g_return_val_if_fail(ORIEL_IS_SNAPSHOT(self), 0);
  return self->time;
}

/**
 * oriel_snapshot_get_state:
 * @self: a snapshot
 *
 * Gets what the guest was doing, in the words of its host: `running`, `paused`, `shutoff`,
 * `disk-snapshot`, ...
 *
 * Returns: (transfer none): a word, fit to be shown
 */
const char *
oriel_snapshot_get_state(OrielSnapshot *self)
{
  g_return_val_if_fail(ORIEL_IS_SNAPSHOT(self), NULL);
  return self->state;
}

/**
 * oriel_snapshot_is_current:
 * @self: a snapshot
 *
 * Tells whether it is the one that the guest's state descends from.
 *
 * Returns: whether it is
 */
gboolean
oriel_snapshot_is_current(OrielSnapshot *self)
{
  g_return_val_if_fail(ORIEL_IS_SNAPSHOT(self), FALSE);
  return self->current;
}
