"""What stands around the program on a server: units, proxy, image, settings; each is read."""

from __future__ import annotations

import configparser
import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import serve
from etl import cli
from seutukuva import intake, settings
from seutukuva.errors import DefinitionError
from seutukuva.sign_in import configuration
from seutukuva.ui.pack.template import _MOST as TEMPLATE_MB
from tests.conftest import REPOSITORY

PACKAGING = REPOSITORY / "packaging"
UNITS = sorted((PACKAGING / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
GUIDE = (REPOSITORY / "docs" / "administrators.md").read_text(encoding="utf-8")


def read(unit: Path) -> configparser.RawConfigParser:
    """A unit; of keys that stand there twice the last."""
    parser = configparser.RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read_string(unit.read_text(encoding="utf-8"))
    return parser


def commands(unit: Path) -> list[list[str]]:
    lines = re.findall(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    return [shlex.split(line.replace("%i", "8501")) for line in lines]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_starts_what_there_is(unit: Path) -> None:
    assert commands(unit)
    for program, *arguments in commands(unit):
        assert program == "/opt/seutukuva/.venv/bin/python"
        if arguments[0] == "serve.py":
            given = serve._arguments(arguments[1:])
            assert given.no_browser and given.host == "127.0.0.1" and given.port == 8501
        else:
            assert arguments[:2] == ["-m", "etl"]
            with pytest.raises(SystemExit) as ended:
                cli.main([*arguments[2:], "--help"])
            assert ended.value.code == 0


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_is_shut_off_from_the_machine(unit: Path) -> None:
    service = read(unit)["Service"]
    assert service["User"] == "seutukuva"
    for key in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices"):
        assert service[key] == "yes", key
    assert service["ProtectSystem"] == "strict" and service["UMask"] == "0077"
    assert service["EnvironmentFile"] == "/etc/seutukuva/seutukuva.env"


def test_a_process_has_time_to_finish_what_it_writes() -> None:
    service = read(PACKAGING / "systemd" / "seutukuva.service")["Service"]
    assert int(service["TimeoutStopSec"]) > 20 and service["KillSignal"] == "SIGTERM"


def test_a_wrong_setting_is_said_once_and_not_every_five_seconds() -> None:
    service = read(PACKAGING / "systemd" / "seutukuva.service")["Service"]
    assert service["Restart"] == "on-failure"
    assert service["RestartPreventExitStatus"] == str(serve.WRONG_USE)


def test_several_processes_differ_in_nothing_but_their_port() -> None:
    one = (PACKAGING / "systemd" / "seutukuva.service").read_text(encoding="utf-8").splitlines()
    more = (PACKAGING / "systemd" / "seutukuva@.service").read_text(encoding="utf-8").splitlines()
    differing = [(a, b) for a, b in zip(one, more, strict=True) if a != b]
    assert [a.partition("=")[0] for a, _b in differing] == ["Description", "ExecStart"]


def test_every_timer_starts_a_unit() -> None:
    timers = [unit for unit in UNITS if unit.suffix == ".timer"]
    assert len(timers) == 2
    for timer in timers:
        assert timer.with_suffix(".service") in SERVICES
        assert read(timer)["Timer"]["Persistent"] == "true"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(
            "/opt/seutukuva/.venv/bin/python", "/bin/true"
        )
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    found = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
    )
    said = [line for line in found.stderr.splitlines() if "seutukuva" in line]
    assert found.returncode == 0 and not said, said


# The proxy


def nginx_file() -> str:
    return (PACKAGING / "nginx" / "seutukuva.conf").read_text(encoding="utf-8")


def test_the_proxy_passes_on_what_the_program_needs() -> None:
    text = re.sub(r"#.*", "", nginx_file())
    assert text.count("{") == text.count("}")
    for needed in (
        "proxy_http_version 1.1;",
        "proxy_set_header Host $http_host;",
        "proxy_set_header Upgrade $http_upgrade;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "location = /_stcore/stream {",
    ):
        assert needed in text, needed
    # A header of a location would take the place of all that stand around it.
    for location in re.findall(r"location [^{]*\{([^}]*)\}", text):
        assert "proxy_set_header" not in location and "add_header" not in location


def test_the_proxy_lets_through_what_the_program_takes() -> None:
    told = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    (most,) = re.findall(r"client_max_body_size (\d+)m;", nginx_file())
    assert int(most) > told["server"]["maxUploadSize"]


def test_a_file_as_large_as_pages_promise_is_let_through() -> None:
    told = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    promised = max(intake.MAX_BYTES >> 20, TEMPLATE_MB)
    # The envelope of a file that is sent counts too.
    assert told["server"]["maxUploadSize"] > promised


READERS = 100  # of one office, or in one meeting


def limited(zone: str) -> tuple[str, float, int]:
    """What a zone of requests counts by, how many it lets through a second, and at once."""
    text = re.sub(r"#.*", "", nginx_file())
    made = re.search(rf"limit_req_zone (\S+) zone={zone}:\d+m rate=(\d+)r/([sm]);", text)
    used = re.search(rf"limit_req zone={zone} burst=(\d+) nodelay;", text)
    assert made and used, zone
    return made[1], int(made[2]) / (60 if made[3] == "m" else 1), int(used[1])


def test_a_meeting_behind_one_address_is_let_in() -> None:
    """A page that is opened asks seven times for what is not of the front end, a sign-in twice."""
    counted, _rate, at_once = limited("seutukuva_all")
    assert counted == "$seutukuva_counted" and at_once >= 7 * READERS
    _counted, rate, at_once = limited("seutukuva_sign_in")
    assert at_once >= 2 * READERS and rate >= 1
    text = re.sub(r"#.*", "", nginx_file())
    # With HTTP/2 each file that is under way counts as a connection, sixty a reader.
    assert "limit_conn_zone $seutukuva_counted zone=seutukuva_open:10m;" in text
    (most,) = re.findall(r"limit_conn seutukuva_open (\d+);", text)
    assert int(most) >= 5 * READERS


def with_several() -> str:
    """The proxy's file as it is for two processes: their lines are switched on."""
    return re.sub(r"^( *)#(8501 |8502 |server 127|upstream )", r"\1\2", nginx_file(), flags=re.M)


def test_a_reader_stays_with_the_process_that_holds_the_open_page() -> None:
    """Not with the one a number leads to, for who moved on while it was away does not come back."""
    text = re.sub(r"#.*", "", with_several())
    assert "add_header Set-Cookie $seutukuva_way_cookie always;" in text  # 101 is no usual answer
    assert len(re.findall(r"proxy_pass http://\$seutukuva_to;", text)) == text.count("proxy_pass ")
    for own, other in (("8501", "8502"), ("8502", "8501")):
        assert re.search(rf"{own} seutukuva_{own};", text)
        assert re.search(
            rf"upstream seutukuva_{own} {{ server 127.0.0.1:{own}; "
            rf"server 127.0.0.1:{other} backup;",
            text,
        )
    (block,) = re.findall(r"\$seutukuva_way_cookie \{(.*?)\n\}", text, re.DOTALL)
    rules = [(re.compile(at), value) for at, value in re.findall(r'"~(\S+)"\s+"(.*)";', block)]
    for asked, is_told in (
        ("/||8501", True),
        ("/static/a.js|8501|8502", False),
        ("/_stcore/stream||8501", True),
        ("/_stcore/stream|8501|8501", False),
        ("/_stcore/stream|8501|8502", True),
        ("/_stcore/stream|8501|", False),
        ("/||", False),
    ):
        value = next((value for at, value in rules if at.search(asked)), "")
        assert bool(value) == is_told, asked
        assert not value or "HttpOnly; Secure; SameSite=Lax" in value


@pytest.mark.parametrize("read", [nginx_file, with_several], ids=["one", "several"])
@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_nginx_understands_its_file(tmp_path: Path, read: Callable[[], str]) -> None:
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=seutukuva.example"]
    files = ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run(["openssl", *made, *files], check=True, capture_output=True)
    text = read().replace("/etc/ssl/seutukuva", str(tmp_path))
    text = text.replace("/var/log/nginx", str(tmp_path))
    # Otherwise its check as root gives the folders of a working nginx to somebody else.
    ways = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "\n".join(f"{way}_temp_path {tmp_path}/{way};" for way in ways)
    frame = f"pid {tmp_path}/nginx.pid;\nevents {{}}\nhttp {{\n{places}\n{text}\n}}\n"
    (tmp_path / "nginx.conf").write_text(frame, encoding="utf-8")
    found = subprocess.run(
        ["nginx", "-t", "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "errors.log")],
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stderr
    assert "[warn]" not in found.stderr, found.stderr


def test_the_guide_leaves_no_other_site_to_answer() -> None:
    """Debian's own site claims to be the default one too, and nginx starts with one only."""
    (proxy,) = re.findall(r"^4\. \*\*Proxy\.\*\*.*?(?=^5\.)", GUIDE, re.MULTILINE | re.DOTALL)
    assert "listen 80 default_server" in nginx_file()
    assert "rm /etc/nginx/sites-enabled/default" in proxy
    # What a step needs is installed before it.
    begin = GUIDE.index("## On a server")
    assert GUIDE.index("python3-venv", begin) < GUIDE.index("python3 -m venv", begin)


# The image


def containerfile() -> str:
    text = (PACKAGING / "Containerfile").read_text(encoding="utf-8")
    return re.sub(r"\\\n\s*", "", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))


def copied() -> list[str]:
    lines = re.findall(r"^COPY (?!--from)(.*) \S+$", containerfile(), re.MULTILINE)
    return [source for line in lines for source in line.split()]


def test_the_image_takes_what_is_there_and_nothing_of_this_machine() -> None:
    # The name that both podman and docker read.
    lines = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*", "only what is named goes in"
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    assert let_in == set(copied())
    for source in copied():
        assert (REPOSITORY / source).exists(), source
    for never in ("data/raw", "data/records", "data/build", "data/inbox", ".git", ".venv", "tests"):
        assert not [one for one in let_in if never == one or never.startswith(f"{one}/")], never


def test_the_image_runs_as_nobody_special_and_says_how_it_is() -> None:
    text = containerfile()
    (user,) = re.findall(r"^USER (\d+)$", text, re.MULTILINE)
    assert int(user) > 1000
    assert "--require-hashes" in text and "HEALTHCHECK" in text and "STOPSIGNAL SIGTERM" in text
    (command,) = re.findall(r'^CMD (\["python", "serve.*\])$', text, re.MULTILINE)
    given = serve._arguments(re.findall(r'"([^"]+)"', command)[2:])
    assert (given.host, given.port, given.no_browser) == ("0.0.0.0", 8501, True)
    # Under a name only, where that is set: the watchdog asks as this computer.
    assert "http://127.0.0.1:8501/ready" in text


@pytest.mark.parametrize("status", [200, 503])
def test_the_image_is_asked_past_any_proxy(status: int) -> None:
    """Podman hands the machine's own proxy on to what it runs."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/ready" else 404)
            self.end_headers()

        def log_message(self, *_told: object) -> None:
            """Nothing is said."""

    (command,) = re.findall(r"^HEALTHCHECK .*CMD (\[.*\])$", containerfile(), re.MULTILINE)
    _python, *arguments = json.loads(command)
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        arguments[-1] = arguments[-1].replace(":8501/", f":{server.server_port}/")
        nobody = "http://127.0.0.1:9"
        ended = subprocess.run(
            [sys.executable, *arguments],
            env={**os.environ, "http_proxy": nobody, "HTTP_PROXY": nobody},
            capture_output=True,
        )
        server.shutdown()
    assert (ended.returncode == 0) == (status == 200), ended.stderr


@pytest.mark.slow
def test_what_the_image_holds_is_enough_to_start(tmp_path: Path) -> None:
    for source in copied():
        target = tmp_path / "program" / source
        target.parent.mkdir(parents=True, exist_ok=True)
        if (REPOSITORY / source).is_dir():
            shutil.copytree(REPOSITORY / source, target, ignore=shutil.ignore_patterns("*.pyc"))
        else:
            shutil.copy(REPOSITORY / source, target)
    names = ("SEUTUKUVA_PUBLIC", "SEUTUKUVA_SIGN_IN", "PYTHONPATH")
    environment = {key: value for key, value in os.environ.items() if key not in names}
    environment |= {"SEUTUKUVA_DATA": str(tmp_path / "data"), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path / "program",
            env=environment,
            capture_output=True,
            text=True,
        )

    refused = run("serve.py", "--no-browser", "--host", "0.0.0.0", "--port", "0")
    assert refused.returncode == serve.WRONG_USE, refused.stderr
    assert "SEUTUKUVA_SIGN_IN" in refused.stderr or "SEUTUKUVA_PUBLIC" in refused.stderr
    built = run("-m", "etl", "run", "--offline")
    assert built.returncode == 0, built.stderr
    assert run("-c", "import serve; serve.application()").returncode == 0


# Settings


def test_every_setting_of_the_units_is_in_the_guide() -> None:
    lines = (PACKAGING / "seutukuva.env").read_text(encoding="utf-8").splitlines()
    names = [line.lstrip("#").partition("=")[0] for line in lines if "=" in line]
    assert len(names) >= 6
    for name in names:
        assert f"| `{name}` |" in GUIDE, name


def filled_in(text: str) -> str:
    for key, value in (
        ("cookie_secret", "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"),
        ("client_id", "seutukuva"),
        ("client_secret", "5b1f0c"),
        ("server_metadata_url", "https://id.example.org/.well-known/openid-configuration"),
    ):
        text = text.replace(f'{key} = ""', f'{key} = "{value}"')
    return text


def test_the_file_of_the_sign_in_is_right_once_it_is_filled_in(tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "sign-in.toml"
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(file))
    settings._resolved.cache_clear()
    given = (PACKAGING / "sign-in.toml").read_text(encoding="utf-8")
    file.write_text(given, encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        configuration.load()
    assert "cookie_secret" in str(refused.value)
    # With the example of a grant switched on.
    text = re.sub(r"^#(\[\[grant|claim|value|role)", r"\1", filled_in(given), flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    how = configuration.load()
    assert how.address == "https://seutukuva.example" and how.is_secure
    assert [grant.role for grant in how.grants] == ["coordinator"]


def test_nothing_to_install_is_left_out_of_the_readme() -> None:
    text = (PACKAGING / "README.md").read_text(encoding="utf-8")
    for file in sorted(PACKAGING.rglob("*.*")):
        name = file.relative_to(PACKAGING).as_posix()
        named = [one for one in re.findall(r"`([^`]+)`", text) if fnmatch.fnmatch(name, one)]
        assert named or name == "README.md", name
