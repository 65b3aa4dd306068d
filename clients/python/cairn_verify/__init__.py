"""An independent verifier of Cairn's exports and proofs.

Written from docs/ledger_format.md alone and sharing no code with `cairn verify`, so that an error in
one of the two shows in the other. Needs Python 3.11 and the module `cryptography`, as Debian 12 has
them; reads files, writes nothing, uses no network.
"""
from .folder import Folder, verify_folder
from .proof import verify_proof

__all__ = ["Folder", "verify_folder", "verify_proof"]
