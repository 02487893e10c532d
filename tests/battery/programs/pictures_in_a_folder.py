"""Where files were asked for: savefig.

scratch: yes
"""

import os


def program():
    import matplotlib.pyplot as plt

    plt.plot([1, 2])
    plt.savefig("loss.png")
    plt.savefig("loss.pdf")
    return os.path.getsize("loss.png") > 0 and os.path.getsize("loss.pdf") > 0
