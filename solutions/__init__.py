"""Deep learning from scratch: the reference implementations, written to be read.

Each module is one short chapter. The chapters lean on one another in this order:

============================  ================================================================
``arrays``                    what an array and a cache are in this book
``numerical_gradient``        slopes by perturbation: slow, trustworthy, the judge of the rest
``perturbation``              learning without derivatives: random changes, weighed by their effect
``activations``               from the step to Swish: one number in, one number out
``affine``                    the layer ``x @ w + b``
``maxout``                    the largest of several affine layers: an activation that is learned
``losses``                    squared errors, cross-entropies, hinge: the first error signal
``delta_rule``                backpropagation as it was first written, one arrow at a time
``mlp``                       affine layers, an activation and a loss, stacked to any depth
``initializers``              where training starts: the scale of the first weights
``preprocessing``             what is done to the data before the first layer sees it
``symmetry``                  why weights must differ from the start
``depth``                     what many layers do to a signal, and to a gradient
``residual``                  a layer that only adds to what it was given
``clipping``                  gradients that are too large, cut down to size
``batchnorm``                 activations held at zero mean and unit variance
``batchnorm_inference``       the layer once training is over: exact statistics, and no layer at all
``blocks``                    where the normalisation goes: before or after the non-linearity
``layernorm``                 normalisation of each example over its own features
``penalties``                 large weights cost something: L2 and L1
``early_stopping``            the validation loss says when to stop
``noise``                     in the inputs, the weights and the labels
``augmentation``              new examples from old ones: mirrored, shifted
``weight_sharing``            one weight in several places: gradients add
``multitask``                 two heads on one trunk: gradients add
``ensembles``                 several models: averages of predictions and of weights
``dropout``                   a random thinned network at every step, in two conventions
``autoencoder``               learning from inputs alone, one layer at a time
``minibatches``               which examples a step looks at
``optimizers``                from plain descent to AdamW: what to do with a gradient
``gains``                     a step for every weight, from the signs of its gradients
``schedules``                 when to change the learning rate
``full_batch``                small data: L-BFGS, and the bridge to it
``convergence``               how long a training takes, as a number
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
