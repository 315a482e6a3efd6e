logits = torch.tensor(rows)
target = torch.tensor(chosen)
weight = torch.tensor(weights)
loss = F.cross_entropy(
    logits,
    target,
    weight=weight,
    ignore_index=-100,
    label_smoothing=label_smoothing,
    reduction=reduction,
)
