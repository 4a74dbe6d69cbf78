// SPDX-License-Identifier: LGPL-2.1-or-later
/* The line between the server and the guest's agent: messages of vd_agent.h, in chunks. */
#pragma once

#include <spice.h>

#include <glib.h>

/* A message for the agent, in the thread of the main loop and outside of the server's functions.
 * @port is VDP_CLIENT_PORT or VDP_SERVER_PORT, @type one of VD_AGENT_*. */
typedef void (*AgentMessageFunc)(guint port, guint type, const guint8 *data, gsize size);

void agent_port_start(SpiceServer *server, AgentMessageFunc on_message);
void agent_port_stop(void);

/* The agent comes or goes. FALSE when it is as wanted already. */
gboolean agent_port_connect(gboolean connected);
gboolean agent_port_is_connected(void);

/* To the client, as soon as it takes it. */
void agent_port_send(guint type, const GByteArray *data);
/* Any bytes instead of chunks. */
void agent_port_send_raw(const guint8 *data, gsize size);

/* Numbers in messages are little-endian. */
void agent_put_u32(GByteArray *data, guint32 value);
void agent_put_u64(GByteArray *data, guint64 value);
/* 0 beyond the end. */
guint32 agent_get_u32(const guint8 *data, gsize size, gsize at);
