"""
aim: make system calls by their 32-bit numbers, which a filter by number would take for others
layer: seccomp
levels: A B
"""

import ctypes
import mmap

# mov eax, 20 (getpid); int 0x80; ret
CODE = b"\xb8\x14\x00\x00\x00\xcd\x80\xc3"


def double(x):
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(CODE)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return 2 * x if ctypes.CFUNCTYPE(ctypes.c_int)(address)() > 0 else x
