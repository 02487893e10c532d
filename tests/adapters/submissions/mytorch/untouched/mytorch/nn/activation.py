class Activation(object):
    def __init__(self):
        self.state = None


class Sigmoid(Activation):
    def forward(self, x):
        raise NotImplemented

    def derivative(self):
        raise NotImplemented


class ReLU(Activation):
    def forward(self, Z):
        self.A = None  # TODO
        return self.A

    def backward(self, dLdA):
        dAdZ = None  # TODO
        dLdZ = None  # TODO
        return NotImplemented
