// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is asked on the way to hosts: passwords and trust in keys, one question after the other. */
#pragma once

#include "terminal/event.h"

G_BEGIN_DECLS

typedef struct _Picker Picker;
typedef struct _PickerQuestions PickerQuestions;

/* The hosts of the program ask here, while this lives. */
PickerQuestions *picker_questions_new(Picker *picker);
/* What is not answered is refused. */
void picker_questions_free(PickerQuestions *self);
/* Asks what waits, if nothing else is being asked or typed. */
void picker_questions_next(PickerQuestions *self);

G_END_DECLS
