"""Certificates for tests, made on the spot by openssl: an authority, and what it signs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import attrs

from sessioncore.api import TlsFiles


@attrs.frozen
class Authority:
    """A certificate authority with its files in `folder`."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> Authority:
        folder.mkdir(parents=True, exist_ok=True)
        made = cls(folder)
        _openssl(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=tests",
            *("-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"),
            *("-keyout", str(folder / "ca.key"), "-out", str(made.certificate)),
        )
        return made

    @property
    def certificate(self) -> Path:
        return self.folder / "ca.pem"

    def sign(self, name: str, *alternatives: str) -> tuple[Path, Path]:
        """Certificate and key for alternative names such as `DNS:bob.example` or `IP:127.0.0.1`."""
        key, request, signed = (self.folder / f"{name}.{kind}" for kind in ("key", "csr", "pem"))
        _openssl(
            "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes",
            *("-subj", f"/CN={name}", "-keyout", str(key), "-out", str(request)),
        )
        extensions = self.folder / f"{name}.ext"
        extensions.write_text(f"subjectAltName={','.join(alternatives)}\n")
        _openssl(
            f"x509 -req -days 2 -in {request} -CA {self.certificate} -CAkey {self.folder / 'ca.key'} -CAcreateserial",
            *("-extfile", str(extensions), "-out", str(signed)),
        )
        key.chmod(0o600)
        return signed, key

    def files(self, name: str, *alternatives: str, **more: object) -> TlsFiles:
        """What an endpoint with such a certificate is given; it trusts this authority."""
        certificate, key = self.sign(name, *alternatives)
        return TlsFiles(certificate, key, self.certificate, **more)  # type: ignore[arg-type]

    @property
    def trust(self) -> TlsFiles:
        """What an endpoint is given that has no certificate, and trusts this authority."""
        return TlsFiles(authorities=self.certificate)


def _openssl(command: str, *more: str) -> None:
    run = subprocess.run(["openssl", *command.split(), *more], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
