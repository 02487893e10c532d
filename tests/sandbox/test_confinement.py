"""What a worker cannot do, layer by layer and all together, and what it still can."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

import autograder
from autograder.sandbox.calls import Call, Raised, Returned, WorkerLost
from autograder.sandbox.channel import Deadline
from autograder.sandbox.process import ALL_LAYERS, Layer, Zygote
from autograder.sandbox.remote import RemoteSession
from autograder.sandbox.worker import bpf, calls_by_number, readable, seccomp
from autograder.sandbox.worker.messages import Chunk, File, Load

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="workers are confined on Linux only"
)

PATIENT = Deadline(cpu_seconds=20.0, wall_seconds=60.0)
SECRET = str(Path(autograder.__file__))

Run = Callable[..., Any]


@pytest.fixture(scope="session")
def zygotes() -> Iterator[Callable[[frozenset[Layer]], Zygote]]:
    """Start zygotes with the layers asked for, one of each kind."""
    started: dict[frozenset[Layer], Zygote] = {}

    def start(layers: frozenset[Layer]) -> Zygote:
        if layers not in started:
            started[layers] = Zygote(layers)
        return started[layers]

    yield start
    for zygote in started.values():
        zygote.close()


@pytest.fixture
def run(zygotes: Callable[[frozenset[Layer]], Zygote]) -> Run:
    """Run the body of a function in a fresh worker; return what it returns, or the name of its exception."""

    def in_worker(body: str, layers: frozenset[Layer] = ALL_LAYERS, *, scratch: bool = False) -> Any:
        zygote = zygotes(layers)
        process = zygote.fork(scratch=scratch)
        try:
            return ask(RemoteSession(process, PATIENT), body)
        finally:
            zygote.reap(process)

    return in_worker


def ask(session: RemoteSession, body: str) -> Any:
    """Load ``def f()`` with this body and call it."""
    source = "import os, socket\nimport numpy as np\ndef f():\n" + textwrap.indent(
        textwrap.dedent(body), "    "
    )
    session.load(Load([File("homework", [Chunk("homework.py", source)], stepwise=False)]))
    (answer,) = session.run([Call(function="f")])
    if isinstance(answer, Raised):
        return answer.problem.type
    assert isinstance(answer, Returned)
    return answer.value


#: Python turns a refusal to set limits into a ValueError.
REFUSED = {"PermissionError", "OSError", "FileNotFoundError", "ValueError"}

LEFT = "/tmp/gradiente-left-behind"  # noqa: S108 (where the attacks write)

FILES = {
    "the grader's code": f"return open({SECRET!r}).read(10)",
    "a folder of the grader's": f"return os.listdir({str(Path(SECRET).parents[1])!r})",
    "passwords": "return open('/etc/passwd').read(10)",
    "the environment": "return open('/proc/self/environ').read(10)",
    "own memory": "return open('/proc/self/mem', 'rb').read(1)",
    "open files of others": "return os.listdir(f'/proc/{os.getppid()}/fd')",
    "the kernel's log": "return open('/dev/kmsg', 'rb').read(1)",
    "a file in /tmp": f"open({LEFT!r}, 'w').write('x')",
    "a file here": "open('left-behind', 'w').write('x')",
    "a folder": f"os.mkdir({LEFT!r})",
    "a pipe with a name": f"os.mkfifo({LEFT!r})",
    "a symbolic link": f"os.symlink('/etc', {LEFT!r})",
    "a package": "open(np.__file__, 'a').write('x')",
    "a module of its own in the standard library": "open(os.__file__[:-5] + 'mine.py', 'w').write('x')",
}

CALLS = {
    "TCP": "socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
    "UDP": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "unix sockets": "socket.socket(socket.AF_UNIX)",
    "socket pairs": "socket.socketpair()",
    "vsock": "socket.socket(40, socket.SOCK_STREAM)",
    "netlink": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "another address on its own socket": "socket.socket(1, 1, 0, fileno=os.dup(3)).send(b'x')",
    "fork": "os.fork()",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "system": "if os.system('true') != 0: raise PermissionError",
    "kill": "os.kill(os.getppid(), 0)",
    "kill all": "os.kill(-1, 0)",
    "kill the group": "os.killpg(0, 0)",
    "limits": "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))",
    "limits of others": "import resource; resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE)",
    "mode": "os.fchmod(os.pipe()[0], 0o600)",
    "times": "os.utime(np.__file__)",
    "owner": "os.chown('/dev/null', os.getuid(), os.getgid())",
    "a program in memory": "os.memfd_create('x')",
    "priority": "os.setpriority(os.PRIO_PROCESS, 0, 0)",
    "affinity": "os.sched_setaffinity(0, os.sched_getaffinity(0))",
    "user": "os.setuid(os.getuid())",
    "session": "os.setsid()",
    "root": "os.chroot('/')",
    "locks": "import fcntl; fcntl.flock(os.open('/dev/null', os.O_RDONLY), fcntl.LOCK_EX)",
    "record locks": "import fcntl; fcntl.lockf(os.open('/dev/null', os.O_RDWR), fcntl.LOCK_EX)",
    "signals on writing": "import fcntl; fcntl.fcntl(0, fcntl.F_SETOWN, os.getppid())",
    "terminals": "import fcntl; fcntl.ioctl(0, 0x5412, b'x')",
    "hard links": f"os.link(np.__file__, {LEFT!r})",
    "alarms": "import signal; signal.setitimer(signal.ITIMER_REAL, 100)",
    "processes by descriptor": "os.pidfd_open(os.getppid())",
    "writing afar": "os.truncate('/dev/null', 0)",
}

#: By number on x86-64, where Python has no function: each must answer EPERM.
BY_NUMBER = {
    "unshare": 272, "setns": 308, "mount": 165, "umount2": 166, "pivot_root": 155, "bpf": 321,
    "perf_event_open": 298, "userfaultfd": 323, "io_uring_setup": 425, "io_uring_enter": 426, "add_key": 248,
    "request_key": 249, "keyctl": 250, "shmget": 29, "msgget": 68, "semget": 64, "mq_open": 240,
    "inotify_init1": 294, "fanotify_init": 300, "open_by_handle_at": 304, "name_to_handle_at": 303,
    "personality": 135, "seccomp": 317, "memfd_secret": 447, "pidfd_getfd": 438, "kcmp": 312, "mincore": 27,
    "tkill": 200, "rt_sigqueueinfo": 129, "timer_create": 222, "eventfd2": 290, "syslog": 103, "reboot": 169,
    "swapon": 167, "init_module": 175, "iopl": 172, "acct": 163, "setdomainname": 171, "clock_settime": 227,
    "modify_ldt": 154, "vmsplice": 278, "process_madvise": 440, "landlock_create_ruleset": 444, "openat2": 437,
}  # fmt: skip

KILLING = {
    "execve": "os.execv('/bin/true', ['true'])",
    "execve by descriptor": "os.execve(0, ['true'], {})",
    "ptrace": "import ctypes; ctypes.CDLL(None).ptrace(16, os.getppid(), None, None)",
    "another's memory": "import ctypes; ctypes.CDLL(None).process_vm_readv(os.getppid(), None, 0, None, 0, 0)",
}

EVERYWHERE = pytest.mark.parametrize(
    "layers", [ALL_LAYERS, ALL_LAYERS - {"namespaces"}], ids=["in namespaces", "without namespaces"]
)


@EVERYWHERE
@pytest.mark.parametrize("attack", [*FILES, *CALLS])
def test_an_attack_is_refused(run: Run, layers: frozenset[Layer], attack: str) -> None:
    """Each attack ends in an exception of its own, and the worker answers as before."""
    assert run({**FILES, **CALLS}[attack], layers) in REFUSED
    assert not Path(LEFT).exists()


@EVERYWHERE
@pytest.mark.parametrize("attack", KILLING)
def test_some_attacks_end_the_worker(run: Run, layers: frozenset[Layer], attack: str) -> None:
    """No honest program gets as far as these calls."""
    with pytest.raises(WorkerLost, match="killed"):
        run(KILLING[attack], layers)


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are those of x86-64")
def test_calls_without_a_function_are_refused(run: Run) -> None:
    """The filter answers EPERM to whatever is not on its list."""
    body = f"""
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        return {{
            name: (libc.syscall(number, 0, 0, 0, 0, 0, 0), ctypes.get_errno())
            for name, number in {BY_NUMBER!r}.items()
        }}
    """
    assert run(body) == dict.fromkeys(BY_NUMBER, (-1, 1))


def test_newer_calls_are_unknown(run: Run) -> None:
    """A call that this version has not heard of fails as on an older kernel."""
    body = "import ctypes; l = ctypes.CDLL(None, use_errno=True); return l.syscall(600), ctypes.get_errno()"
    assert run(body) == (-1, 38)


@pytest.mark.parametrize("attack", FILES)
def test_landlock_alone_guards_files(run: Run, attack: str) -> None:
    """The other layers are not needed for this."""
    assert run(FILES[attack], frozenset({"landlock"})) in REFUSED


@pytest.mark.parametrize("attack", CALLS)
def test_seccomp_alone_guards_calls(run: Run, attack: str) -> None:
    """The other layers are not needed for this."""
    assert run(CALLS[attack], frozenset({"seccomp"})) in REFUSED


def test_landlock_alone_refuses_connections(run: Run) -> None:
    """Where its ABI reaches so far."""
    body = """
        s = socket.socket()
        s.connect(("127.0.0.1", 9))
    """
    assert run(body, frozenset({"landlock"})) in {
        "PermissionError",
        "ConnectionError",
        "ConnectionRefusedError",
    }


def test_privileges_alone(run: Run) -> None:
    """No capabilities, no new ones by executing, and nobody of the same user looks in."""
    body = """
        lines = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\\t" in line)
        return {name: lines[name].strip() for name in ("CapEff", "CapPrm", "CapInh", "CapAmb", "NoNewPrivs")}
    """
    none = "0" * 16
    wanted = {"CapEff": none, "CapPrm": none, "CapInh": none, "CapAmb": none, "NoNewPrivs": "1"}
    assert run(body, frozenset({"privileges"})) == wanted


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed")
def test_namespaces_alone(run: Run) -> None:
    """No processes, no course, no home and no network to be seen."""
    body = f"""
        import pathlib
        seen = [p for p in ("/proc/1", {SECRET!r}, "/etc/passwd", "/home") if pathlib.Path(p).exists()]
        return seen, os.getppid() < 10
    """
    assert run(body, frozenset({"namespaces"})) == ([], True)


def test_root_is_not_root_inside(zygotes: Callable[[frozenset[Layer]], Zygote], run: Run) -> None:
    """A grader that is root has workers that are not, wherever they can then still read Python."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    reason = zygotes(ALL_LAYERS).report().user
    assert run("return os.getuid(), os.getgid(), os.getgroups() if False else 0") == (
        (65534, 65534, 0) if reason == "dropped" else (0, 0, 0)
    )


