"""Certificates are verified, but for named hosts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from envnews.health.status import read_status
from envnews.run.crawl import crawl
from envnews.store.runs import Outcome
from tests.loopback import Handler, serving
from tests.run.test_crawl import COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from envnews.run.crawl import CrawlPlan
    from tests.conftest import Site


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
