"""A data set cannot be fetched: an exception that says so, at once.

answer: ConnectionError
"""

import urllib.request


def program():
    try:
        urllib.request.urlopen("http://127.0.0.1:9/mnist.gz", timeout=0.2)
    except OSError as error:
        raise ConnectionError(str(error)) from error
