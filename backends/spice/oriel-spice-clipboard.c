// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-clipboard.h"

#include <spice/vd_agent.h>

#include "oriel-spice-text.h"

/* Seconds that the guest has for an answer: the program that has the data may be busy. */
#define READ_SECONDS 10
/* Questions that wait for those before them. */
#define MAX_WAITING 4

#define N_SELECTIONS 2

/* The agent's numbers of the selections are those of OrielSelection. */
G_STATIC_ASSERT((int)VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD == (int)ORIEL_SELECTION_CLIPBOARD);
G_STATIC_ASSERT((int)VD_AGENT_CLIPBOARD_SELECTION_PRIMARY == (int)ORIEL_SELECTION_PRIMARY);

static const struct {
  const char *type;
  guint32 agent;
} types_known[] = {
    {ORIEL_CLIPBOARD_TEXT, VD_AGENT_CLIPBOARD_UTF8_TEXT},
    {"image/png", VD_AGENT_CLIPBOARD_IMAGE_PNG},
    {"image/bmp", VD_AGENT_CLIPBOARD_IMAGE_BMP},
    {"image/tiff", VD_AGENT_CLIPBOARD_IMAGE_TIFF},
    {"image/jpeg", VD_AGENT_CLIPBOARD_IMAGE_JPG},
};

/* A question to the guest. */
typedef struct {
  guint32 type;
  GTask *task; /* (owned) */
} Read;

typedef struct {
  OrielSpiceClipboard *clipboard;
  OrielSelection selection;
  GQueue reads;       /* (element-type Read) the first of them was asked */
  guint timeout;      /* source id: it is not answered */
  gboolean answering; /* the viewer was asked for what it offers */
} Board;

struct _OrielSpiceClipboard {
  OrielSpiceBackend *backend;
  guint selections; /* those that the viewer was told of */
  guint life;       /* of the agent */
  Board boards[N_SELECTIONS];
};

/* A question to the viewer. */
typedef struct {
  Board *board;
  guint32 type;
  guint life; /* of the agent that asked */
} Question;

OrielSpiceClipboard *
oriel_spice_clipboard_new(OrielSpiceBackend *backend)
{
  OrielSpiceClipboard *self = g_new0(OrielSpiceClipboard, 1);

  self->backend = backend;
  for (guint i = 0; i < N_SELECTIONS; i++)
    self->boards[i] = (Board){.clipboard = self, .selection = i};
  return self;
}

/* Takes @data or @error. */
static void
end_read(Board *self, GBytes *data, GError *error)
{
  Read *read = g_queue_pop_head(&self->reads);
  g_autoptr(GTask) task = read->task;

  g_free(read);
  g_clear_handle_id(&self->timeout, g_source_remove);
  if (data != NULL)
    g_task_return_pointer(task, data, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error(task, error);
}

static GError *
no_agent(void)
{
  return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                             "the guest runs no agent, which would pass its clipboard on");
}

static void
end_all_reads(OrielSpiceClipboard *self)
{
  for (guint i = 0; i < N_SELECTIONS; i++)
    while (!g_queue_is_empty(&self->boards[i].reads))
      end_read(&self->boards[i], NULL, no_agent());
}

void
oriel_spice_clipboard_free(OrielSpiceClipboard *self)
{
  end_all_reads(self);
  g_free(self);
}

static gboolean
agent_has(OrielSpiceClipboard *self, guint32 capability)
{
  gboolean connected = FALSE;

  if (self->backend->main != NULL)
    g_object_get(self->backend->main, "agent-connected", &connected, NULL);
  return connected && spice_main_channel_agent_test_capability(self->backend->main, capability);
}

static gboolean
has_crlf(OrielSpiceClipboard *self)
{
  return agent_has(self, VD_AGENT_CAP_GUEST_LINEEND_CRLF);
}

static void ask_next(Board *self);

static gboolean
on_read_timeout(gpointer data)
{
  Board *self = data;

  self->timeout = 0;
  end_read(self, NULL,
           g_error_new(ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT,
                       "the guest has not handed out what was copied within %d seconds",
                       READ_SECONDS));
  ask_next(self);
  return G_SOURCE_REMOVE;
}

static void
ask_next(Board *self)
{
  const Read *read = g_queue_peek_head(&self->reads);

  if (read == NULL)
    return;
  self->timeout = g_timeout_add_seconds(READ_SECONDS, on_read_timeout, self);
  spice_main_channel_clipboard_selection_request(self->clipboard->backend->main, self->selection,
                                                 read->type);
}

