// SPDX-License-Identifier: LGPL-2.1-or-later
/* A question in the window: text, fields, choices and buttons, as a model that knows keys and
 * clicks.
 */
#pragma once

#include <SDL.h>
#include <oriel.h>

G_BEGIN_DECLS

#define DIALOG_MAX_FIELDS 2
#define DIALOG_MAX_BUTTONS 3

typedef enum {
  DIALOG_CALM,    /* something goes on */
  DIALOG_ASK,     /* something is needed */
  DIALOG_TROUBLE, /* something went wrong */
} DialogTone;

/* What a dialog was answered; buttons carry one each. */
typedef enum {
  DIALOG_UNANSWERED,
  DIALOG_ACCEPT,
  DIALOG_ONCE,     /* less than that */
  DIALOG_REMEMBER, /* more than that */
  DIALOG_CANCEL,
  DIALOG_CHOOSE, /* one of the choices: see dialog_get_choice() */
} DialogResponse;

typedef struct {
  char *label;
  char *value; /* (owned), wiped when freed */
  gsize caret; /* in bytes */
  gboolean secret;
  OrielRect area; /* in the picture; set by drawing */
} DialogField;

typedef struct {
  char *label;
  gboolean on;    /* it is the case already */
  OrielRect area; /* in the picture, empty where there is no room; set by drawing */
} DialogChoice;

typedef struct {
  char *label;
  DialogResponse response;
  OrielRect area; /* in the picture; set by drawing */
} DialogButton;

/* Read by drawing; changed through the functions below. */
typedef struct {
  DialogTone tone;
  char *title;
  char *body; /* (nullable) */
  DialogField fields[DIALOG_MAX_FIELDS];
  guint n_fields;
  DialogChoice *choices; /* (owned) (nullable) (array length=n_choices) */
  guint n_choices;
  guint first_choice; /* that is drawn; set by drawing, which keeps the focused one in sight */
  DialogButton buttons[DIALOG_MAX_BUTTONS];
  guint n_buttons;
  guint focus; /* fields first, then choices, then buttons */
} Dialog;

Dialog *dialog_new(DialogTone tone, const char *title, const char *body);
void dialog_free(Dialog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dialog, dialog_free)

void dialog_add_field(Dialog *self, const char *label, const char *value, gboolean secret);
void dialog_add_choice(Dialog *self, const char *label, gboolean on);
void dialog_add_button(Dialog *self, const char *label, DialogResponse response);
void dialog_focus_buttons(Dialog *self);
void dialog_set_body(Dialog *self, const char *body);
const char *dialog_get_value(const Dialog *self, guint field);
guint dialog_get_choice(const Dialog *self);
DialogResponse dialog_key(Dialog *self, const SDL_Keysym *key);
void dialog_type(Dialog *self, const char *text);
DialogResponse dialog_click(Dialog *self, int x, int y);
void dialog_scroll(Dialog *self, int by);

G_END_DECLS
