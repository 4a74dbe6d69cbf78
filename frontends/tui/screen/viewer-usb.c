// SPDX-License-Identifier: LGPL-2.1-or-later
/* The list of USB devices over a guest's screen, each of which goes to the guest, or comes back. */
#include "screen/status.h"
#include "screen/viewer-private.h"
#include "screen/wrap.h"
#include "shared/usb-share.h"

#include <xkbcommon/xkbcommon-keysyms.h>

#define N_DIGITS 9
#define PAGE 8        /* lines */
#define MIN_NAME 8    /* columns */
#define NUMBER_SIZE 3 /* columns before a name */

struct _ViewerUsb {
  OrielSession *session; /* (owned) */
  GPtrArray *devices;    /* (owned) (element-type OrielUsbDevice) as they were when it was opened: a
                          * digit means what was read beside it */
  guint current;         /* of them */
};

gboolean
viewer_usb_start(Viewer *viewer)
{
  OrielSession *session = attachment_get_session(viewer->attachment);
  OrielUsb *usb = session != NULL ? oriel_session_get_usb(session) : NULL;
  guint n = usb != NULL ? g_list_model_get_n_items(G_LIST_MODEL(usb)) : 0;

  viewer_usb_stop(viewer);
  if (n == 0) {
    viewer_note(viewer,
                usb == NULL ? "This console takes no USB devices" : "No USB device is plugged in");
    return FALSE;
  }
  viewer->usb = g_new0(ViewerUsb, 1);
  viewer->usb->session = g_object_ref(session);
  viewer->usb->devices = g_ptr_array_new_with_free_func(g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add(viewer->usb->devices, g_list_model_get_item(G_LIST_MODEL(usb), i));
  return TRUE;
}

void
viewer_usb_stop(Viewer *viewer)
{
  ViewerUsb *self = g_steal_pointer(&viewer->usb);

  if (self == NULL)
    return;
  g_ptr_array_unref(self->devices);
  g_object_unref(self->session);
  g_free(self);
}

static void
add_device(Panel *panel, OrielUsbDevice *device, guint index, gboolean current, int width)
{
  const char *mark =
      oriel_usb_device_get_state(device) != ORIEL_USB_AVAILABLE ? " (with the guest)" : "";
  int room = width - NUMBER_SIZE - status_get_width(mark);
  g_autofree char *name =
      wrap_cut(oriel_usb_device_get_description(device), MAX(room, MIN_NAME), "...");
  g_autofree char *line = g_strdup_printf("%-*u%s%s", NUMBER_SIZE, index + 1, name, mark);

  panel_add_choice(panel, line, current);
}

void
viewer_usb_list(Viewer *viewer, Panel *panel, int width)
{
  ViewerUsb *self = viewer->usb;

  panel_add_text(panel, "Enter, or a digit: give it to the guest, or take it back", width);
  panel_add(panel, "");
  for (guint i = 0; i < self->devices->len; i++)
    add_device(panel, self->devices->pdata[i], i, i == self->current, width);
}

static void
toggle(Viewer *viewer, guint index)
{
  ViewerUsb *self = viewer->usb;

  if (index < self->devices->len && viewer->read_only)
    viewer_note(viewer, "This is read only");
  else if (index < self->devices->len)
    usb_share_toggle(self->session, self->devices->pdata[index]);
}

/* Up to @by lines on, or back, and no further than the ends. */
static void
move(ViewerUsb *self, int by)
{
  self->current = (guint)CLAMP((int)self->current + by, 0, (int)self->devices->len - 1);
}

gboolean
viewer_usb_key(Viewer *viewer, const KeyEvent *key)
{
  ViewerUsb *self = viewer->usb;

  switch (key->keysym) {
  case XKB_KEY_Up:
    move(self, -1);
    return TRUE;
  case XKB_KEY_Down:
    move(self, 1);
    return TRUE;
  case XKB_KEY_Prior:
    move(self, -PAGE);
    return TRUE;
  case XKB_KEY_Next:
    move(self, PAGE);
    return TRUE;
  case XKB_KEY_Home:
    move(self, -G_MAXINT16);
    return TRUE;
  case XKB_KEY_End:
    move(self, G_MAXINT16);
    return TRUE;
  case XKB_KEY_Return:
  case XKB_KEY_KP_Enter:
  case ' ':
    toggle(viewer, self->current);
    return FALSE;
  default:
    if (key->keysym >= '1' && key->keysym < '1' + N_DIGITS)
      toggle(viewer, key->keysym - '1');
    return FALSE;
  }
}
