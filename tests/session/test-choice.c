// SPDX-License-Identifier: LGPL-2.1-or-later
/* A guest with several displays: which of them a session connects to. */
#include <impl/oriel-guest-impl.h>

#include "test-wait.h"

#define NOWHERE "vnc+unix:///nonexistent/socket"
#define PATTERN "test://?size=64x64"
#define LOCKED "test://?size=64x64&secret=open"

#define TEST_TYPE_GUEST (test_guest_get_type())
G_DECLARE_FINAL_TYPE(TestGuest, test_guest, TEST, GUEST, OrielGuest)

struct _TestGuest {
  OrielGuest parent_instance;
};

G_DEFINE_FINAL_TYPE(TestGuest, test_guest, ORIEL_TYPE_GUEST)

static void
test_guest_load_details(OrielGuest *guest, GTask *task)
{
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

typedef struct {
  OrielGuest *guest;
  OrielSession *session;
  guint n_fallbacks;
  char *failed; /* the protocol that did */
  GError *why;
  gboolean ended;
  GError *result;
} Choice;

static void
on_fell_back(OrielSession *session, OrielGraphics *failed, const GError *error, Choice *self)
{
  self->n_fallbacks++;
  g_free(self->failed);
  self->failed = g_strdup(oriel_graphics_get_protocol(failed));
  g_clear_error(&self->why);
  self->why = g_error_copy(error);
}

static void
on_auth_requested(OrielSession *session, OrielAuthRequest *request, Choice *self)
{
  oriel_auth_request_refuse(request);
}

/* A guest with these displays: URIs, or the name of a protocol that no build shows. */
static Choice *
choice_new(const char *const *uris)
{
  Choice *self = g_new0(Choice, 1);
  g_autoptr(GPtrArray) graphics = g_ptr_array_new_with_free_func(g_object_unref);
  g_autoptr(GPtrArray) consoles = g_ptr_array_new();

  self->guest = g_object_new(TEST_TYPE_GUEST, NULL);
  oriel_guest_report_name(self->guest, "many");
  for (guint i = 0; uris[i] != NULL; i++) {
    g_autoptr(OrielTarget) target = oriel_target_new_from_uri(uris[i], NULL);
    g_ptr_array_add(graphics, oriel_graphics_new(
                                  i, target != NULL ? oriel_target_get_protocol(target) : uris[i],
                                  target, NULL, NULL));
  }
  oriel_guest_report_details(self->guest, NULL, NULL, NULL, graphics, consoles);
  return self;
}

static void
choice_free(Choice *self)
{
  g_clear_object(&self->session);
  g_object_unref(self->guest);
  g_free(self->failed);
  g_clear_error(&self->why);
  g_clear_error(&self->result);
  g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Choice, choice_free)

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Choice *self = user_data;

  g_clear_error(&self->result);
  oriel_session_connect_finish(ORIEL_SESSION(source), result, &self->result);
  self->ended = TRUE;
}

static gboolean
has_ended(gpointer user_data)
{
  return ((Choice *)user_data)->ended;
}

/* @graphics: NULL = whichever works. */
static void
choice_prepare(Choice *self, OrielGraphics *graphics)
{
  self->session = oriel_session_new_for_guest(self->guest, graphics);
  g_signal_connect(self->session, "fell-back", G_CALLBACK(on_fell_back), self);
  g_signal_connect(self->session, "auth-requested", G_CALLBACK(on_auth_requested), self);
}

/* Connects to @graphics, unless that is prepared, and waits for the outcome. */
static void
choice_connect(Choice *self, OrielGraphics *graphics)
{
  if (self->session == NULL)
    choice_prepare(self, graphics);
  self->ended = FALSE;
  oriel_session_connect_async(self->session, NULL, on_connected, self);
  test_wait_until(has_ended, self);
}

static void
assert_connected_to(Choice *self, const char *protocol)
{
  g_assert_no_error(self->result);
  g_assert_cmpint(oriel_session_get_state(self->session), ==, ORIEL_SESSION_CONNECTED);
  g_assert_cmpstr(oriel_graphics_get_protocol(oriel_session_get_graphics(self->session)), ==,
                  protocol);
}

static void
test_first(void)
{
  g_autoptr(Choice) choice = choice_new((const char *const[]){PATTERN, NOWHERE, NULL});

  choice_connect(choice, NULL);
  assert_connected_to(choice, "test");
  g_assert_cmpuint(choice->n_fallbacks, ==, 0);
}

