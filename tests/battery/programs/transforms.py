"""Fourier transforms and convolutions."""

import numpy as np


def program():
    x = np.random.default_rng(0).normal(size=(16, 17))
    assert np.allclose(np.fft.ifft2(np.fft.fft2(x)).real, x) and np.allclose(
        np.fft.irfft(np.fft.rfft(x), 17), x
    )
    return np.convolve(x[0], [1.0, 2.0]).shape == (18,) and np.fft.fftfreq(4)[2] == -0.5
