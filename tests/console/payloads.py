"""What an attacker would write where a name, a message or a file name is shown."""

import itertools

#: Set by any payload that runs.
MARK = "xss"
_RUN = f"window.{MARK}=1"
_TAGS = (
    "<script>{}</script>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<svg/onload={}//",
    "<body onload={}>",
    "<iframe src=javascript:{}></iframe>",
    "<a href=javascript:{}>x</a>",
    "<input autofocus onfocus={}>",
    "<details open ontoggle={}>",
    "<video><source onerror={}></video>",
    "<math href=javascript:{}>x</math>",
    "<form action=javascript:{}><button>x</button></form>",
    "<object data=javascript:{}></object>",
    "<style>@import'javascript:{}'</style>",
    "<template><script>{}</script></template>",
    "<marquee onstart={}>x</marquee>",
    "<div hx-on:load={}>",
    "<div hx-get=/console hx-trigger=load hx-on::after-request={}>x</div>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<base href=javascript:{}//>",
)
_BREAKS = ("", '"', "'", "'>", '">', "</textarea>", "</title>", "</script>", "-->", "{{{{7*7}}}}", "\x00", "\u2028")
_ODD = (
    "javascript:{}",
    "data:text/html,<script>{}</script>",
    "{{{{ {} }}}}",
    "${{{}}}",
    "{{% print {} %}}",
    "]]><script>{}</script>",
)
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    " =1+1",
    '=HYPERLINK("http://x")',
    "=cmd|'/c calc'!A0",
)

PAYLOADS: tuple[str, ...] = tuple(
    f"{start}{tag.format(_RUN)}" for tag, start in itertools.product(_TAGS, (one.format() for one in _BREAKS))
) + tuple(
    f"{start}{odd.format(_RUN)}"
    for odd, start in itertools.product(_ODD, ("", '"', "'", ">", "\\", "%3C", "&lt;", "`", "＜", "\u202e"))
)