/* The guest's answer, checked. */
static GBytes *
take_answer(OrielSpiceClipboard *self,
            guint32 wanted,
            guint32 type,
            const guint8 *data,
            gsize size,
            GError **error)
{
  GBytes *bytes = NULL;

  if (type != wanted || size == 0) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                        "the guest does not hand out what was copied");
    return NULL;
  }
  if (size > ORIEL_CLIPBOARD_MAX_TEXT) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "what was copied in the guest is too much: %" G_GSIZE_FORMAT
                " bytes, and the limit is %d",
                size, ORIEL_CLIPBOARD_MAX_TEXT);
    return NULL;
  }
  bytes = type == VD_AGENT_CLIPBOARD_UTF8_TEXT
              ? oriel_spice_text_from_guest(data, size, has_crlf(self))
              : g_bytes_new(data, size);
  if (bytes == NULL)
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                        "the text that was copied in the guest is not valid UTF-8");
  return bytes;
}

static void
on_data(SpiceMainChannel *channel,
        guint selection,
        guint type,
        gpointer data,
        guint size,
        OrielSpiceClipboard *self)
{
  Board *board = selection < N_SELECTIONS ? &self->boards[selection] : NULL;
  const Read *read = board != NULL ? g_queue_peek_head(&board->reads) : NULL;
  GError *error = NULL;
  GBytes *bytes;

  if (read == NULL)
    return;
  bytes = take_answer(self, read->type, type, data, size, &error);
  end_read(board, bytes, error);
  ask_next(board);
}

/* Types that an agent may offer at once: there are fewer than ten. Of a message that is shorter
 * than its head the library tells of a billion, which are not there. */
#define MAX_OFFERED 32

static gboolean
on_grab(SpiceMainChannel *channel,
        guint selection,
        gpointer offered,
        guint n_offered,
        OrielSpiceClipboard *self)
{
  const char *types[G_N_ELEMENTS(types_known) + 1] = {NULL};
  const guint32 *numbers = offered;
  guint n = 0;

  if (self->backend->over || selection >= N_SELECTIONS ||
      (self->selections & 1u << selection) == 0 || n_offered > MAX_OFFERED)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(types_known); i++)
    for (guint j = 0; j < n_offered; j++)
      if (numbers[j] == types_known[i].agent) {
        types[n++] = types_known[i].type;
        break;
      }
  oriel_backend_clipboard_grabbed(ORIEL_BACKEND(self->backend), selection, types);
  return TRUE;
}

static void
on_release(SpiceMainChannel *channel, guint selection, OrielSpiceClipboard *self)
{
  static const char *const none[] = {NULL};

  if (!self->backend->over && selection < N_SELECTIONS)
    oriel_backend_clipboard_grabbed(ORIEL_BACKEND(self->backend), selection, none);
}

/* What the viewer has, or an empty answer, which agents take for none. */
static void
on_viewer_data(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  Board *board = question->board;
  OrielSpiceClipboard *self = board->clipboard;
  g_autoptr(GBytes) data = g_task_propagate_pointer(G_TASK(result), NULL);
  g_autoptr(GBytes) sent = NULL;
  gsize size = 0;
  const guchar *bytes;

  if (question->life != self->life || self->backend->over)
    return;
  board->answering = FALSE;
  if (!agent_has(self, VD_AGENT_CAP_CLIPBOARD_BY_DEMAND))
    return;
  if (data != NULL && question->type == VD_AGENT_CLIPBOARD_UTF8_TEXT)
    sent = oriel_spice_text_to_guest(data, has_crlf(self));
  else if (data != NULL)
    sent = g_bytes_ref(data);
  bytes = sent != NULL ? g_bytes_get_data(sent, &size) : NULL;
  if (size > ORIEL_CLIPBOARD_MAX_TEXT)
    size = 0;
  spice_main_channel_clipboard_selection_notify(self->backend->main, board->selection,
                                                question->type, bytes, size);
}

static void
refuse(OrielSpiceClipboard *self, guint selection, guint type)
{
  spice_main_channel_clipboard_selection_notify(self->backend->main, selection, type, NULL, 0);
}

/* The guest pastes. A second question before the first is answered gets nothing: what it would be
 * answered piles up while the guest does not take it. */
