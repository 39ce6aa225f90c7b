"""A program of its own for one desktop session: asks for the password as often as told; one JSON line an answer.

The first word is how many seconds a keyring has to answer; it has half a second more where the owner sits there.
"""

from __future__ import annotations

import json
import sys
import time

from delegator_tui.errors import NoPassword
from delegator_tui.model.records import MailAccount
from delegator_tui.outbox.approvals import Approved
from delegator_tui.outbox.keyrings import Backend, Secret, backend, keep
from delegator_tui.outbox.secrets import Secrets, keyring_user

ACCOUNT = MailAccount(host="smtp.example.com", user="ada@example.com")


def answer(how: str, secrets: Secrets) -> object:
    if how == "backend":
        found: Backend = backend()
        return [found.name, found.safe]
    try:
        if how.startswith("keep="):
            return keep(keyring_user(ACCOUNT), Secret(how.removeprefix("keep="), "a test"))
        secret = secrets.find(Approved(ACCOUNT), interactive=how == "interactive")
    except NoPassword as error:
        return [str(error)]
    return [secret.reveal(), secret.source]


def main() -> None:
    limit, *asked = sys.argv[1:]
    secrets = Secrets(limit=float(limit), patient=float(limit) + 0.5)
    for how in asked:
        began = time.monotonic()
        print(json.dumps([answer(how, secrets), time.monotonic() - began]))


if __name__ == "__main__":
    main()
