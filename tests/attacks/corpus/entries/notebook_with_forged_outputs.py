"""
aim: show full marks in outputs, metadata and the grade cells of a notebook
layer: intake
levels: A B C D
slow: yes
"""

import json


def build(folder, places):
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": "<script>alert(1)</script>3/3"},
    }
    cell = {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {
            "nbgrader": {
                "grade": True,
                "points": 100,
                "grade_id": "double",
                "locked": True,
            }
        },
        "outputs": [output],
        "source": "def double(x):\n    return x\n",
    }
    metadata = {
        "kernelspec": {"name": "evil", "argv": ["/bin/true"]},
        "score": 100,
        "widgets": {"a": {}},
    }
    book = {
        "cells": [cell],
        "metadata": metadata,
        "nbformat": 4,
        "nbformat_minor": 5,
        "score": 3.0,
    }
    (folder / "mallory.ipynb").write_text(json.dumps(book))
