"""Runs programs on PyTorch, one a line of JSON, in float64. After each step the values that were recorded take the place of its own, so
that no error adds up; gradients are compared at the end. Answers with a line each: what differs, what it cannot run, or nothing."""

import json
import re
import sys
import warnings

import torch
import torch.nn.functional as F

warnings.filterwarnings("ignore")
torch.set_default_dtype(torch.float64)

DTYPES = {"float32": torch.float64, "int32": torch.int64, "bool": torch.bool}


class Skip(Exception):
    pass


def snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda m: "_" + m.group(1).lower(), name)


def over(f, x, dim, options):
    """A reduction over one dim at a time."""
    if dim is None:
        return f(x.reshape(-1), 0) if x.dim() else f(x, 0)
    dims = dim if isinstance(dim, list) else [dim]
    for d in sorted((d % max(x.dim(), 1) for d in dims or range(x.dim())), reverse=True):
        x = f(x, d, **options)
    return x


def slice_of(x, dim, start=None, end=None, step=None):
    index = [slice(None)] * x.dim()
    index[dim] = slice(start, end, step)
    return x[tuple(index)]


def squeeze(x, dim=None):
    if isinstance(dim, list):
        for d in sorted((d % x.dim() for d in dim), reverse=True):
            x = x.squeeze(d)
        return x
    return x.squeeze() if dim is None else x.squeeze(dim)


def all_dims(x, dim):
    return list(range(x.dim())) if dim is None or dim == [] else dim


def interpolate(x, **options):
    """Nearest neighbours one dim at a time: where a fraction leaves the size as it is, 1.13's gradient is not that of its result."""
    factor = options.get("scale_factor")
    if factor is None:
        return F.interpolate(x, **options)
    for d in range(2, x.dim()):
        by = factor[d - 2] if isinstance(factor, list) else factor
        places = torch.arange(int(x.shape[d] * by), dtype=torch.float32) * torch.tensor(1 / by, dtype=torch.float32)
        x = x.index_select(d, places.floor().long().clamp(max=x.shape[d] - 1))
    return x


def linear(x, weight, bias=None):
    """With a vector as the weight, 1.13 has no bias; its documentation has."""
    if weight.dim() == 1 and bias is not None:
        return F.linear(x, weight) + bias
    return F.linear(x, weight, bias)


def take_along_dim(x, indices, dim=None):
    """Of scalars, it asks for the size of a dim that they have not, where `gather` takes them; without a dim it needs both contiguous."""
    if x.dim() == 0 and indices.dim() == 0 and dim is not None:
        return torch.gather(x, dim, indices)
    return torch.take_along_dim(x if dim is not None else x.contiguous(), indices.contiguous(), dim)


def reduced(each, reduction):
    return {"none": lambda: each, "sum": each.sum, "mean": each.mean}[reduction]()


def sigmoid_focal_loss(x, y, alpha=0.25, gamma=2, reduction="none"):
    """The formula of torchvision, which is not here."""
    p = torch.sigmoid(x)
    # 1 - p_t without cancelling, so that its power has a slope where it is small
    wrong = y * torch.sigmoid(-x) + (1 - y) * p
    each = F.binary_cross_entropy_with_logits(x, y, reduction="none") * wrong**gamma
    if alpha >= 0:
        each = (alpha * y + (1 - alpha) * (1 - y)) * each
    return reduced(each, reduction)


def soft_margin_loss(x, y, reduction="mean"):
    """With a gradient by the target as well, which its own has not."""
    return reduced(-F.logsigmoid(y * x), reduction)


def clamp(x, low=None, high=None):
    """One bound after the other: it does not take a number and a tensor at once."""
    if isinstance(low, torch.Tensor) == isinstance(high, torch.Tensor):
        return torch.clamp(x, min=low, max=high)
    for f, bound in ((torch.maximum, low), (torch.minimum, high)):
        if bound is not None:
            x = f(x, torch.as_tensor(bound, dtype=x.dtype))
    return x


