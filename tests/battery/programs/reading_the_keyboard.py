"""Nobody is there to answer: an exception, at once.

answer: EOFError
"""


def program():
    return input("How many layers? ")
