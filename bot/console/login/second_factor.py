"""The second factor: six digits of an authenticator app (TOTP, RFC 6238), each good once."""

from datetime import datetime

import pyotp
import segno

#: Steps (of half a minute) that a telephone's clock may be off.
_DRIFT = 1
_ISSUER = "An Sinh"


def new_secret() -> str:
    """A secret of 160 bits, in base 32 as apps take it."""
    return pyotp.random_base32()


def picture(secret: str, name: str) -> str:
    """The QR code for an authenticator app, as an image address that needs no second request."""
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_ISSUER)
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=3, light="#fff", dark="#000"))


def step_of(secret: str, typed: str, moment: datetime, used: int) -> int | None:
    """The time step that `typed` is the code of, if it is a code of now that comes after `used`; else None."""
    code = "".join(char for char in typed if not char.isspace())
    totp = pyotp.TOTP(secret)
    current = totp.timecode(moment)
    steps = range(current - _DRIFT, current + _DRIFT + 1)
    # All are compared, whichever fits: how long it takes tells nothing.
    fitting = [step for step in steps if pyotp.utils.strings_equal(code, totp.generate_otp(step)) and step > used]
    return fitting[0] if fitting else None