/* What no build shows is not even tried. */
static void
test_next(void)
{
  g_autoptr(Choice) choice = choice_new((const char *const[]){NOWHERE, "rdp", PATTERN, NULL});

  choice_connect(choice, NULL);
  assert_connected_to(choice, "test");
  g_assert_cmpuint(choice->n_fallbacks, ==, 1);
  g_assert_cmpstr(choice->failed, ==, "vnc");
  g_assert_error(choice->why, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
}

/* A session that is connected again begins with the first again. */
static void
test_again(void)
{
  g_autoptr(Choice) choice = choice_new((const char *const[]){NOWHERE, PATTERN, NULL});

  choice_connect(choice, NULL);
  assert_connected_to(choice, "test");
  oriel_session_disconnect(choice->session);
  choice_connect(choice, NULL);
  assert_connected_to(choice, "test");
  g_assert_cmpuint(choice->n_fallbacks, ==, 2);
}

static void
test_last_error(void)
{
  g_autoptr(Choice) choice = choice_new((const char *const[]){NOWHERE, NOWHERE, NULL});

  choice_connect(choice, NULL);
  g_assert_error(choice->result, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
  g_assert_cmpuint(choice->n_fallbacks, ==, 1);
  g_assert_cmpint(oriel_session_get_state(choice->session), ==, ORIEL_SESSION_CLOSED);
}

static void
test_none(void)
{
  g_autoptr(Choice) choice = choice_new((const char *const[]){"rdp", "egl-headless", NULL});

  choice_connect(choice, NULL);
  g_assert_error(choice->result, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  g_assert_nonnull(strstr(choice->result->message, "rdp, egl-headless"));
}

/* Whoever refuses a password is not gone around. */
static void
test_refused(void)
{
  g_autoptr(Choice) choice = choice_new((const char *const[]){LOCKED, PATTERN, NULL});

  choice_connect(choice, NULL);
  g_assert_error(choice->result, ORIEL_ERROR, ORIEL_ERROR_AUTH);
  g_assert_cmpuint(choice->n_fallbacks, ==, 0);
}

/* The preferred ones come first, in that order; the others stay as they are. */
static void
test_preferred(void)
{
  g_autoptr(Choice) choice =
      choice_new((const char *const[]){PATTERN, "spice+unix:///nonexistent", NOWHERE, NULL});

  choice_prepare(choice, NULL);
  oriel_session_set_protocols(choice->session, "vnc, rdp, spice");
  choice_connect(choice, NULL);
  assert_connected_to(choice, "test");
  g_assert_cmpuint(choice->n_fallbacks, ==, 2);
  g_assert_cmpstr(choice->failed, ==, "spice");
}

/* What is offered to be chosen from, in the order in which it is tried. */
static void
test_listed(void)
{
  static const struct {
    const char *protocols;
    guint order[4];
  } rows[] = {
      {NULL, {0, 2, 3, 4}},
      {"spice", {3, 0, 2, 4}},
      {" vnc ,rdp,spice", {2, 4, 3, 0}},
  };
  g_autoptr(Choice) choice = choice_new((const char *const[]){
      PATTERN, "rdp", NOWHERE, "spice+unix:///nonexistent", "vnc+unix:///another", NULL});

  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GPtrArray) list = oriel_guest_list_graphics(choice->guest, rows[i].protocols);

    g_assert_cmpuint(list->len, ==, G_N_ELEMENTS(rows[i].order));
    for (guint j = 0; j < list->len; j++)
      g_assert_cmpuint(oriel_graphics_get_index(list->pdata[j]), ==, rows[i].order[j]);
  }
}

static void
test_named(void)
{
  g_autoptr(Choice) choice = choice_new((const char *const[]){NOWHERE, PATTERN, NULL});
  g_autoptr(OrielGraphics) named =
      g_list_model_get_item(oriel_guest_get_graphics(choice->guest), 0);

  choice_connect(choice, named);
  g_assert_error(choice->result, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
  g_assert_cmpuint(choice->n_fallbacks, ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/choice/first", test_first);
  g_test_add_func("/choice/next", test_next);
  g_test_add_func("/choice/again", test_again);
  g_test_add_func("/choice/last-error", test_last_error);
  g_test_add_func("/choice/none", test_none);
  g_test_add_func("/choice/refused", test_refused);
  g_test_add_func("/choice/preferred", test_preferred);
  g_test_add_func("/choice/listed", test_listed);
  g_test_add_func("/choice/named", test_named);
  return g_test_run();
}