def cdist(a, b, p=2, **options):
    """Its gradient for p = inf looks for the distance among the differences, but what stands for the distance here was rounded."""
    if p != float("inf"):
        return torch.cdist(a, b, p, **options)
    return (a.unsqueeze(-2) - b.unsqueeze(-3)).abs().max(-1).values


def corner(src, index):
    """What an index reads: with more in the source, it computes values but no gradient."""
    return src[tuple(slice(n) for n in index.shape)] if isinstance(src, torch.Tensor) and src.dim() else src


def bincount(x, weights=None, minlength=0):
    """With a gradient by the weights, which its own has not."""
    if weights is None or not weights.requires_grad:
        return torch.bincount(x, weights, minlength)
    n = max(minlength, int(x.max()) + 1 if x.numel() else 0)
    return torch.zeros(n).index_add(0, x, weights)


def pad(x, widths, **options):
    """Modes that know no integers get them as floats."""
    if x.is_floating_point() or options.get("mode", "constant") == "constant":
        return F.pad(x, widths, **options)
    return F.pad(x.to(torch.float64), widths, **options).to(x.dtype)


def group_norm(x, groups, weight=None, bias=None, **options):
    """With a bias alone, 1.13 fails in its gradient."""
    if weight is None and bias is not None:
        weight = torch.ones_like(bias)
    return F.group_norm(x, groups, weight, bias, **options)


def ctc_loss(x, targets, inputs, lengths, **options):
    """Lengths of one kind. For no input it reads what stands before its table."""
    inputs, lengths = torch.as_tensor(inputs), torch.as_tensor(lengths)
    if (inputs == 0).any():
        raise Skip("F.ctcLoss of no input")
    return F.ctc_loss(x, targets, inputs, lengths, **options)


def attention(q, k, v, attn_mask=None, dropout_p=0, is_causal=False, scale=None):
    """The formula of later versions."""
    scores = q @ k.transpose(-2, -1) * (q.shape[-1] ** -0.5 if scale is None else scale)
    if is_causal:
        attn_mask = torch.ones(scores.shape[-2:], dtype=torch.bool).tril()
    if attn_mask is not None and attn_mask.dtype == torch.bool:
        scores = scores.masked_fill(~attn_mask, -float("inf"))
    elif attn_mask is not None:
        scores = scores + attn_mask
    return torch.softmax(scores, -1) @ v


def linear_cross_entropy(x, weight, target, bias=None, z_loss=0, softcap=None, chunk_size=None, details=False, **options):
    """The layer, its cap, the loss and the z-loss, one after another."""
    if weight.dim() > 2:
        logits = torch.einsum("ni,c...i->nc...", x, weight)
    else:
        logits = F.linear(x, weight).reshape(-1, weight.shape[0])
        shape = x.shape[:-1]
    if bias is not None:
        logits = logits + bias
    if softcap is not None:
        logits = softcap * torch.tanh(logits / softcap)
    indices = not target.is_floating_point()
    if weight.dim() == 2:
        target = target.reshape(-1) if indices else target.reshape(-1, weight.shape[0])
    loss = F.cross_entropy(logits, target, **options)
    reduction = options.get("reduction", "mean")
    if z_loss:
        squares = z_loss * torch.logsumexp(logits, 1) ** 2
        counts = target != options.get("ignore_index", -100) if indices else torch.ones_like(squares, dtype=torch.bool)
        squares = torch.where(counts, squares, torch.zeros_like(squares))
        loss = loss + (squares.sum() / counts.sum() if reduction == "mean" else reduced(squares, reduction))
    return loss.reshape(shape) if reduction == "none" and weight.dim() == 2 else loss


def batch_norm(x, mean=None, var=None, weight=None, **options):
    """PyTorch's gradient reads beyond the memory of a weight that repeats one element."""
    return F.batch_norm(x, mean, var, weight=None if weight is None else weight.contiguous(), **options)


