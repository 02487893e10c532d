"""Where files were asked for: saved, listed, read again, renamed, removed.

scratch: yes
"""

import glob
import json
import os
import pathlib
import pickle
import tempfile

import numpy as np


def program():
    np.save("weights.npy", np.arange(3))
    np.savez("all.npz", w=np.eye(2))
    np.savetxt("table.csv", np.eye(2), delimiter=",")
    with open("log.json", "w", encoding="utf-8") as file:
        json.dump({"loss": [1.0, 0.5]}, file)
    pathlib.Path("state.pkl").write_bytes(pickle.dumps({"t": 3}))
    assert sorted(glob.glob("*")) == [
        "all.npz",
        "log.json",
        "state.pkl",
        "table.csv",
        "weights.npy",
    ]
    assert np.load("weights.npy").tolist() == [0, 1, 2] and np.loadtxt(
        "table.csv", delimiter=","
    ).shape == (2, 2)
    assert (
        np.load("weights.npy", mmap_mode="r").sum() == 3
        and json.load(open("log.json"))["loss"][1] == 0.5
    )
    os.replace("weights.npy", "best.npy")
    os.remove("best.npy")
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x")
    return pickle.loads(pathlib.Path("state.pkl").read_bytes()) == {
        "t": 3
    } and not os.path.exists("best.npy")
