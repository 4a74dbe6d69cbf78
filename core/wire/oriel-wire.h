// SPDX-License-Identifier: LGPL-2.1-or-later
/* The names and bounds both ends of the wire agree on; the calls are in oriel-wire.xml. */
#pragma once

#include <gio/gio.h>

/* The descriptor of the socket pair in the session process. */
#define ORIEL_WIRE_FD 3

/* Arguments of a session process, each before a path that it may reach. */
#define ORIEL_WIRE_FILE "--file"
#define ORIEL_WIRE_FOLDER "--folder"
#define ORIEL_WIRE_WRITABLE_FOLDER "--writable-folder"
/* And before "on": it may be sent devices. */
#define ORIEL_WIRE_USB "--usb"
/* Before the names of certificates, separated by commas, that a smartcard is made up of; and before
 * the folder of their database, which may be read. */
#define ORIEL_WIRE_CERTIFICATES "--smartcard-certificates"
#define ORIEL_WIRE_DATABASE "--smartcard-database"
/* And before OrielSession:encodings, for what has to be loaded of them. */
#define ORIEL_WIRE_ENCODINGS "--encodings"

#define ORIEL_WIRE_WORKER_PATH "/org/oriel/Worker1"
#define ORIEL_WIRE_WORKER_INTERFACE "org.oriel.Worker1"
#define ORIEL_WIRE_VIEWER_PATH "/org/oriel/Viewer1"
#define ORIEL_WIRE_VIEWER_INTERFACE "org.oriel.Viewer1"

/* Displays of one session. */
#define ORIEL_WIRE_MAX_DISPLAYS 16
/* Bytes of one message of a session process; the clipboard needs the most. */
#define ORIEL_WIRE_MAX_MESSAGE (17 * 1024 * 1024)
/* Types of data that one side of a clipboard offers at a time, and bytes of the name of one. */
#define ORIEL_WIRE_MAX_TYPES 32
#define ORIEL_WIRE_MAX_TYPE_LENGTH 128
/* Bytes of an answer of a session process: nothing, or an error; to ReadClipboard a message. */
#define ORIEL_WIRE_MAX_ANSWER (64 * 1024)
/* Bytes of a block of sound: whole frames of 1, 2, 3, 4, 6 and 8 channels. */
#define ORIEL_WIRE_MAX_SOUND (48 * 1024)
/* Channels of sound. */
#define ORIEL_WIRE_MAX_SOUND_CHANNELS 8
/* Calls of a session process that are not answered, and the bytes in them. An honest one has a few
 * in flight, at most one of the largest. */
#define ORIEL_WIRE_MAX_CALLS 512
#define ORIEL_WIRE_MAX_CALL_BYTES (3 * ORIEL_WIRE_MAX_MESSAGE)
/* Files that are sent to a guest at once; the others wait. */
#define ORIEL_WIRE_MAX_FILES 4
/* Text consoles of one session. */
#define ORIEL_WIRE_MAX_CONSOLES 32
/* Channels of a guest for USB devices. */
#define ORIEL_WIRE_MAX_USB_CHANNELS 64
/* Bytes of a name, a purpose, an error message. */
#define ORIEL_WIRE_MAX_TEXT 1024

/* The introspection data of oriel-wire.xml. */
#include "oriel-wire-info.h"