def test_the_number_of_a_worker_is_ours(zygotes: Callable[[frozenset[Layer]], Zygote]) -> None:
    """Processor time is read by a number that means the same process here, whatever it is called inside."""
    zygote = zygotes(ALL_LAYERS)
    process = zygote.fork()
    assert f"Pid:\t{process.pid}\n" in Path(f"/proc/self/fdinfo/{process.pidfd}").read_text()
    used = ask(RemoteSession(process, PATIENT), "import time; sum(range(10**7)); return time.process_time()")
    assert process.cpu_seconds() >= used
    assert zygote.reap(process).status == signal.SIGKILL


def test_what_one_worker_leaves_the_next_does_not_find(run: Run) -> None:
    """A scratch folder is empty, flat, bounded, private, and gone afterwards."""
    where = run("open('x', 'w').write('1'); return os.getcwd()", scratch=True)
    assert run("return os.listdir('.')", scratch=True) == []
    assert run(f"return os.listdir({where!r})", scratch=True) in REFUSED
    assert run("os.mkdir('deep')", scratch=True) in REFUSED
    assert run("os.symlink('/etc', 'link')", scratch=True) in REFUSED
    assert run("open('big', 'wb').write(bytes(17 * 2**20))", scratch=True) == "OSError"
    assert not Path(where).exists()