SPECIAL = {
    "F.linear": linear,
    "takeAlongDim": take_along_dim,
    "F.sigmoidFocalLoss": sigmoid_focal_loss,
    "F.softMarginLoss": soft_margin_loss,
    "F.linearCrossEntropy": linear_cross_entropy,
    "F.interpolate": interpolate,
    "slice": slice_of,
    "squeeze": squeeze,
    "prod": lambda x, dim=None, **o: over(torch.prod, x, dim, o),
    "any": lambda x, dim=None, **o: over(torch.any, x, dim, o),
    "all": lambda x, dim=None, **o: over(torch.all, x, dim, o),
    "logsumexp": lambda x, dim=None, **o: torch.logsumexp(x, all_dims(x, dim), **o),
    "amax": lambda x, dim=None, **o: torch.amax(x, all_dims(x, dim), **o),
    "amin": lambda x, dim=None, **o: torch.amin(x, all_dims(x, dim), **o),
    "var": lambda x, dim=None, correction=1, **o: torch.var(x, all_dims(x, dim), correction=correction, **o),
    "std": lambda x, dim=None, correction=1, **o: torch.std(x, all_dims(x, dim), correction=correction, **o),
    "sort": lambda x, dim=-1, **o: torch.sort(x, dim=dim, **{"stable": True, "descending": False, **o}),
    "norm": lambda x, p=2, dim=None, **o: torch.norm(x, p=p, dim=dim, **o),
    "clamp": clamp,
    "cdist": cdist,
    "bincount": bincount,
    "flip": lambda x, dims: torch.flip(x, dims if isinstance(dims, list) else [dims]),
    "scatter": lambda x, dim, index, src: torch.scatter(x, dim, index, corner(src, index)),
    "scatterAdd": lambda x, dim, index, src: torch.scatter_add(x, dim, index, corner(src, index)),
    # of a number by a tensor, 1.13 has no gradient
    "remainder": lambda x, y: torch.remainder(torch.as_tensor(x), y),
    "F.pad": pad,
    "F.groupNorm": group_norm,
    "F.ctcLoss": ctc_loss,
    "F.scaledDotProductAttention": attention,
    "Tensor.to": lambda x, dtype: x.to(DTYPES[dtype]),
    "F.batchNorm": batch_norm,
    "oneHot": lambda x, n=-1: F.one_hot(x, n),
    "F.adaptiveAvgPool2d": lambda x, size: F.adaptive_avg_pool2d(x, tuple(size) if isinstance(size, list) else size),
}


def find(name):
    if name in SPECIAL:
        return SPECIAL[name]
    plain = snake(name)
    if plain.startswith("F."):
        f = getattr(F, plain[2:], None)
    else:
        f = getattr(torch, plain, None) or getattr(torch.Tensor, plain, None) or getattr(F, plain, None)
    if f is None:
        raise Skip(name)
    return f


def value_of(arg, variables):
    if isinstance(arg, dict):
        return variables[arg["ref"]] if "ref" in arg else {k: value_of(v, variables) for k, v in arg.items()}
    return [value_of(v, variables) for v in arg] if isinstance(arg, list) else arg


def at_limits(arg):
    if isinstance(arg, dict):
        return any(at_limits(v) for v in arg.values())
    return any(at_limits(v) for v in arg) if isinstance(arg, list) else isinstance(arg, int) and abs(arg) >= 2**31 - 1


def call(f, args):
    # PyTorch's own arithmetic of sizes overflows there
    if at_limits(args):
        raise Skip("sizes at the limit of int32")
    options = {}
    if args and isinstance(args[-1], dict):
        *args, last = args
        options = {snake(k): v for k, v in last.items()}
    while args and args[-1] is None:
        args.pop()
    if f is torch.topk and args[0].unique().numel() < args[0].numel():
        raise Skip("topk of equal elements, whose order PyTorch leaves open")
    try:
        return f(*args, **options)
    except TypeError as error:
        if not re.search("must be Tensor, not|invalid combination", str(error)):
            raise
        return f(*[torch.as_tensor(x) if isinstance(x, (int, float)) else x for x in args], **options)
    except RuntimeError as error:
        # shapes and windows that its own op does not take
        if isinstance(error, NotImplementedError) or re.search("integer out of range|multiplication overflow|not implemented for", str(error)):
            raise Skip(str(error)) from error
        raise


