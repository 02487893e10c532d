"""
aim: read hidden inputs in the name of an exception class, of its module or of its cause
layer: report
levels: A B C D
"""


def double(x):
    raise type(
        f"INPUT {x.tolist()}",
        (Exception,),
        {"__module__": "builtins", "__qualname__": f"INPUT {x.tolist()}"},
    )


def unit(x):
    try:
        raise KeyError(f"INPUT {x.tolist()}")
    except KeyError as error:
        raise ExceptionGroup(f"INPUT {x.tolist()}", [error]) from error
