"""Kamailio as the proxy between two sides: a plain process on loopback with a configuration of its own.

It records the route of every INVITE, relays by the called user, and tells each message that it relays.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
from collections import Counter
from pathlib import Path

from tests.interop.programs import Program
from tests.interop.sipp import wait_for
from tests.support.ports import HOST, free_port, is_listening

REALM = "kamailio.test"
PASSWORD = "secret"
USER = "alice"

_CONFIGURATION = """\
#!KAMAILIO
debug=2
log_stderror=yes
memdbg=5
children=2
tcp_children=2
auto_aliases=no
dns=no
rev_dns=no
listen=udp:{host}:{port}
listen=tcp:{host}:{port}
loadmodule "jsonrpcs.so"
loadmodule "tm.so"
loadmodule "tmx.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "xlog.so"
loadmodule "auth.so"
loadmodule "corex.so"
{modules}
modparam("jsonrpcs", "transport", 0)
modparam("rr", "enable_double_rr", 1)
modparam("tm", "fr_inv_timer", 20000)

request_route {{
    if (!mf_process_maxfwd_header("10")) {{ sl_send_reply("483", "Too Many Hops"); exit; }}
    if (is_method("CANCEL")) {{
        if (t_check_trans()) {{ xlog("L_WARN", "relayed CANCEL\\n"); t_relay(); }}
        exit;
    }}
    {registers}
    if (has_totag()) {{
        if (loose_route()) {{ xlog("L_WARN", "relayed $rm\\n"); t_relay(); exit; }}
        if (is_method("ACK")) {{ if (t_check_trans()) t_relay(); exit; }}
        sl_send_reply("404", "No Route");
        exit;
    }}
    t_check_trans();
    if ($rU == "guarded") {{
        if (!pv_proxy_authenticate("{realm}", "{password}", "0")) {{ auth_challenge("{realm}", "1"); exit; }}
        consume_credentials();
    }}
    loose_route();
    if (is_method("INVITE|SUBSCRIBE")) record_route();
    xlog("L_WARN", "relayed $rm\\n");
    {targets}
    sl_send_reply("404", "Nobody");
}}
"""

_REGISTRAR_MODULES = """\
loadmodule "usrloc.so"
loadmodule "registrar.so"
modparam("registrar", "min_expires", 60)
"""

_REGISTERS = """\
if (is_method("REGISTER")) {{
        if (!pv_www_authenticate("{realm}", "{password}", "0")) {{ www_challenge("{realm}", "1"); exit; }}
        save("location");
        exit;
    }}
"""

_relayed = re.compile(r"relayed ([A-Z]+)$", re.MULTILINE).findall


class Kamailio:
    """One running proxy. `targets` maps a called user to the addresses it is relayed to: several are a parallel fork.

    Each is `HOST:PORT`, or `HOST:PORT;transport=tcp`. A registrar takes registrations with the password of above, and
    relays to whoever is registered.
    """

    def __init__(self, folder: Path, targets: dict[str, list[str]], *, registrar: bool = False) -> None:
        binary = shutil.which("kamailio")
        assert binary is not None, "the test asks for its peer first (require_peer)"
        self.port = free_port()
        self._folder = folder / f"kamailio-{self.port}"
        self._folder.mkdir()
        rules = []
        for user, addresses in targets.items():
            lines = [f'$du = "sip:{addresses[0]}";']
            # Every branch has the same Request-URI: where it goes stands in its own destination.
            for branch, to in enumerate(addresses[1:]):
                lines += ['append_branch("$ru");', f'$(branch(dst_uri)[{branch}]) = "sip:{to}";']
            rules.append(f'if ($rU == "{user}") {{ {" ".join(lines)} t_relay(); exit; }}')
        if registrar:
            rules.append('if (lookup("location")) { t_relay(); exit; }')
        text = _CONFIGURATION.format(
            host=HOST,
            port=self.port,
            realm=REALM,
            password=PASSWORD,
            targets="\n    ".join(rules),
            modules=_REGISTRAR_MODULES if registrar else "",
            registers=_REGISTERS.format(realm=REALM, password=PASSWORD) if registrar else "",
        )
        path = self._folder / "kamailio.cfg"
        path.write_text(text, encoding="ascii")
        command = [binary, "-f", str(path), "-DD", "-E", "-m", "32", "-M", "4", "-Y", str(self._folder)]
        self.program = Program(*command, folder=self._folder, name="kamailio")
        wait_for(lambda: self._listens() or self.program.process.poll() is not None, "Kamailio's ports")
        assert self.program.process.poll() is None, self.program.errors

    def _listens(self) -> bool:
        """Over both transports: it begins with UDP."""
        return is_listening(self.port) and is_listening(self.port, socket.SOCK_STREAM)

    def uri(self, user: str, transport: str = "udp") -> str:
        """What to call so that the call goes through the proxy."""
        return f"sip:{user}@{HOST}:{self.port}" + (f";transport={transport}" if transport != "udp" else "")

    @property
    def relayed(self) -> Counter[str]:
        """How many requests of each method it has passed on."""
        return Counter(_relayed(self.program.errors))

    def stop(self) -> None:
        """End it and its children, however it takes SIGTERM: now and then its main process waits for ever then.

        (Its handler takes locks that a signal at a bad moment has found held; how Kamailio ends is not what we test.)
        """
        main = self.program.process.pid
        children = Path(f"/proc/{main}/task/{main}/children").read_text(encoding="ascii").split()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.program.stop(limit=3.0)
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