static gboolean
on_request(SpiceMainChannel *channel, guint selection, guint type, OrielSpiceClipboard *self)
{
  Question *question;
  g_autoptr(GTask) task = NULL;
  const char *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS(types_known); i++)
    if (types_known[i].agent == type)
      name = types_known[i].type;
  if (self->backend->over || !agent_has(self, VD_AGENT_CAP_CLIPBOARD_BY_DEMAND))
    return TRUE;
  if (selection >= N_SELECTIONS || name == NULL || self->boards[selection].answering) {
    refuse(self, selection & 0xff, type);
    return TRUE;
  }
  self->boards[selection].answering = TRUE;
  question = g_new(Question, 1);
  *question = (Question){&self->boards[selection], type, self->life};
  task = g_task_new(self->backend, NULL, on_viewer_data, question);
  oriel_backend_clipboard_read(ORIEL_BACKEND(self->backend), selection, name, task);
  return TRUE;
}

/* An agent that has just come, and has told what it is able to do; or one that went. */
static void
on_agent(SpiceMainChannel *channel, OrielSpiceClipboard *self)
{
  guint selections = 0;

  if (agent_has(self, VD_AGENT_CAP_CLIPBOARD_BY_DEMAND))
    selections = 1u << ORIEL_SELECTION_CLIPBOARD;
  if (selections != 0 && agent_has(self, VD_AGENT_CAP_CLIPBOARD_SELECTION))
    selections |= 1u << ORIEL_SELECTION_PRIMARY;
  if (self->backend->over || selections == self->selections)
    return;
  self->selections = selections;
  if (selections == 0) {
    self->life++;
    end_all_reads(self);
    for (guint i = 0; i < N_SELECTIONS; i++)
      self->boards[i].answering = FALSE;
  }
  oriel_backend_has_clipboard(ORIEL_BACKEND(self->backend), selections);
}

void
oriel_spice_clipboard_watch(OrielSpiceClipboard *self, SpiceMainChannel *channel)
{
  /* The agent is told; the library refuses to send what is as long as the limit. */
  g_object_set(channel, "max-clipboard", ORIEL_CLIPBOARD_MAX_TEXT + 1, NULL);
  g_signal_connect(channel, "main-agent-update", G_CALLBACK(on_agent), self);
  g_signal_connect(channel, "main-clipboard-selection", G_CALLBACK(on_data), self);
  g_signal_connect(channel, "main-clipboard-selection-grab", G_CALLBACK(on_grab), self);
  g_signal_connect(channel, "main-clipboard-selection-release", G_CALLBACK(on_release), self);
  g_signal_connect(channel, "main-clipboard-selection-request", G_CALLBACK(on_request), self);
}

void
oriel_spice_clipboard_grab(OrielSpiceClipboard *self,
                           OrielSelection selection,
                           const char *const *types,
                           GTask *task)
{
  g_autoptr(GTask) owned = task;
  guint32 numbers[G_N_ELEMENTS(types_known)];
  int n = 0;

  if ((self->selections & 1u << selection) == 0) {
    g_task_return_error(task, no_agent());
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(types_known); i++)
    if (g_strv_contains(types, types_known[i].type))
      numbers[n++] = types_known[i].agent;
  if (n > 0)
    spice_main_channel_clipboard_selection_grab(self->backend->main, selection, numbers, n);
  else
    spice_main_channel_clipboard_selection_release(self->backend->main, selection);
  if (n == 0 && *types != NULL)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "the guest takes texts and pictures alone to be pasted");
  else
    g_task_return_boolean(task, TRUE);
}

void
oriel_spice_clipboard_read(OrielSpiceClipboard *self,
                           OrielSelection selection,
                           const char *type,
                           GTask *task)
{
  g_autoptr(GTask) owned = task;
  Board *board = &self->boards[selection];
  Read *read;

  if ((self->selections & 1u << selection) == 0) {
    g_task_return_error(task, no_agent());
    return;
  }
  if (g_queue_get_length(&board->reads) > MAX_WAITING) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_BUSY,
                            "the guest has not answered the questions for its clipboard before");
    return;
  }
  read = g_new0(Read, 1);
  for (gsize i = 0; i < G_N_ELEMENTS(types_known); i++)
    if (g_str_equal(types_known[i].type, type))
      read->type = types_known[i].agent;
  read->task = g_steal_pointer(&owned);
  g_queue_push_tail(&board->reads, read);
  if (g_queue_get_length(&board->reads) == 1)
    ask_next(board);
}
