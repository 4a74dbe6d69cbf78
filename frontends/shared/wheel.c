// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/wheel.h"

#include <math.h>

/* More at once is no finger but an error. */
#define MAX_CLICKS 100

/**
 * wheel_turn:
 * @self: an axis
 * @clicks: how far it was turned, in clicks; the sign is the direction
 *
 * Small turns add up; what was left of them is forgotten when the direction changes.
 *
 * Returns: the whole clicks there are now, with the sign of the direction
 */
int
wheel_turn(WheelAxis *self, double clicks)
{
  double whole;

  if (!isfinite(clicks) || clicks == 0) /* nothing was turned */
    return 0;
  if ((self->turned > 0) != (clicks > 0))
    self->turned = 0;
  self->turned += CLAMP(clicks, -MAX_CLICKS, MAX_CLICKS);
  whole = trunc(self->turned);
  self->turned -= whole;
  return (int)whole;
}
