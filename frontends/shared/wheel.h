// SPDX-License-Identifier: LGPL-2.1-or-later
/* Clicks of a wheel from what a smooth wheel or a touchpad turns. Pure. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* One axis; zero at first. */
typedef struct {
  double turned; /* a part of a click that has not been handed out */
} WheelAxis;

int wheel_turn(WheelAxis *self, double clicks);

G_END_DECLS
