"""Readers while a dump is published, and readers far away."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from envnews.cli import cli
from envnews.dumps import ImportPlan, import_dump
from envnews.dumps.importing import patience
from envnews.errors import DataError, UnavailableError
from envnews.store.articles.takedown import Reason
from tests.loopback import serving
from tests.store.conftest import fetched

from .test_import import edit_latest, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import World


def certificate(folder: Path) -> Path:
    """Write a certificate for 127.0.0.1 with its key, made for this test."""
    import ipaddress  # noqa: PLC0415 - used once

    from cryptography import x509  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - as above

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return file


class Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", "https://127.0.0.1/elsewhere")
            self.end_headers()
            return
        super().do_GET()

    def log_message(self, *args: object) -> None:
        """Say nothing: test output is for tests."""


@contextmanager
def served(folder: Path, certificate: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    with serving(partial(handler, directory=str(folder)), certificate) as port:
        yield f"https://127.0.0.1:{port}"


def test_a_dump_is_imported_from_an_https_address(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem, mirror = certificate(tmp_path), tmp_path / "mirror.db"
    world.publish()
    with served(world.out, pem) as address:
        with pytest.raises(UnavailableError, match="certificate"):
            import_dump(ImportPlan(f"{address}/latest.json", mirror))
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        import_dump(ImportPlan(f"{address}/latest.json", mirror))
        world.writer.write([fetched(1, body="改了。")])
        world.publish()
        import_dump(ImportPlan(f"{address}/latest.json", mirror))
        assert rows(mirror)["id-1"]["body"] == "改了。"
        with pytest.raises(UnavailableError, match="302"):
            import_dump(ImportPlan(f"{address}/moved/latest.json", mirror))
        world.writer.write([fetched(6)])
        world.publish()
        edit_latest(world, lambda value: value["changes"][-1].update(bytes=value["changes"][-1]["bytes"] - 1))
        with pytest.raises(DataError, match="not as stated"):
            import_dump(ImportPlan(f"{address}/latest.json", mirror))


class DrippingHandler(Handler):
    """Sends a byte of its answer now and then: of the headers, or of a file, until it is told to go on."""

    of_headers: bool
    sent = 0

    def do_GET(self) -> None:
        whole = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + b" " * 9999
        if not self.of_headers:
            self.wfile.write(whole[:200])
        with suppress(OSError):
            for _ in range(1000):
                self.wfile.write(b"X")
                type(self).sent += 1
                time.sleep(0.02)


@pytest.mark.parametrize("of_headers", [True, False])
def test_a_server_that_drips_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, of_headers: bool
) -> None:
    monkeypatch.setattr(patience, "GRACE", 0.2)
    monkeypatch.setattr(patience, "REQUEST", 0.0)
    pem = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    handler = type("Drip", (DrippingHandler,), {"of_headers": of_headers})
    with served(tmp_path, pem, handler) as address, pytest.raises(UnavailableError, match="too slow"):
        import_dump(ImportPlan(f"{address}/latest.json", tmp_path / "mirror.db"))
    assert 1 < handler.sent < 1000
    assert not (tmp_path / "mirror.db").exists()


def test_a_slow_line_may_take_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = patience.Patience(waited=patience.GRACE + 50, requests=2, received=patience.RATE * 100)
    asked.since = time.monotonic()
    asked.check()
    asked.received = patience.RATE
    with pytest.raises(TimeoutError, match="too slow"):
        asked.check()
    asked.received, asked.waited = 10**12, patience.LONGEST
    with pytest.raises(TimeoutError, match="too slow"):
        asked.check()


def test_the_commands_publish_follow_and_take_back(world: World, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    db, out, mirror = str(world.path), str(world.out), str(tmp_path / "mirror.db")
    run("feed", "add", "water", "--query", "水环境", "--db", db)
    assert run("feed", "list", "--db", db) == "water\tquery=水环境\n"
    assert "8 articles up to change" in run("dump", "--out", out, "--db", db)
    assert (world.out / "v1/feeds/search-water.atom").exists()
    assert "8 lines applied" in run("import", out, "--db", mirror)
    assert "withdrawn: id-2" in run("withdraw", "id-2", "--reason", "privacy", "--db", db)
    run("feed", "remove", "water", "--db", db)
    assert '"masked": 0' in run("dump", "--out", out, "--db", db, "--json", "--quiet")
    assert not (world.out / "v1/feeds/search-water.atom").exists()
    assert "1 file purged" in run("dump", "purge", "--out", out, "--db", db)
    assert run("import", out, "--db", mirror, "--quiet") == ""
    assert "id-2" not in rows(tmp_path / "mirror.db")
    assert Reason.PRIVACY == "privacy"
