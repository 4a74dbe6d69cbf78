// SPDX-License-Identifier: LGPL-2.1-or-later
/* The consoles that are open. A process has one terminal, and so one list of them. */
#include "console/console-page-private.h"

static GPtrArray *open_pages; /* of ConsolePage *, not owned */

static gboolean
is_same_guest(OrielGuest *a, OrielGuest *b)
{
  return oriel_guest_get_host(a) == oriel_guest_get_host(b) &&
         g_strcmp0(oriel_guest_get_uuid(a), oriel_guest_get_uuid(b)) == 0;
}

static gboolean
belongs_to(const ConsolePage *page, OrielGuest *owner)
{
  OrielGuest *guest = console_link_get_guest(page->link);

  return guest != NULL && is_same_guest(guest, owner);
}

/* Without an alias the first console is meant, whether it was called by its name or not. */
static gboolean
is_same_console(const ConsolePage *page, const char *alias)
{
  return g_strcmp0(page->alias, alias) == 0 ||
         (alias != NULL && g_strcmp0(console_link_get_alias(page->link), alias) == 0);
}

ConsolePage *
console_registry_find(App *app, OrielGuest *guest, const char *alias)
{
  for (guint i = 0; open_pages != NULL && i < open_pages->len; i++) {
    ConsolePage *page = open_pages->pdata[i];

    if ((app == NULL || page->page.app == app) && belongs_to(page, guest) &&
        is_same_console(page, alias))
      return page;
  }
  return NULL;
}

ConsolePage *
console_registry_find_owned(const Page *owner)
{
  for (guint i = 0; open_pages != NULL && i < open_pages->len; i++) {
    ConsolePage *page = open_pages->pdata[i];

    if (page->owner.page == owner)
      return page;
  }
  return NULL;
}

ConsolePage *
console_registry_next(ConsolePage *page)
{
  guint index;

  if (open_pages == NULL || !g_ptr_array_find(open_pages, page, &index))
    return page;
  return open_pages->pdata[(index + 1) % open_pages->len];
}

guint
console_registry_count(void)
{
  return open_pages != NULL ? open_pages->len : 0;
}

void
console_registry_add(ConsolePage *page)
{
  if (open_pages == NULL)
    open_pages = g_ptr_array_new();
  g_ptr_array_add(open_pages, page);
}

void
console_registry_remove(ConsolePage *page)
{
  g_ptr_array_remove(open_pages, page);
  if (open_pages->len == 0)
    g_clear_pointer(&open_pages, g_ptr_array_unref);
}
