"""The numbers of system calls, for the machines we know, as in the kernel's ``unistd_64.h`` and ``unistd.h``."""

from __future__ import annotations

_TABLE = """
#                  x86_64 aarch64
read                    0      63
write                   1      64
readv                  19      65
writev                 20      66
pread64                17      67
pwrite64               18      68
lseek                   8      62
close                   3      57
fstat                   5      80
newfstatat            262      79
stat                    4       -
lstat                   6       -
statx                 332     291
statfs                137      43
fstatfs               138      44
access                 21       -
faccessat             269      48
faccessat2            439     439
readlink               89       -
readlinkat            267      78
open                    2       -
openat                257      56
getdents64            217      61
getcwd                 79      17
mmap                    9     222
munmap                 11     215
mprotect               10     226
mremap                 25     216
madvise                28     233
brk                    12     214
membarrier            324     283
futex                 202      98
set_robust_list       273      99
set_tid_address       218      96
rseq                  334     293
arch_prctl            158       -
rt_sigaction           13     134
rt_sigprocmask         14     135
rt_sigreturn           15     139
sigaltstack           131     132
restart_syscall       219     128
clock_gettime         228     113
clock_getres          229     114
clock_nanosleep       230     115
nanosleep              35     101
gettimeofday           96     169
time                  201       -
times                 100     153
getrusage              98     165
getrlimit              97     163
sysinfo                99     179
uname                  63     160
getrandom             318     278
getpid                 39     172
getppid               110     173
gettid                186     178
getuid                102     174
geteuid               107     175
getgid                104     176
getegid               108     177
getcpu                309     168
sched_yield            24     124
sched_getaffinity     204     123
exit                   60      93
exit_group            231      94
poll                    7       -
ppoll                 271      73
select                 23       -
pselect6              270      72
dup                    32      23
dup2                   33       -
dup3                  292      24
pipe                   22       -
pipe2                 293      59
sendto                 44     206
sendmsg                46     211
recvfrom               45     207
recvmsg                47     212
fcntl                  72      25
ioctl                  16      29
prctl                 157     167
prlimit64             302     261
kill                   62     129
tgkill                234     131
clone                  56     220
clone3                435     435
execve                 59     221
execveat              322     281
ptrace                101     117
process_vm_readv      310     270
process_vm_writev     311     271
unlink                 87       -
unlinkat              263      35
rename                 82       -
renameat              264      38
renameat2             316     276
ftruncate              77      46
fallocate             285      47
fsync                  74      82
fdatasync              75      83
msync                  26     227
"""

#: ``AUDIT_ARCH_*`` of linux/audit.h, by the name `platform.machine` gives.
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

#: The last number known here (Linux 6.17). An unknown call fails as on an older kernel, so that libc falls back.
LAST = 469


def numbers(machine: str) -> dict[str, int]:
    """Return the numbers of the calls above on a machine; calls it does not have are left out."""
    column = 1 + list(ARCHITECTURES).index(machine)
    rows = [line.split() for line in _TABLE.splitlines() if line and not line.startswith("#")]
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}
