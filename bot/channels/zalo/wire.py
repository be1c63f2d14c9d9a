"""HTTP to Zalo: what never arrived, what may have arrived, what was answered. Nothing of it is logged."""

from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import NewConnectionError

from bot.channels.contract import Failure, SendFailed

#: Seconds until a connection must stand.
CONNECT = 5.0
_CONNECTIONS = 16


def session() -> requests.Session:
    """One for all threads: it keeps connections and nothing else."""
    made = requests.Session()
    made.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    for scheme in ("https://", "http://"):
        made.mount(scheme, HTTPAdapter(pool_maxsize=_CONNECTIONS))
    return made


def exchange(
    over: requests.Session, method: str, url: str, *, timeout: float, repeatable: bool = False, **rest: Any
) -> requests.Response:
    """An answer of HTTP 200. Raises SendFailed; what may have arrived is AMBIGUOUS unless it is `repeatable`."""
    unknown = Failure.LATER if repeatable else Failure.AMBIGUOUS
    try:
        response = over.request(method, url, timeout=(CONNECT, timeout), allow_redirects=False, **rest)
    except requests.RequestException as error:
        # Their messages name addresses, headers, sometimes their values: only the class travels on.
        raise SendFailed(_lost(error, unknown), type(error).__name__) from None
    if response.status_code != requests.codes.ok:
        raise _turned_away(response, unknown)
    return response


def _lost(error: requests.RequestException, unknown: Failure) -> Failure:
    if _never_sent(error):
        return Failure.LATER
    # An address or header that cannot be sent at all is a ValueError too.
    return Failure.CONFIGURATION if isinstance(error, ValueError) else unknown


def _never_sent(error: requests.RequestException) -> bool:
    before = requests.exceptions.ConnectTimeout, requests.exceptions.ProxyError, requests.exceptions.SSLError
    cause = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, before) or isinstance(cause, NewConnectionError)


def _turned_away(response: requests.Response, unknown: Failure) -> SendFailed:
    status = response.status_code
    if status == requests.codes.too_many_requests:
        after = response.headers.get("Retry-After", "")
        return SendFailed(Failure.LATER, f"HTTP {status}", str(status), float(after) if after.isdecimal() else None)
    failure = unknown if status >= 500 else Failure.OURS
    if status < 400 or status in {401, 403, 404, 405}:
        failure = Failure.CONFIGURATION
    return SendFailed(failure, f"HTTP {status}", str(status))
