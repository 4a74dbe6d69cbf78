// SPDX-License-Identifier: LGPL-2.1-or-later
/* A dead link, a server that is paused, and one that is well, all at once: each waits for a limit.
 */
#include "worker/oriel-peer.h"

#include <linux/filter.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct {
  OrielPeer peer;
  int client;
  int server;
  gboolean lost;
} Pair;

static void
on_lost(gpointer user_data)
{
  ((Pair *)user_data)->lost = TRUE;
}

static void
set_up(Pair *pair)
{
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);

  pair->client = socket(AF_INET, SOCK_STREAM, 0);
  g_assert_cmpint(bind(listener, (struct sockaddr *)&address, sizeof address), ==, 0);
  g_assert_cmpint(listen(listener, 1), ==, 0);
  g_assert_cmpint(getsockname(listener, (struct sockaddr *)&address, &size), ==, 0);
  g_assert_cmpint(connect(pair->client, (struct sockaddr *)&address, sizeof address), ==, 0);
  pair->server = accept(listener, NULL, NULL);
  g_assert_cmpint(pair->server, >=, 0);
  close(listener);
  oriel_peer_watch(&pair->peer, pair->client, on_lost, pair);
}

static void
tear_down(Pair *pair)
{
  oriel_peer_forget(&pair->peer);
  close(pair->client);
  close(pair->server);
}

/* From now on the kernel takes no packet for that end, as if none came. */
static void
cut(Pair *pair)
{
  struct sock_filter nothing = BPF_STMT(BPF_RET | BPF_K, 0);
  struct sock_fprog program = {.len = 1, .filter = &nothing};

  g_assert_cmpint(setsockopt(pair->server, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program),
                  ==, 0);
}

static void
send_one(Pair *pair)
{
  g_assert_cmpint(send(pair->client, "x", 1, MSG_NOSIGNAL), ==, 1);
  oriel_peer_sent(&pair->peer);
  g_assert_cmpuint(pair->peer.timer, !=, 0);
}

/* Sends until nothing more is taken. */
static void
fill(Pair *pair)
{
  static const char block[4096];

  while (send(pair->client, block, sizeof block, MSG_DONTWAIT | MSG_NOSIGNAL) > 0)
    oriel_peer_sent(&pair->peer);
}

static void
test_links(void)
{
  Pair idle = {0}, well = {0}, paused = {0}, dead = {0};
  guint first;
  Pair *pairs[] = {&idle, &well, &paused, &dead};

  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
    set_up(pairs[i]);
  cut(&dead);
  send_one(&well);
  fill(&paused);
  send_one(&dead);
  g_assert_cmpuint(idle.peer.timer, ==, 0);
  while (!dead.lost || well.peer.timer != 0 || paused.peer.timer != 0)
    g_main_context_iteration(NULL, TRUE);
  g_assert_false(well.lost);
  g_assert_false(paused.lost);
  g_assert_cmpuint(dead.peer.timer, ==, 0);
  /* Nothing has come of the idle one for as long; that counts from when something was sent. */
  cut(&idle);
  send_one(&idle);
  first = idle.peer.timer;
  while (idle.peer.timer == first)
    g_main_context_iteration(NULL, TRUE);
  g_assert_false(idle.lost);
  g_assert_cmpuint(idle.peer.timer, !=, 0);
  /* What is sent later is looked after as well. */
  send_one(&well);
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
    tear_down(pairs[i]);
  g_assert_cmpuint(well.peer.timer, ==, 0);
}

static void
test_no_tcp(void)
{
  OrielPeer peer = {0};
  int fds[2];

  g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  oriel_peer_watch(&peer, fds[0], on_lost, NULL);
  oriel_peer_sent(&peer);
  g_assert_cmpuint(peer.timer, ==, 0);
  oriel_peer_forget(&peer);
  close(fds[0]);
  close(fds[1]);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/peer/no-tcp", test_no_tcp);
  g_test_add_func("/peer/links", test_links);
  return g_test_run();
}
