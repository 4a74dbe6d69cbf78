# SPDX-License-Identifier: LGPL-2.1-or-later
"""Certificates of tests, made by certtool: two authorities, and servers of the first of them."""

import subprocess

AUTHORITY = ["ca", "cert_signing_key"]
TWO_DAYS = "expiration_days = 2"

# File, name of the host, how long it is valid.
SERVERS = (
    ("server", "localhost", TWO_DAYS),
    ("elsewhere", "elsewhere.example", TWO_DAYS),
    ("expired", "localhost",
     'activation_date = "2001-01-01 00:00:00"\nexpiration_date = "2001-02-01 00:00:00"'),
)


def run_certtool(directory, *arguments):
    subprocess.run(["certtool", *arguments], cwd=directory, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_certificate(directory, name, key, lines, *signer):
    with open(f"{directory}/template", "w", encoding="utf-8") as file:
        file.write("\n".join([f'cn = "{name}"', *lines]))
    run_certtool(directory, "--template", "template", "--load-privkey", key,
                 "--outfile", f"{name}.pem", *signer)


def make(directory):
    """Makes ca.pem, other-ca.pem, server-key.pem, and a certificate of each server, whose common
    name is that of its file."""
    for key in ("ca-key.pem", "other-ca-key.pem", "server-key.pem"):
        run_certtool(directory, "--generate-privkey", "--key-type", "ecdsa", "--outfile", key)
    for name in ("ca", "other-ca"):
        make_certificate(directory, name, f"{name}-key.pem", [*AUTHORITY, TWO_DAYS],
                         "--generate-self-signed")
    for name, host, validity in SERVERS:
        make_certificate(directory, name, "server-key.pem",
                         [f'dns_name = "{host}"', "tls_www_server", "signing_key", validity],
                         "--generate-certificate", "--load-ca-certificate", "ca.pem",
                         "--load-ca-privkey", "ca-key.pem")
