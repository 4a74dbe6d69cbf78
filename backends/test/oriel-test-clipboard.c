// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-test-clipboard.h"

#define N_SELECTIONS 2

typedef struct {
  char *type;   /* (owned) (nullable) */
  GBytes *data; /* (owned) (nullable) what the guest has */
  char *wanted; /* (owned) (nullable) the first type that the viewer has */
} Board;

struct _OrielTestClipboard {
  OrielBackend *backend;
  gboolean absent;
  Board boards[N_SELECTIONS];
};

/* What is asked of the viewer. */
typedef struct {
  OrielTestClipboard *clipboard;
  OrielSelection selection;
  char *type; /* (owned) */
} Question;

OrielTestClipboard *
oriel_test_clipboard_new(OrielBackend *backend)
{
  OrielTestClipboard *self = g_new0(OrielTestClipboard, 1);

  self->backend = backend;
  return self;
}

static void
board_clear(Board *self)
{
  g_clear_pointer(&self->type, g_free);
  g_clear_pointer(&self->data, g_bytes_unref);
  g_clear_pointer(&self->wanted, g_free);
}

void
oriel_test_clipboard_free(OrielTestClipboard *self)
{
  for (guint i = 0; i < N_SELECTIONS; i++)
    board_clear(&self->boards[i]);
  g_free(self);
}

void
oriel_test_clipboard_start(OrielTestClipboard *self)
{
  oriel_backend_has_clipboard(self->backend, self->absent ? 0
                                                          : 1u << ORIEL_SELECTION_CLIPBOARD |
                                                                1u << ORIEL_SELECTION_PRIMARY);
}

void
oriel_test_clipboard_turn(OrielTestClipboard *self)
{
  self->absent = !self->absent;
  for (guint i = 0; i < N_SELECTIONS; i++)
    board_clear(&self->boards[i]);
}

/* Takes @data. */
static void
copy(OrielTestClipboard *self, OrielSelection selection, const char *type, GBytes *data)
{
  Board *board = &self->boards[selection];
  const char *const types[] = {type, NULL};

  oriel_backend_clipboard_grabbed(self->backend, selection, types);
  board_clear(board);
  board->type = g_strdup(type);
  board->data = data;
}

void
oriel_test_clipboard_copy(OrielTestClipboard *self)
{
  static const char *const none[] = {NULL};
  gboolean has = self->boards[ORIEL_SELECTION_CLIPBOARD].data != NULL;

  for (guint i = 0; i < N_SELECTIONS; i++) {
    if (has) {
      oriel_backend_clipboard_grabbed(self->backend, i, none);
      board_clear(&self->boards[i]);
    } else {
      g_autofree char *text = g_strdup_printf("selection %u", i);
      copy(self, i, ORIEL_CLIPBOARD_TEXT, g_bytes_new(text, strlen(text)));
    }
  }
}

static void
on_answer(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr(GBytes) data = g_task_propagate_pointer(G_TASK(result), NULL);

  if (data != NULL && g_bytes_get_size(data) > 0 &&
      g_str_equal(question->type, ORIEL_CLIPBOARD_TEXT)) {
    g_autofree char *text =
        g_utf8_strup(g_bytes_get_data(data, NULL), (gssize)g_bytes_get_size(data));
    copy(question->clipboard, question->selection, question->type, g_bytes_new(text, strlen(text)));
  } else if (data != NULL) {
    copy(question->clipboard, question->selection, question->type, g_steal_pointer(&data));
  }
  g_free(question->type);
  g_free(question);
}

static void
ask(OrielTestClipboard *self, OrielSelection selection, const char *type)
{
  Question *question = g_new(Question, 1);
  g_autoptr(GTask) task = g_task_new(self->backend, NULL, on_answer, question);

  *question = (Question){self, selection, g_strdup(type)};
  oriel_backend_clipboard_read(self->backend, selection, type, task);
}

void
oriel_test_clipboard_paste(OrielTestClipboard *self)
{
  for (guint i = 0; i < N_SELECTIONS; i++)
    if (self->boards[i].wanted != NULL)
      ask(self, i, self->boards[i].wanted);
}

void
oriel_test_clipboard_grab(OrielTestClipboard *self,
                          OrielSelection selection,
                          const char *const *types,
                          GTask *task)
{
  g_autoptr(GTask) owned = task;

  board_clear(&self->boards[selection]);
  self->boards[selection].wanted = g_strdup(*types);
  if (*types != NULL && g_str_equal(*types, ORIEL_CLIPBOARD_TEXT))
    ask(self, selection, *types);
  g_task_return_boolean(task, TRUE);
}

void
oriel_test_clipboard_read(OrielTestClipboard *self,
                          OrielSelection selection,
                          const char *type,
                          GTask *task)
{
  g_autoptr(GTask) owned = task;
  const Board *board = &self->boards[selection];

  if (g_strcmp0(board->type, type) == 0)
    g_task_return_pointer(task, g_bytes_ref(board->data), (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                            "nothing of this type was copied in the test pattern");
}