def test_no_folder_outlives_the_zygote() -> None:
    """Even where a worker still had files in it."""
    with Zygote(ALL_LAYERS - {"namespaces"}) as zygote:
        process = zygote.fork(scratch=True)
        where = ask(RemoteSession(process, PATIENT), "open('x', 'w').write('1'); return os.getcwd()")
        assert Path(where).exists()
    process.kill()
    assert not Path(where).parent.exists()


LEGITIMATE = {
    "linear algebra": """
        a = np.random.default_rng(0).normal(size=(30, 30))
        q, r = np.linalg.qr(a)
        return bool(np.allclose(q @ r, a)) and np.linalg.svd(a)[1].shape == (30,) and np.linalg.inv(a).shape == (30, 30)
    """,
    "transforms": "return bool(np.allclose(np.fft.ifft(np.fft.fft(np.arange(9.0))), np.arange(9)))",
    "random numbers": """
        np.random.seed(1)
        return np.random.rand(3).shape == np.random.RandomState(1).rand(3).shape == (3,) and (
            np.random.Generator(np.random.Philox(3)).random() < 1 and np.random.default_rng().random() < 1)
    """,
    "large arrays": "return float(np.ones(10**7).sum()) == 1e7",
    "a product with threads left to BLAS": "return float((np.ones((500, 500)) @ np.ones((500, 500)))[0, 0]) == 500",
    "SciPy on first use": """
        import scipy.linalg, scipy.special, scipy.optimize, scipy.signal, scipy.stats
        return bool(np.allclose(scipy.linalg.expm(np.zeros((2, 2))), np.eye(2)))
    """,
    "a figure": """
        import io
        import matplotlib.pyplot as plt
        figure, axes = plt.subplots()
        axes.plot([1, 2], label="á"); axes.legend(); axes.set_title("$x^2$")
        out = io.BytesIO(); figure.savefig(out)
        return out.getvalue()[:4] == b"\\x89PNG"
    """,
    "a file in memory": """
        import io
        out = io.BytesIO(); np.savez(out, a=np.arange(3)); out.seek(0)
        return np.load(out)["a"].tolist() == [0, 1, 2]
    """,
    "dataclasses and friends": """
        import abc, collections, contextlib, copy, dataclasses, enum, functools, itertools
        import json, math, pickle, re, typing
        @dataclasses.dataclass
        class Layer:
            w: float = 1.0
        return dataclasses.asdict(Layer()) == {"w": 1.0} and json.loads("[1]") == [1]
    """,
    "warnings": """
        import warnings
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            warnings.warn("careful")
        return len(seen) == 1
    """,
    "recursion": """
        def down(n):
            return 0 if n == 0 else 1 + down(n - 1)
        return down(900) == 900
    """,
    "threads": """
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(4) as pool:
            return list(pool.map(abs, [-1, -2])) == [1, 2]
    """,
    "clocks": "import time, datetime; time.sleep(0.01); return time.perf_counter() > 0 and time.time() > 1e9",
    "printing": "import sys; print('x' * 10**6); sys.stderr.write('y'); return True",
    "logging": "import logging; logging.getLogger('a').warning('b'); return True",
    "nowhere to write to": "open(os.devnull, 'w').write('x'); return True",
    "redirected prints": """
        import contextlib, io
        with contextlib.redirect_stdout(io.StringIO()) as out:
            print("hi")
        return out.getvalue() == "hi\\n"
    """,
    "a signal to itself": """
        import signal
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            return True
    """,
    "a temporary file that cannot be": """
        import tempfile
        try:
            tempfile.TemporaryFile()
        except OSError:
            return True
    """,
    "a program that cannot be started": """
        import subprocess
        try:
            subprocess.run(["nvidia-smi"])
        except OSError:
            return True
    """,
    "a notebook's favourite line": """
        import sys, platform, getpass, pathlib
        return isinstance(platform.platform(), str) and pathlib.Path("/content/drive").exists() is False
    """,
    "counting processors": "import multiprocessing; return os.cpu_count() != 0 and multiprocessing.cpu_count() > 0",
    "garbage collection": "import gc; gc.collect(); import tracemalloc; tracemalloc.start(); return True",
    "printing options": "np.set_printoptions(precision=3); np.seterr(all='raise'); return repr(np.ones(2)) != ''",
    "strings of time zones": "import zoneinfo; return str(zoneinfo.ZoneInfo('America/Mexico_City')) != ''",
}

