logits = torch.tensor(rows)
target = torch.tensor(chosen)
weight = torch.tensor(weights)
options = dict(weight=weight, ignore_index=-100,
               label_smoothing=label_smoothing, reduction=reduction)
loss = F.cross_entropy(logits, target, **options)
