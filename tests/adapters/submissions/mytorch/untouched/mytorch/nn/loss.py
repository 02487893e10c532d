class CrossEntropyLoss:
    def forward(self, A, Y):
        self.A = A
        self.Y = Y
        N = None  # TODO
        self.softmax = None  # TODO
        sum_crossentropy = None  # TODO
        L = sum_crossentropy / N
        return L

    def backward(self):
        dLdA = None  # TODO
        return dLdA
