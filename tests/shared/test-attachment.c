// SPDX-License-Identifier: LGPL-2.1-or-later
/* The life of the connection to a guest's screen: what it ends with, and what it does not do once
 * it was stopped. */
#include "shared/attachment-private.h"

#include <impl/oriel-guest-impl.h>

#include "test-wait.h"

typedef struct {
  ViewOptions options;
  Attachment *attachment; /* (owned) (nullable): NULL once it was over */
  gboolean deaf;          /* for now */
  guint n_changes;
  guint n_failures;
  char *told;        /* (owned) (nullable) */
  char *described;   /* (owned) (nullable): then */
  ExitStatus status; /* once it was over */
} Watch;

/* As programs do: what is over is freed at once. */
static void
on_changed(gpointer user_data)
{
  Watch *self = user_data;

  self->n_changes++;
  if (self->deaf)
    return;
  if (attachment_get_state(self->attachment) != ATTACHMENT_OVER)
    return;
  self->status = attachment_get_status(self->attachment);
  g_clear_pointer(&self->attachment, attachment_free);
}

static void
on_display_changed(gpointer user_data)
{
}

static void
on_failed(const char *reason, gpointer user_data)
{
  ((Watch *)user_data)->n_failures++;
}

static void
on_told(const char *text, gpointer user_data)
{
  Watch *self = user_data;

  g_free(self->told);
  self->told = g_strdup(text);
  g_free(self->described);
  self->described = attachment_describe(self->attachment);
}

/* Of an attachment that has not begun. @guest: (nullable) */
static Watch *
watch_new_idle(const char *target, OrielGuest *guest, AttachmentMistakes mistakes)
{
  static const ViewProgram program = {NULL, NULL};
  static const AttachmentHooks hooks = {.changed = on_changed,
                                        .display_changed = on_display_changed,
                                        .failed = on_failed,
                                        .told = on_told};
  const char *words[] = {"test", target, NULL};
  char **argv = (char **)words;
  int argc = 2;
  g_autoptr(GError) error = NULL;
  Watch *self = g_new0(Watch, 1);

  view_options_parse(&self->options, &program, &argc, &argv, &error);
  g_assert_no_error(error);
  self->attachment = attachment_new(&self->options, guest, NULL, mistakes, &hooks, self);
  return self;
}

/* As watch_new_idle(), but it begins. */
static Watch *
watch_new(const char *target, OrielGuest *guest, AttachmentMistakes mistakes)
{
  Watch *self = watch_new_idle(target, guest, mistakes);

  attachment_start(self->attachment);
  return self;
}

static void
watch_free(Watch *self)
{
  g_clear_pointer(&self->attachment, attachment_free);
  view_options_clear(&self->options);
  g_free(self->told);
  g_free(self->described);
  g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Watch, watch_free)

static gboolean
is_asking(gpointer data)
{
  return attachment_get_state(((Watch *)data)->attachment) == ATTACHMENT_ASKING;
}

static gboolean
has_ended(gpointer data)
{
  const Watch *self = data;

  return self->attachment == NULL || attachment_get_state(self->attachment) == ATTACHMENT_ENDED;
}

/* Nobody is told of a refusal that nobody made. */
static void
test_stopped_while_asking(gconstpointer mistakes)
{
  g_autoptr(Watch) watch =
      watch_new("test://?secret=x", NULL, (AttachmentMistakes)GPOINTER_TO_INT(mistakes));
  guint n_changes;

  test_assert_wait(is_asking, watch);
  n_changes = watch->n_changes;
  attachment_stop(watch->attachment);
  g_assert_null(watch->attachment);
  g_assert_cmpuint(watch->n_changes, ==, n_changes + 1);
  g_assert_cmpuint(watch->n_failures, ==, 0);
}

static void
test_freed_while_asking(void)
{
  g_autoptr(Watch) watch = watch_new("test://?secret=x", NULL, ATTACHMENT_MISTAKES_SHOWN);
  guint n_changes;

  test_assert_wait(is_asking, watch);
  n_changes = watch->n_changes;
  g_clear_pointer(&watch->attachment, attachment_free);
  g_assert_cmpuint(watch->n_changes, ==, n_changes);
  g_assert_cmpuint(watch->n_failures, ==, 0);
}

static gboolean
is_shown(gpointer data)
{
  return attachment_get_state(((Watch *)data)->attachment) == ATTACHMENT_SHOWN;
}

static gboolean
is_asking_or_shown(gpointer data)
{
  return is_asking(data) || is_shown(data);
}

/* There is a session before the main loop runs, and whoever was not listening yet is told then. */
static void
test_started_early(void)
{
  g_autoptr(Watch) watch = watch_new_idle("test://", NULL, ATTACHMENT_MISTAKES_SHOWN);

  attachment_start_early(watch->attachment);
  g_assert_nonnull(attachment_get_session(watch->attachment));
  watch->n_changes = 0;
  g_main_context_iteration(NULL, FALSE);
  g_assert_cmpuint(watch->n_changes, ==, 1);
  test_assert_wait(is_shown, watch);
}

