"""Records states of PyTorch's optimizers, schedules and generator in the middle of a run, and how the run goes on.

    /usr/bin/python3 make_torch_states.py    # with PyTorch 1.13.1; writes torch_states.json
"""
import base64
import json
import os
import warnings

import torch

warnings.filterwarnings("ignore")
OPTIMIZERS = [("SGD", {"lr": 0.1, "momentum": 0.9}), ("Adam", {"lr": 0.1, "amsgrad": True}), ("AdamW", {"lr": 0.1}),
              ("RMSprop", {"lr": 0.05, "momentum": 0.5, "centered": True}), ("Adagrad", {"lr": 0.1}), ("Adadelta", {}),
              ("Adamax", {}), ("RAdam", {"lr": 0.05, "betas": [0.5, 0.6]}), ("ASGD", {"lr": 0.1, "t0": 1}),
              ("Rprop", {"lr": 0.05}), ("LBFGS", {"lr": 0.3, "max_iter": 2})]
SCHEDULES = [("StepLR", {"step_size": 2}), ("MultiStepLR", {"milestones": [2, 4, 4]}), ("ConstantLR", {}), ("LinearLR", {}),
             ("ExponentialLR", {"gamma": 0.9}), ("PolynomialLR", {}), ("CosineAnnealingLR", {"T_max": 5}),
             ("CosineAnnealingWarmRestarts", {"T_0": 2, "T_mult": 2}), ("OneCycleLR", {"max_lr": 0.5, "total_steps": 9}),
             ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 2}), ("ReduceLROnPlateau", {"patience": 0})]


def data(v):
    if torch.is_tensor(v):
        return {"tensor": v.tolist()}
    if isinstance(v, dict):
        return {str(k): data(x) for k, x in v.items() if not callable(x) and k not in ("_scale_fn_ref", "anneal_func")}
    if isinstance(v, (list, tuple)):
        return [data(x) for x in v]
    return "Infinity" if v == float("inf") else v


def optimizer(name, params):
    kw = {k: tuple(v) if isinstance(v, list) else v for k, v in params.items()}
    ps = [torch.tensor([0.5, -1.0, 2.0], requires_grad=True), torch.tensor([[0.25], [1.5]], requires_grad=True)]
    o = getattr(torch.optim, name)(ps, **kw)

    def step():
        def closure():
            o.zero_grad()
            loss = (ps[0] ** 2 * torch.tensor([1.0, 2.0, 3.0])).sum() + ((ps[1] - 1) ** 2).sum()
            loss.backward()
            return loss
        o.step(closure)
    for _ in range(3):
        step()
    c = {"name": name, "params": params, "before": [p.tolist() for p in ps], "state": data(o.state_dict())}
    for _ in range(3):
        step()
    return {**c, "after": [p.tolist() for p in ps]}


def schedule(name, params):
    o = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1, momentum=0.9)
    s = getattr(torch.optim.lr_scheduler, name)(o, **params)
    step = (lambda k: s.step(1.0)) if name == "ReduceLROnPlateau" else (lambda k: s.step())
    for k in range(3):
        step(k)
    c = {"name": name, "params": params, "state": data(s.state_dict()), "group": data(o.state_dict())["param_groups"]}
    rest = []
    for k in range(4):
        step(k)
        rest.append(o.param_groups[0]["lr"])
    return {**c, "rest": rest}


def generator(seed, draw):
    torch.manual_seed(seed)
    draw()
    b = bytes(torch.get_rng_state().tolist())
    return {"seed": seed, "draw": draw.__name__, "bytes": base64.b64encode(b).decode(), "normal": torch.randn(1).item(), "uniform": torch.rand(3).tolist()}


def nothing():
    pass


def five():
    torch.rand(5)


def normal():
    torch.randn(3)


def block():
    torch.rand(624)


if __name__ == "__main__":
    out = {"torch": torch.__version__, "optimizers": [optimizer(*q) for q in OPTIMIZERS], "schedules": [schedule(*q) for q in SCHEDULES],
           "generators": [generator(s, d) for s, d in ((0, nothing), (7, five), (2 ** 40 + 3, normal), (1, block))]}
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "torch_states.json"), "w") as f:
        json.dump(out, f, separators=(",", ":"))
        f.write("\n")
