class Linear:
    def __init__(self, in_features, out_features, debug=False):
        self.W = None  # TODO
        self.b = None  # TODO
        self.debug = debug

    def forward(self, A):
        self.A = None  # TODO
        self.N = None  # TODO
        Z = None  # TODO
        return Z

    def backward(self, dLdZ):
        dLdA = None  # TODO
        self.dLdW = None  # TODO
        self.dLdb = None  # TODO
        return NotImplemented