IN_SCRATCH = {
    "an array": "np.save('a.npy', np.arange(3)); return np.load('a.npy').tolist() == [0, 1, 2]",
    "an archive": "np.savez_compressed('a.npz', b=np.eye(2)); return np.load('a.npz')['b'].shape == (2, 2)",
    "text": "np.savetxt('a.txt', np.eye(2)); return np.loadtxt('a.txt').shape == (2, 2)",
    "a mapped array": """
        a = np.memmap('m', dtype=float, mode='w+', shape=(100,)); a[:] = 1; a.flush()
        return float(np.memmap('m', dtype=float, mode='r').sum()) == 100
    """,
    "a temporary file": "import tempfile; f = tempfile.NamedTemporaryFile(); f.write(b'x'); return len(f.name) > 0",
    "a picture": """
        import matplotlib.pyplot as plt
        plt.plot([1]); plt.savefig('a.png')
        return os.path.getsize('a.png') > 0
    """,
    "other names": "open('a', 'w').close(); os.rename('a', 'b'); os.replace('b', 'c'); os.remove('c'); return True",
}


@EVERYWHERE
@pytest.mark.parametrize("program", LEGITIMATE)
def test_an_honest_program_never_notices(run: Run, layers: frozenset[Layer], program: str) -> None:
    """What honest submissions do works as outside, or fails as it would on another machine."""
    assert run(LEGITIMATE[program], layers) is True


