"""Plotting to a buffer, and plt.show()."""

import io


def program():
    import matplotlib.pyplot as plt
    import numpy as np

    figure, axes = plt.subplots(2, figsize=(4, 3))
    axes[0].plot(np.arange(5), np.arange(5) ** 2, "o--", label="$x^2$ ñ")
    axes[0].legend()
    axes[1].imshow(np.eye(4), cmap="viridis")
    axes[1].set_title("pérdida")
    figure.tight_layout()
    plt.show()
    made = io.BytesIO()
    figure.savefig(made, dpi=50)
    plt.close("all")
    return made.getvalue()[:4] == b"\x89PNG"
