"""Native PyTorch as a contender: the protocol of serve.mjs, on one thread or as many as the argument says."""
import json
import resource
import statistics
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

LR, ADAM_LR, STEPS = 0.01, 0.001, 3
torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 1)


def hashed(n, seed):
    x = np.arange(n, dtype=np.uint32) + np.uint32((seed * 0x9E3779B9) & 0xFFFFFFFF)
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    x = (x ^ (x >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return x ^ (x >> np.uint32(16))


def numbers(shape, seed, scale=1.0):
    x = (hashed(int(np.prod(shape)), seed) >> np.uint32(8)).astype(np.float64) / 2**23 - 1
    return torch.from_numpy((x * scale).astype(np.float32).reshape(shape))


def labels(n, C, seed):
    return torch.from_numpy((hashed(n, seed) % np.uint32(C)).astype(np.int64))


def scale_of(k):
    # half upwards, as JavaScript rounds
    return 2.0 ** -np.floor(np.log2(np.sqrt(k)) + 0.5)


def flat(tensors):
    return np.concatenate([t.detach().numpy().ravel() for t in tensors])


def build(sizes):
    layers = []
    for i, (k, n) in enumerate(zip(sizes, sizes[1:])):
        layer = torch.nn.Linear(k, n)
        with torch.no_grad():
            layer.weight.copy_(numbers((n, k), 10 + 2 * i, scale_of(k)))
            layer.bias.copy_(numbers((n,), 11 + 2 * i, scale_of(k)))
        layers += ([torch.nn.ReLU()] if i else []) + [layer]
    return torch.nn.Sequential(*layers)


def matmul(layout, m, k, n):
    a = numbers((k, m) if layout == "TN" else (m, k), 1)
    b = numbers((n, k) if layout == "NT" else (k, n), 2)
    x, y = a.t() if layout == "TN" else a, b.t() if layout == "NT" else b
    return lambda: torch.mm(x, y), lambda: flat([torch.mm(x, y)])


def logSoftmax(N, C):
    x = numbers((N, C), 1, 4)
    return lambda: F.log_softmax(x, 1), lambda: flat([F.log_softmax(x, 1)])


def crossEntropy(N, C):
    x, y = numbers((N, C), 1, 4).requires_grad_(), labels(N, C, 2)

    def run():
        x.grad = None
        F.cross_entropy(x, y).backward()

    def values():
        run()
        return flat([x.grad])

    return run, values


def forward(sizes, batch):
    model, x = build(sizes).requires_grad_(False), numbers((batch, sizes[0]), 1)
    return lambda: model(x), lambda: flat([model(x)])


def step(sizes, batch, optimizer):
    model = build(sizes)
    make = {"SGD": lambda p: torch.optim.SGD(p, lr=LR), "Adam": lambda p: torch.optim.Adam(p, lr=ADAM_LR)}
    optimizer = make[optimizer](model.parameters())
    x, y = numbers((batch, sizes[0]), 1), labels(batch, sizes[-1], 2)

    def run():
        optimizer.zero_grad()
        F.cross_entropy(model(x), y).backward()
        optimizer.step()

    def values():
        for _ in range(STEPS):
            run()
        return flat(model.parameters())

    return run, values


def projection(N, D, V, **_):
    x, y = numbers((N, D), 1).requires_grad_(), labels(N, V, 3)
    w = numbers((V, D), 2, scale_of(D)).requires_grad_()

    def run():
        x.grad = None
        w.grad = None
        F.cross_entropy(F.linear(x, w), y).backward()

    def values():
        run()
        return flat([x.grad, w.grad])

    return run, values


KINDS = {f.__name__: f for f in (matmul, logSoftmax, crossEntropy, forward, step, projection)}
prepared = []


def sample(ms):
    samples = []
    end = time.perf_counter() + ms / 1000
    while True:
        start = time.perf_counter()
        prepared[0]()
        now = time.perf_counter()
        samples.append(now - start)
        if now >= end:
            return statistics.median(samples) * 1000


def answer(request):
    if not prepared:
        work = request["work"]
        prepared.extend(KINDS[work.pop("kind")](**work))
    if "to" in request:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        values = prepared[1]()
        growth = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        values.tofile(request["to"])
        return {"growth": growth}
    return {"ms": sample(request["ms"])}


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as problem:
        reply = {"error": str(problem).split("\n")[0]}
    print(json.dumps(reply), flush=True)