@EVERYWHERE
@pytest.mark.parametrize("program", IN_SCRATCH)
def test_files_where_they_were_asked_for(run: Run, layers: frozenset[Layer], program: str) -> None:
    """A scratch folder is an ordinary current folder."""
    assert run(IN_SCRATCH[program], layers, scratch=True) is True


def test_aborting_is_possible(run: Run) -> None:
    """A process may send itself the signal that ends it."""
    with pytest.raises(WorkerLost, match="killed"):
        run("os.abort()")


def test_leaving_out_a_layer_is_told(zygotes: Callable[[frozenset[Layer]], Zygote]) -> None:
    """The report says 0 or "off" of layers left out."""
    report = zygotes(frozenset()).report()
    assert (report.landlock, report.seccomp, report.user) == (0, 0, "off")


# What is shown of the file system


def _site(folder: Path) -> Path:
    for name in ("numpy", "autograder", "gradiente-1.dist-info", "solutions"):
        (folder / name).mkdir(parents=True)
    for name in ("six.py", "_gradiente.pth", "__editable___gradiente_finder.py"):
        (folder / name).touch()
    return folder


def test_grading_code_is_carved_out_of_installed_packages(tmp_path: Path) -> None:
    """Packages are shown one by one, without the grader and without where it was installed from."""
    site = _site(tmp_path / "site")
    view = readable.view([str(site)])
    shown = {Path(path).name for path in view.whole if Path(path).parent == site}
    assert shown == {"numpy", "six.py"}
    assert str(site) in view.listed
    assert str(site) not in view.whole


def test_a_folder_with_nothing_to_hide_is_shown_whole(tmp_path: Path) -> None:
    """One rule is enough for it."""
    (tmp_path / "numpy").mkdir()
    assert str(tmp_path) in readable.view([str(tmp_path)]).whole


def test_packages_inside_the_standard_library_are_carved_out(tmp_path: Path) -> None:
    """A site folder inside another shown folder does not come back through it."""
    site = _site(tmp_path / "lib" / "python3" / "site-packages")
    found = dict(readable._carve(str(tmp_path / "lib"), frozenset({str(site / "autograder")})))
    assert found[str(tmp_path / "lib")] is False
    assert found[str(site / "numpy")] is True
    assert str(site / "autograder") not in found


# The filter itself, for machines that are not at hand


def _verdict(code: bytes, number: int, architecture: int, arguments: tuple[int, ...] = ()) -> int:
    """Run a filter as the kernel would."""
    data = struct.pack("=IIQ6Q", number, architecture, 0, *(arguments + (0,) * 6)[:6])
    program, place, held = list(struct.iter_unpack("=HBBI", code)), 0, 0
    while True:
        operation, yes, no, value = program[place]
        place += 1
        if operation == 0x06:
            return int(value)
        if operation == 0x20:
            (held,) = struct.unpack_from("=I", data, value)
        elif operation == 0x54:
            held &= value
        else:
            place += _offset(operation, held, yes, no, value)


def _offset(operation: int, held: int, yes: int, no: int, value: int) -> int:
    if operation == 0x05:
        return value
    return yes if (held == value if operation == 0x15 else held >= value) else no