def by_name(result):
    if isinstance(result, torch.Tensor):
        return {"out": result}
    if hasattr(result, "_fields") or hasattr(result, "values") and hasattr(result, "indices"):
        return {"values": result[0], "indices": result[1]}
    return {str(i): r for i, r in enumerate(result)}


def differs(mine, theirs, shape, rtol, atol):
    if list(mine.shape) != shape:
        return f"has shape {list(mine.shape)} in PyTorch, {shape} here"
    want = mine.detach().reshape(-1).to(torch.float64)
    got = torch.tensor(theirs, dtype=torch.float64)
    scale = max(1.0, want.abs().max().item()) if want.numel() else 1.0
    wrong = ~((got - want).abs() <= rtol * want.abs() + atol * scale)
    wrong &= ~(got.isnan() & want.isnan())
    if wrong.any():
        i = int(wrong.nonzero()[0])
        return f"is {want[i].item()} at {i} in PyTorch, {got[i].item()} here"
    return None


class Program:
    def __init__(self):
        self.variables = {}
        self.fault = None

    def take(self, id, t, value, step):
        what = differs(t, value["data"], value["shape"], *step.get("allowed", [0, 0]))
        if what and self.fault is None:
            self.fault = f"{step.get('name', step['kind'])}: v{id} {what}"
        if not step.get("view") and t.numel() and list(t.shape) == value["shape"]:
            t.data.copy_(torch.tensor(value["data"], dtype=torch.float64).reshape(value["shape"]))
        self.variables[id] = t

    def step(self, step):
        kind = step["kind"]
        if kind == "leaf":
            t = torch.tensor(step["data"], dtype=DTYPES[step["dtype"]]).reshape(step["shape"]).clone()
            self.variables[step["out"]] = t.requires_grad_(step["requiresGrad"])
        elif kind == "call":
            result = by_name(call(find(step["name"]), value_of(step["args"], self.variables)))
            for key, id in step["outs"].items():
                self.take(id, result[key], step["values"][str(id)], step)
            # running statistics, which the call has written to
            for id in set(map(int, step["values"])) - set(step["outs"].values()):
                self.take(id, self.variables[id], step["values"][str(id)], step)
        elif kind == "change":
            target, *rest = value_of(step["args"], self.variables)
            # a view whose base was changed counts as a leaf until its grad_fn is read
            _ = target.grad_fn
            getattr(target, step["name"])(*rest)
            for id, value in step["values"].items():
                self.take(int(id), self.variables[int(id)], value, {**step, "view": int(id) != step["args"][0]["ref"]})
        elif kind == "backward":
            t = self.variables[step["id"]]
            gradient = torch.tensor(step["gradient"], dtype=torch.float64).reshape(t.shape)
            t.backward(gradient, retain_graph=True)

    def run(self, program):
        mode = [True]
        for step in program["steps"]:
            if step["kind"] == "open":
                mode.append(mode[-1] and step["what"] != "noGrad")
            elif step["kind"] == "close":
                mode.pop()
            else:
                with torch.set_grad_enabled(mode[-1]):
                    self.step(step)
            if self.fault:
                return self.fault
        for id, (got, allowed) in program["gradients"].items():
            mine = self.variables[int(id)].grad
            for i, (g, a) in enumerate(zip(got, allowed)):
                want = 0.0 if mine is None else mine.reshape(-1)[i].item()
                if not abs(g - want) <= a:
                    return f"the gradient of v{id} is {want} at {i} in PyTorch, {g} here"
        return None


def answer(program):
    try:
        fault = Program().run(program)
        return {"fault": fault} if fault else {}
    except Skip as skipped:
        return {"skipped": str(skipped)}
    except Exception as error:  # noqa: BLE001
        text = f"{type(error).__name__}: {error}".split("\n")[0]
        # some ops return views of what they computed, which PyTorch then refuses to change
        refused = "inplace operation" in text or "is being modified inplace" in text
        return {"refused": text} if refused else {"raised": text}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
