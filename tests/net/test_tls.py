"""Certificates are verified, but for named hosts."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from envnews.health.status import read_status
from envnews.run.crawl import crawl
from envnews.store.crawl.runs import Outcome
from tests.loopback import Handler, serving
from tests.run.test_crawl import COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from envnews.run.crawl import CrawlPlan
    from tests.conftest import Site

GNUTLS = shutil.which("gnutls-serv")


def certify_itself(directory: Path) -> tuple[Path, Path]:
    """Write a certificate for localhost that nobody else has signed, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = directory / "certificate.pem", directory / "key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = serialization.PrivateFormat.PKCS8
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, private, serialization.NoEncryption()))
    return files


@pytest.fixture
def secured(site: Site, tmp_path: Path) -> Iterator[str]:
    """The site under https://localhost, with a certificate of its own making."""

    class SiteHandler(Handler):
        def answer(self) -> None:
            found = site.answers.get(("localhost", self.path))
            self.send_response(found.status if found else 404)
            self.end_headers()
            self.wfile.write(found.body if found else b"")

    with serving(SiteHandler, *certify_itself(tmp_path)) as port:
        yield f"https://localhost:{port}"


@pytest.mark.proves(
    "S6",
    "a self-signed certificate is refused, and accepted only for a host that is named; the run's row and `envnews status` say so",
)
def test_a_self_signed_site_is_refused_unless_it_is_named(
    site: Site, secured: str, local_portal: Callable[..., Path], local_plan: Callable[..., CrawlPlan]
) -> None:
    site.put_list(COLUMN, [1], host="localhost")
    site.put_article(f"{COLUMN}202207/t20220722_1.html", 1, host="localhost")
    file = local_portal("secured", f"{secured}/", f"{secured}{COLUMN}")
    for named in ([], ["www.example.cn"]):
        refused = crawl(local_plan(file, settings={"ENVNEWS_TLS_EXCEPTIONS": named}))
        assert (refused.portals[0].outcome, refused.exit_code) == (Outcome.TLS_FAILURE, 69)
        assert "no trusted TLS connection" in refused.portals[0].message
    trusted = crawl(local_plan(file, settings={"ENVNEWS_TLS_EXCEPTIONS": ["localhost"]}))
    assert (trusted.portals[0].outcome, trusted.total("new")) == (Outcome.OK, 1)
    [portal] = read_status(Path(trusted.database))
    assert [(run.outcome, run.unverified_hosts) for run in portal.runs] == [
        (Outcome.OK, ("localhost",)),
        *[(Outcome.TLS_FAILURE, ())] * 2,
    ]


@pytest.mark.skipif(not GNUTLS, reason="gnutls-serv is not installed")
def test_tls_as_it_was_before_secure_renegotiation_is_spoken_with_a_named_host(
    tmp_path: Path, local_portal: Callable[..., Path], local_plan: Callable[..., CrawlPlan]
) -> None:
    certificate, key = certify_itself(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        str(GNUTLS),
        "--http",
        "--quiet",
        f"--port={port}",
        f"--x509certfile={certificate}",
        f"--x509keyfile={key}",
    ]
    command.append("--priority=NORMAL:-VERS-TLS1.3:%DISABLE_SAFE_RENEGOTIATION")
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603 - our own
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        address = f"https://localhost:{port}"
        file = local_portal("old", f"{address}/", f"{address}{COLUMN}")
        unnamed = crawl(local_plan(file)).portals[0]
        named = crawl(local_plan(file, settings={"ENVNEWS_TLS_EXCEPTIONS": ["localhost"]})).portals[0]
        server.terminate()
    assert unnamed.outcome is Outcome.TLS_FAILURE
    assert named.outcome in {Outcome.EMPTY_LIST, Outcome.SITE_CHANGED}, (
        "its answer is a page of its own, and no list"
    )