/* What is over before anybody listens still is then. */
static void
test_over_early(void)
{
  g_autoptr(Watch) watch = watch_new_idle("nothing://", NULL, ATTACHMENT_MISTAKES_TOLD);

  watch->deaf = TRUE;
  attachment_start_early(watch->attachment);
  g_assert_nonnull(watch->attachment);
  watch->deaf = FALSE;
  g_main_context_iteration(NULL, FALSE);
  g_assert_null(watch->attachment);
  g_assert_cmpint(watch->status, ==, EXIT_FAILED);
}

/* A guest that has no screen, unless it is given some. */
#define TEST_TYPE_GUEST (test_guest_get_type())
G_DECLARE_FINAL_TYPE(TestGuest, test_guest, TEST, GUEST, OrielGuest)

struct _TestGuest {
  OrielGuest parent_instance;
  const char *const *screens; /* (nullable): their addresses */
};

G_DEFINE_FINAL_TYPE(TestGuest, test_guest, ORIEL_TYPE_GUEST)

static void
test_guest_load_details(OrielGuest *guest, GTask *task)
{
  const char *const *screens = TEST_GUEST(guest)->screens;
  g_autoptr(GPtrArray) graphics = g_ptr_array_new_with_free_func(g_object_unref);
  g_autoptr(GPtrArray) consoles = g_ptr_array_new();

  for (guint i = 0; screens != NULL && screens[i] != NULL; i++) {
    g_autoptr(OrielTarget) target = oriel_target_new_from_uri(screens[i], NULL);

    g_ptr_array_add(graphics,
                    oriel_graphics_new(i, oriel_target_get_protocol(target), target, NULL, NULL));
  }
  oriel_guest_report_details(guest, NULL, NULL, NULL, graphics, consoles);
  g_task_return_boolean(task, TRUE);
}

static void
test_guest_class_init(TestGuestClass *klass)
{
  ORIEL_GUEST_CLASS(klass)->load_details = test_guest_load_details;
}

static void
test_guest_init(TestGuest *self)
{
}

/* And its host. */
#define TEST_TYPE_HOST (test_host_get_type())
G_DECLARE_FINAL_TYPE(TestHost, test_host, TEST, HOST, OrielHost)

struct _TestHost {
  OrielHost parent_instance;
};

G_DEFINE_FINAL_TYPE(TestHost, test_host, ORIEL_TYPE_HOST)

static void
test_host_connect(OrielHost *host, GTask *task)
{
  oriel_host_report_state(host, ORIEL_HOST_CONNECTED, NULL);
  g_task_return_boolean(task, TRUE);
}

static void
test_host_class_init(TestHostClass *klass)
{
  ORIEL_HOST_CLASS(klass)->connect = test_host_connect;
}

static void
test_host_init(TestHost *self)
{
}

static OrielGuest *
add_bare_guest(OrielHost *host)
{
  OrielGuest *guest = g_object_new(TEST_TYPE_GUEST, NULL);

  oriel_guest_report_identity(guest, host, "bare", "11111111-2222-3333-4444-555555555555");
  oriel_guest_report_state(guest, ORIEL_GUEST_RUNNING, 1);
  oriel_host_splice_guests(host, 0, 0, &guest, 1);
  return guest;
}

