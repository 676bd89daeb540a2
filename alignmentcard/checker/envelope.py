"""What can be seen of an SSH signature without any program: whether it is one of a review, and by which key.

The layout is that of PROTOCOL.sshsig of OpenSSH. Whether a signature is over the record takes ssh-keygen: it is said to
be not verified where nobody asked for that.
"""

from base64 import b64decode, b64encode
from binascii import Error
from hashlib import sha256
from typing import NamedTuple

NAMESPACE = "alignmentcard-review"
"""What the signature is for; ssh-keygen refuses signatures that were made for something else, such as a commit."""
MAGIC, VERSION = b"SSHSIG", 1
HASHES = ("sha256", "sha512")
RSA = "ssh-rsa"
KINDS = {
    "ssh-ed25519": ("ssh-ed25519",),
    RSA: ("rsa-sha2-256", "rsa-sha2-512"),
    **{name: (name,) for name in ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521")},
    **{name: (name,) for name in ("sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com")},
}
"""Kinds of keys, and the kinds of signatures that each can make."""
ED25519 = (32, 64)
"""Bytes of an Ed25519 key and of its signatures (RFC 8032)."""


class Envelope(NamedTuple):
    """The parts of a signature that say what it is; bytes are as they stand in it."""

    key: bytes
    namespace: str
    hash: str
    signature: bytes

    @property
    def fingerprint(self) -> str:
        """The key as ssh-keygen names it."""
        return f"SHA256:{b64encode(sha256(self.key).digest()).decode().rstrip('=')}"


def read_envelope(text: str) -> Envelope | None:
    """Return the parts of a signature in base64; None where it is none that ssh-keygen would make."""
    try:
        content = b64decode(text, validate=True)
    except (Error, ValueError):
        return None
    start = len(MAGIC) + 4
    if content[:start] != MAGIC + VERSION.to_bytes(4, "big"):
        return None
    parts = _strings(content[start:])
    if parts is None or len(parts) != len(("key", "namespace", "reserved", "hash", "signature")):
        return None
    key, namespace, _, algorithm, signature = parts
    found = Envelope(key, _text(namespace), _text(algorithm), signature)
    return found if found.hash in HASHES and _belongs(key, signature) else None


def _belongs(key: bytes, signature: bytes) -> bool:
    """Say whether a key of such a kind and size can have made such a signature."""
    whose, what = _first(key), _first(signature)
    if whose is None or what is None or _text(what[0]) not in KINDS.get(_text(whose[0]), ()):
        return False
    if _text(whose[0]) != "ssh-ed25519":
        return True
    sizes = tuple(len(rest) - 4 for _, rest in (whose, what))
    return sizes == ED25519 and None not in (_strings(whose[1]), _strings(what[1]))


def _first(content: bytes) -> tuple[bytes, bytes] | None:
    """Return the string that some bytes begin with, and what follows it."""
    end = 4 + int.from_bytes(content[:4], "big")
    return (content[4:end], content[end:]) if 4 <= end <= len(content) else None


def _strings(content: bytes) -> list[bytes] | None:
    """Return the strings, each behind its length, that some bytes consist of; None where anything is left over."""
    found = []
    while content:
        one = _first(content)
        if one is None:
            return None
        found.append(one[0])
        content = one[1]
    return found


def _text(content: bytes) -> str:
    return content.decode("ascii", "replace")
