"""Writes samplers.json: the indices that PyTorch's samplers draw. python3 make_samplers.py"""
import json
import os
import torch
from torch.utils.data import DistributedSampler, RandomSampler, WeightedRandomSampler


def generator(seed):
    g = torch.Generator()
    g.manual_seed(seed)
    return g


def weights(n, kind):
    if kind == "cycle":
        return [1 + i % 7 for i in range(n)]
    if kind == "zeros":
        return [0 if i % 3 == 0 else i / 10 for i in range(n)]
    return [1.5 ** -(i % 40) for i in range(n)]


def weighted(seed, n, kind, count, replacement):
    g = generator(seed)
    sampler = WeightedRandomSampler(weights(n, kind), count, replacement, generator=g)
    case = {"seed": seed, "weights": weights(n, kind), "numSamples": count, "replacement": replacement}
    return {**case, "indices": list(sampler), "again": list(sampler)}


def random(seed, n, count, replacement, own):
    torch.manual_seed(seed)
    sampler = RandomSampler(range(n), replacement, count, generator=generator(seed) if own else None)
    case = {"seed": seed, "n": n, "numSamples": count, "replacement": replacement, "own": own}
    return {**case, "indices": list(sampler), "again": list(sampler)}


def distributed(n, replicas, rank, shuffle, seed, epoch, drop_last):
    sampler = DistributedSampler(range(n), replicas, rank, shuffle, seed, drop_last)
    sampler.set_epoch(epoch)
    case = {"n": n, "numReplicas": replicas, "rank": rank, "shuffle": shuffle, "seed": seed, "epoch": epoch}
    return {**case, "dropLast": drop_last, "indices": list(sampler), "length": len(sampler)}


cases = {
    "weighted": [
        weighted(seed, n, kind, count, replacement)
        for seed, n, kind in [(0, 6, "cycle"), (3, 100, "cycle"), (4, 50, "zeros"), (5, 80, "steep")]
        for count, replacement in [(1, True), (1, False), (6, True), (6, False), (min(n, 30), False), (70, True)]
    ],
    "random": [
        random(seed, n, count, replacement, own)
        for seed, n, count in [(0, 10, 8), (1, 7, 7), (2, 1000, 70), (3, 5, 33), (4, 3, 64)]
        for replacement in [True, False]
        for own in [True, False]
    ],
    "distributed": [
        distributed(n, replicas, rank, shuffle, seed, epoch, drop_last)
        for n, replicas in [(10, 1), (10, 4), (12, 4), (3, 8), (23, 2)]
        for rank in [0, replicas - 1]
        for shuffle, seed, epoch in [(False, 0, 0), (True, 0, 0), (True, 7, 3)]
        for drop_last in [False, True]
    ],
}
with open(os.path.join(os.path.dirname(__file__), "samplers.json"), "w") as f:
    json.dump(cases, f, separators=(",", ":"))
    f.write("\n")
