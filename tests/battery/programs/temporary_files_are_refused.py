"""Without a scratch folder there is nowhere to write, and one is told so.

answer: OSError
"""

import tempfile


def program():
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
    except OSError as error:
        raise OSError("refused") from error
