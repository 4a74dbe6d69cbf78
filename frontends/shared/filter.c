// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/filter.h"

#include <string.h>

typedef enum {
  WORD_TEXT,
  WORD_FUZZY,
  WORD_STATE,
  WORD_HOST,
} WordKind;

typedef struct {
  WordKind kind;
  gboolean inverse;
  char *text; /* (owned) not empty; case folded unless it is ASCII alone */
  gboolean ascii;
} Word;

struct _Filter {
  GArray *words; /* (owned) of Word */
};

static void
word_clear(gpointer data)
{
  g_free(((Word *)data)->text);
}

/* Reads one word; FALSE when nothing is left to look for, as while it is being typed. */
static gboolean
word_parse(const char *text, Word *word)
{
  static const struct {
    const char *prefix;
    WordKind kind;
  } kinds[] = {{"~", WORD_FUZZY}, {"state:", WORD_STATE}, {"host:", WORD_HOST}};

  *word = (Word){.kind = WORD_TEXT};
  if (*text == '!') {
    word->inverse = TRUE;
    text++;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_has_prefix(text, kinds[i].prefix)) {
      word->kind = kinds[i].kind;
      text += strlen(kinds[i].prefix);
      break;
    }
  if (*text == '\0')
    return FALSE;
  word->ascii = g_str_is_ascii(text);
  word->text = word->ascii ? g_ascii_strdown(text, -1) : g_utf8_casefold(text, -1);
  return TRUE;
}

Filter *
filter_new(const char *text)
{
  Filter *self = g_new0(Filter, 1);
  g_auto(GStrv) words = g_strsplit(text, " ", -1);

  self->words = g_array_new(FALSE, FALSE, sizeof(Word));
  g_array_set_clear_func(self->words, word_clear);
  for (char **each = words; *each != NULL; each++) {
    Word word;

    if (**each != '\0' && word_parse(*each, &word))
      g_array_append_val(self->words, word);
  }
  return self;
}

void
filter_free(Filter *self)
{
  g_array_unref(self->words);
  g_free(self);
}

gboolean
filter_is_empty(const Filter *self)
{
  return self->words->len == 0;
}

gboolean
filter_searches_details(const Filter *self)
{
  for (guint i = 0; i < self->words->len; i++)
    if (g_array_index(self->words, Word, i).kind == WORD_TEXT)
      return TRUE;
  return FALSE;
}

static gboolean
contains(const Word *word, const char *text)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  if (word->ascii)
    return strcasestr(text, word->text) != NULL;
  folded = g_utf8_casefold(text, -1);
  return strstr(folded, word->text) != NULL;
}

/* Whether the letters of @word are in @text in their order. */
static gboolean
follows(const Word *word, const char *text)
{
  g_autofree char *folded = word->ascii ? NULL : g_utf8_casefold(text, -1);
  const char *wanted = word->text;

  for (const char *p = folded != NULL ? folded : text; *p != '\0' && *wanted != '\0'; p++)
    if (g_ascii_tolower(*p) == *wanted)
      wanted++;
  return *wanted == '\0';
}

static gboolean
is_state(const Word *word, OrielGuestState state)
{
  if (strcmp(word->text, "on") == 0)
    return state != ORIEL_GUEST_OFF && state != ORIEL_GUEST_UNKNOWN && state != ORIEL_GUEST_CRASHED;
  return g_str_has_prefix(oriel_guest_state_to_string(state), word->text);
}

static gboolean
word_fits(const Word *word, const FilterSubject *subject)
{
  switch (word->kind) {
  case WORD_FUZZY:
    return follows(word, subject->name);
  case WORD_STATE:
    return is_state(word, subject->state);
  case WORD_HOST:
    return contains(word, subject->host);
  default:
    return contains(word, subject->name) || contains(word, subject->title) ||
           contains(word, subject->description);
  }
}

gboolean
filter_matches(const Filter *self, const FilterSubject *subject)
{
  for (guint i = 0; i < self->words->len; i++) {
    const Word *word = &g_array_index(self->words, Word, i);

    if (word_fits(word, subject) == word->inverse)
      return FALSE;
  }
  return TRUE;
}
