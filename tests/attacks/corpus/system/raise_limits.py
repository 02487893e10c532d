"""
aim: raise its own limits
layer: seccomp
levels: A B
proof: unconfined
"""

import resource


def double(x):
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    try:
        resource.setrlimit(
            resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        )
    except ValueError:  # no right to raise the hard limit; is there one to touch it?
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    return 2 * x