@pytest.mark.parametrize("machine", calls_by_number.ARCHITECTURES)
@pytest.mark.parametrize("scratch", [False, True])
def test_the_filter_decides_as_written(machine: str, scratch: bool) -> None:
    """On both architectures: allowed, refused, fatal and conditional calls."""
    architecture, number = calls_by_number.ARCHITECTURES[machine], calls_by_number.numbers(machine)
    code = seccomp.program(machine, 3, scratch=scratch)
    itself = seccomp._ITSELF

    def decide(name: str, *arguments: int) -> int:
        return _verdict(code, number[name], architecture, arguments)

    refused = bpf.refuse(1)
    assert {decide(n) for n in seccomp._HARMLESS.split() if n in number} == {bpf.ALLOW}
    assert {decide(n) for n in seccomp._FATAL.split()} == {bpf.KILL}
    assert {decide(n) for n in seccomp._FOR_SCRATCH.split() if n in number} == {
        bpf.ALLOW if scratch else refused
    }
    assert decide("clone", 0x3D0F00) == bpf.ALLOW
    assert decide("clone", 17) == decide("clone", 0x3D0F00 | 0x10000000) == refused
    assert decide("clone3") == _verdict(code, 600, architecture) == bpf.refuse(38)
    assert decide("prlimit64", 0, 7, 0, 1) == bpf.ALLOW
    assert decide("prlimit64", 5, 7, 0) == decide("prlimit64", 0, 7, 1 << 40) == refused
    assert decide("sendmsg", 3) == bpf.ALLOW
    assert decide("sendmsg", 4) == decide("fcntl", 3, 6) == decide("ioctl", 0, 0x5412) == refused
    assert decide("kill", itself, 9) == decide("tgkill", itself, 1, 6) == bpf.ALLOW
    assert decide("kill", 0, 9) == decide("kill", 2**32 - 1, 9) == decide("tgkill", itself + 1) == refused
    known = {number[name] for name in number}
    assert {_verdict(code, n, architecture) for n in range(calls_by_number.LAST + 1) if n not in known} == {
        refused
    }
    assert _verdict(code, number["read"], 0x40000003) == bpf.KILL


def test_the_x32_calls_are_fatal() -> None:
    """They would otherwise pass under other numbers."""
    code = seccomp.program("x86_64", 3, scratch=False)
    assert _verdict(code, 0x40000000 | 59, calls_by_number.ARCHITECTURES["x86_64"]) == bpf.KILL


@pytest.mark.parametrize(
    ("machine", "header", "pattern"),
    [
        ("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h", r"#define __NR_(\w+)\s+(\d+)"),
        ("aarch64", "/usr/include/asm-generic/unistd.h", r"#define __NR(?:3264)?_(\w+)\s+(\d+)"),
    ],
)
def test_numbers_are_those_of_the_kernel(machine: str, header: str, pattern: str) -> None:
    """Where the kernel's headers are installed."""
    if not Path(header).exists():
        pytest.skip(f"{header} is not installed")
    official = dict(re.findall(pattern, Path(header).read_text()))
    official.setdefault("newfstatat", official.get("fstatat", ""))
    ours = calls_by_number.numbers(machine)
    assert {name: str(number) for name, number in ours.items()} == {name: official[name] for name in ours}


# As an ordinary user

ORDINARY = """
import json, sys
from autograder.sandbox.level import find_level
from autograder.sandbox.process import ALL_LAYERS, Zygote
def found(layers):
    with Zygote(frozenset(layers)) as zygote:
        report = find_level(zygote)
        return [report.level, zygote.report().user, zygote.no_namespaces]
print(json.dumps([found(ALL_LAYERS), found(ALL_LAYERS - {"namespaces"}), found(())]))
"""


def _ordinary_python() -> tuple[list[str], dict[str, str]]:
    """Return a command that runs Python as user 1000, and its environment; skip if there is none."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("NOT TESTED as another user: only root with setpriv can become one")
    folders = {str(Path(module.__file__ or "").parents[1]) for module in (autograder, np, msgspec)}
    environment = {"PYTHONPATH": os.pathsep.join(folders), "HOME": "/nonexistent", "PATH": os.environ["PATH"]}
    become = ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups"]
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    trial = (
        "import sys, subprocess, numpy, autograder; subprocess.run([sys.executable, '-c', ''], check=True)"
    )
    for python in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        command = [*become, python, "-P"]
        tried = subprocess.run([*command, "-c", trial], env=environment, capture_output=True)
        if tried.returncode == 0:
            return command, environment
    pytest.skip(f"NOT TESTED as another user: no {version} that user 1000 can read")


def test_an_ordinary_user_is_confined_as_well() -> None:
    """None of it needs root."""
    command, environment = _ordinary_python()
    done = subprocess.run([*command, "-c", ORDINARY], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    full, without, bare = json.loads(done.stdout)
    assert full[:2] == (["A", "ordinary"] if full[2] is None else ["B", "ordinary"])
    assert without[:2] == ["B", "ordinary"]
    assert bare[:2] == ["D", "off"]


def test_passing_the_door_takes_a_moment(zygotes: Callable[[frozenset[Layer]], Zygote]) -> None:
    """The first answer comes soon after the fork, with a wide margin for busy machines."""
    zygote = zygotes(ALL_LAYERS)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        process = zygote.fork()
        RemoteSession(process, PATIENT).load(Load([]))
        took.append(time.perf_counter() - start)
        zygote.reap(process)
    assert min(took) < 0.1
