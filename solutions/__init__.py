"""Deep learning from scratch: the reference implementations, written to be read.

Each module is one short chapter. The chapters lean on one another in this order:

============================  ================================================================
``arrays``                    what an array and a cache are in this book
``numerical_gradient``        slopes by perturbation: slow, trustworthy, the judge of the rest
``activations``               ReLU, the logistic sigmoid and the hyperbolic tangent
``affine``                    the layer ``x @ w + b``
``losses``                    softmax and cross-entropy, as one operation
``mlp``                       the three chapters above, stacked to any depth
``initializers``              where training starts: the scale of the first weights
``batchnorm``                 activations held at zero mean and unit variance
``dropout``                   a random thinned network at every step, in two conventions
``optimizers``                momentum, RMSProp and Adam: what to do with a gradient
``network``                   all of it as objects: layers that chain by call, losses, a network
``training``                  the loop over epochs, and keeping an eye on it
``search``                    hyperparameters, and the folds of cross-validation
``digits``                    everything together, on handwritten digits
============================  ================================================================

A few habits hold throughout. A batch ``x`` has shape ``(batch, features)`` and weights ``w`` have shape
``(fan_in, fan_out)``. A forward pass returns its result and a ``cache``; the backward pass beside it takes
the gradient of the loss with respect to that result, plus the cache, and returns gradients in the order of
the forward's arguments. Nothing changes its arguments in place, randomness always comes from an argument
``rng``, and float32 in means float32 out.

In a docstring, everything up to *Returns* is the task. *Notes* is the answer explained, *References* says
whose idea it was, and *Examples* can be pasted into an interpreter.
"""