/* That ends at once, with a reason. */
static void
test_no_screen(void)
{
  g_autoptr(OrielHost) host = g_object_new(TEST_TYPE_HOST, "uri", "made:///up", NULL);
  g_autoptr(OrielGuest) guest = add_bare_guest(host);
  g_autoptr(Watch) watch = watch_new("bare", guest, ATTACHMENT_MISTAKES_SHOWN);

  test_assert_wait(has_ended, watch);
  g_assert_nonnull(watch->attachment);
  g_assert_error(attachment_get_error(watch->attachment), ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  g_assert_cmpuint(watch->n_failures, ==, 1);
}

/* What failed is told in the same words when it does, and for as long as the next is connected to;
 * of several that speak one protocol it is told which. */
static void
test_fell_back(void)
{
  static const char *const screens[] = {"vnc+unix:///nonexistent/1", "vnc+unix:///nonexistent/2",
                                        "test://", NULL};
  g_autoptr(OrielHost) host = g_object_new(TEST_TYPE_HOST, "uri", "made:///up", NULL);
  g_autoptr(OrielGuest) guest = add_bare_guest(host);
  g_autoptr(Watch) watch = watch_new_idle("bare", guest, ATTACHMENT_MISTAKES_SHOWN);
  g_autofree char *words = NULL;

  TEST_GUEST(guest)->screens = screens;
  attachment_start(watch->attachment);
  test_assert_wait(is_shown, watch);
  g_test_message("%s", watch->described);
  g_assert_true(g_str_has_prefix(watch->told, "vnc:2 failed, trying test: "));
  g_assert_nonnull(strstr(watch->told, "/nonexistent/2"));
  words = g_strdup_printf("%s; connecting to bare", watch->told);
  g_assert_cmpstr(watch->described, ==, words);
}

/* What was typed for one display of a guest is given to that one again, and to no other. */
static void
test_typed(void)
{
  static const char *const screens[] = {"test://?secret=x", "test://?secret=x&color=red", NULL};
  g_autoptr(OrielHost) host = g_object_new(TEST_TYPE_HOST, "uri", "made:///up", NULL);
  g_autoptr(OrielGuest) guest = add_bare_guest(host);
  g_autoptr(Watch) watch = watch_new_idle("bare", guest, ATTACHMENT_MISTAKES_SHOWN);

  TEST_GUEST(guest)->screens = screens;
  attachment_use_graphics(watch->attachment, "test");
  test_assert_wait(is_asking, watch);
  attachment_answer(watch->attachment, NULL, "x");
  test_assert_wait(is_shown, watch);
  attachment_retry(watch->attachment);
  test_assert_wait(is_asking_or_shown, watch);
  g_assert_true(is_shown(watch));
  attachment_use_graphics(watch->attachment, "test:2");
  test_assert_wait(is_asking_or_shown, watch);
  g_assert_true(is_asking(watch));
}

/* A kiosk that was suspended for so long that its server may have given up sending connects anew.
 */
static void
test_suspended(void)
{
  g_autoptr(Watch) watch = watch_new_idle("test://", NULL, ATTACHMENT_MISTAKES_SHOWN);
  OrielSession *session;

  watch->options.kiosk = TRUE;
  attachment_start(watch->attachment);
  test_assert_wait(is_shown, watch);
  session = attachment_get_session(watch->attachment);
  attachment_wake(G_TIME_SPAN_SECOND, watch->attachment);
  g_assert_true(attachment_get_session(watch->attachment) == session);
  attachment_wake(G_TIME_SPAN_MINUTE, watch->attachment);
  g_assert_false(is_shown(watch));
  test_assert_wait(is_shown, watch);
  g_assert_cmpuint(watch->n_failures, ==, 0);
}

static gboolean
counts(gpointer data)
{
  return attachment_get_countdown(((Watch *)data)->attachment) > 0;
}

static gboolean
counts_long(gpointer data)
{
  return attachment_get_countdown(((Watch *)data)->attachment) > 1;
}

/* Whoever counts down tries again as soon as the machine wakes up, and often then. */
static void
test_suspended_while_counting(void)
{
  g_autoptr(Watch) watch =
      watch_new_idle("vnc+unix:///nonexistent", NULL, ATTACHMENT_MISTAKES_SHOWN);

  watch->options.reconnect = TRUE;
  watch->attachment->reconnect.attempts = 100;
  attachment_start(watch->attachment);
  test_assert_wait(counts_long, watch);
  attachment_wake(G_TIME_SPAN_SECOND, watch->attachment);
  g_assert_true(attachment_tries_quietly(watch->attachment));
  test_assert_wait(counts, watch);
  g_assert_false(counts_long(watch));
}

/* Looking for a guest keeps nothing of what was found. */
static void
test_keeps_no_guest(void)
{
  g_autoptr(OrielHost) host = g_object_new(TEST_TYPE_HOST, "uri", "made:///up", NULL);
  OrielGuest *guest = add_bare_guest(host);
  g_autoptr(Watch) watch = watch_new("bare", guest, ATTACHMENT_MISTAKES_SHOWN);

  test_assert_wait(has_ended, watch);
  g_clear_pointer(&watch->attachment, attachment_free);
  oriel_host_splice_guests(host, 0, 1, NULL, 0);
  g_object_add_weak_pointer(G_OBJECT(guest), (gpointer *)&guest);
  g_object_unref(guest);
  g_assert_null(guest);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/attachment/stopped-while-asking/shown",
                       GINT_TO_POINTER(ATTACHMENT_MISTAKES_SHOWN), test_stopped_while_asking);
  g_test_add_data_func("/attachment/stopped-while-asking/told",
                       GINT_TO_POINTER(ATTACHMENT_MISTAKES_TOLD), test_stopped_while_asking);
  g_test_add_func("/attachment/freed-while-asking", test_freed_while_asking);
  g_test_add_func("/attachment/started-early", test_started_early);
  g_test_add_func("/attachment/over-early", test_over_early);
  g_test_add_func("/attachment/no-screen", test_no_screen);
  g_test_add_func("/attachment/fell-back", test_fell_back);
  g_test_add_func("/attachment/typed", test_typed);
  g_test_add_func("/attachment/suspended", test_suspended);
  g_test_add_func("/attachment/suspended-while-counting", test_suspended_while_counting);
  g_test_add_func("/attachment/keeps-no-guest", test_keeps_no_guest);
  return g_test_run();
}
