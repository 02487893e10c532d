"""Which system calls a worker can make: those that computing and reading files need. See seccomp(2).

The filter is assembled once, in the zygote. Each child writes its own number into it, since it may signal itself
and nothing else, and installs it, which is one system call.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

from . import bpf
from .calls_by_number import ARCHITECTURES, LAST, numbers
from .kernel import prctl

_GET_SECCOMP, _SET_SECCOMP, _FILTER = 21, 22, 2

_X32 = 0x40000000  # calls of the x32 ABI bear the architecture of x86_64 and this bit

_REFUSED = bpf.refuse(errno.EPERM)
_UNKNOWN = bpf.refuse(errno.ENOSYS)

#: Harmless whatever their arguments: files are Landlock's business, as are the paths in `open`.
_HARMLESS = """
    read write readv writev pread64 pwrite64 lseek close fstat newfstatat stat lstat statx statfs fstatfs
    access faccessat faccessat2 readlink readlinkat open openat getdents64 getcwd
    mmap munmap mprotect mremap madvise brk membarrier
    futex set_robust_list set_tid_address rseq arch_prctl
    rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall
    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getrusage getrlimit
    sysinfo uname getrandom getpid getppid gettid getuid geteuid getgid getegid getcpu
    sched_yield sched_getaffinity exit exit_group poll ppoll select pselect6 dup dup2 dup3 pipe pipe2
"""

#: With a scratch folder. It stays flat (no `mkdir`), so that cleaning up is no attack.
_FOR_SCRATCH = " unlink unlinkat rename renameat renameat2 ftruncate fallocate fsync fdatasync msync"

#: No honest program gets as far as these, since it cannot fork: `subprocess` fails with an exception before.
_FATAL = "execve execveat ptrace process_vm_readv process_vm_writev"

_MESSAGES = "sendto sendmsg recvfrom recvmsg"

_SIGNALS = "kill tgkill"

# linux/fcntl.h: duplicate, and read and write flags. Locks are a way to signal to another worker.
_FCNTL = (0, 1, 2, 3, 4, 1030)
# asm-generic/ioctls.h: is it a terminal, close on exec. Python asks for these of any file.
_IOCTL = (0x5401, 0x5450, 0x5451)
# linux/prctl.h: names of threads and of mappings.
_PRCTL = (15, 16, 0x53564D41)

_CLONE_THREAD = 0x00010000
_NEW_NAMESPACES = 0x7E020080  # CLONE_NEWTIME, NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET


#: Stands for the process's own number until the filter is installed.
_ITSELF = 0x5E1F


class Filter:
    """A filter ready to be installed.

    Parameters
    ----------
    socket : int
        The one descriptor that messages may be sent to.
    scratch : bool
        Whether files may be renamed and removed.

    Raises
    ------
    OSError
        If the kernel has no filters, or this machine's numbers are not known.
    """

    def __init__(self, socket: int, *, scratch: bool) -> None:
        prctl(_GET_SECCOMP)  # EINVAL: a kernel without it
        code = program(platform.machine(), socket, scratch=scratch)
        self._places = bpf.places_of(_ITSELF, code)
        self._code = ctypes.create_string_buffer(code, len(code))
        self._argument = struct.pack("@HP", len(code) // 8, ctypes.addressof(self._code))

    def install(self) -> None:
        """Put this process under the filter, for good; it needs no_new_privs."""
        itself = os.getpid()
        for place in self._places:
            struct.pack_into("=I", self._code, place, itself)
        prctl(_SET_SECCOMP, _FILTER, self._argument)


def program(machine: str, socket: int, *, scratch: bool) -> bytes:
    """Return the filter for a machine: on anything not allowed the call fails with EPERM."""
    if machine not in ARCHITECTURES:
        raise OSError(errno.ENOTSUP, f"the system calls of {machine} are not known here")
    number = numbers(machine)
    return bpf.assemble(
        bpf.load(bpf.ARCHITECTURE),
        bpf.unless(ARCHITECTURES[machine], bpf.KILL),  # 32-bit calls have other numbers
        bpf.load(bpf.NUMBER),
        bpf.at_least(_X32, bpf.KILL),
        bpf.at_least(LAST + 1, _UNKNOWN),
        bpf.any_of(_listed(number, _HARMLESS + (_FOR_SCRATCH if scratch else "")), bpf.ALLOW),
        bpf.any_of(_listed(number, _FATAL), bpf.KILL),
        *_with_conditions(number, socket),
        bpf.verdict(_REFUSED),
    )


def _listed(number: dict[str, int], names: str) -> list[int]:
    return [number[name] for name in names.split() if name in number]


def _with_conditions(number: dict[str, int], socket: int) -> list[bpf.Code]:
    """The calls whose arguments matter."""
    thread = bpf.bits(0, _CLONE_THREAD | _NEW_NAMESPACES, _CLONE_THREAD, _REFUSED)
    own_socket = bpf.argument(0, [socket], _REFUSED)
    itself = bpf.argument(0, [_ITSELF], _REFUSED)
    return [
        bpf.rule(number["clone"], thread),
        bpf.rule(number["clone3"], action=_UNKNOWN),  # its flags are in memory; libc falls back to clone
        bpf.rule(number["prlimit64"], bpf.argument(0, [0], _REFUSED), bpf.null(2, _REFUSED)),
        bpf.rule(number["fcntl"], bpf.argument(1, _FCNTL, _REFUSED)),
        bpf.rule(number["ioctl"], bpf.argument(1, _IOCTL, _REFUSED)),
        bpf.rule(number["prctl"], bpf.argument(0, _PRCTL, _REFUSED)),
        *(bpf.rule(call, own_socket) for call in _listed(number, _MESSAGES)),
        *(bpf.rule(call, itself) for call in _listed(number, _SIGNALS)),
    ]
