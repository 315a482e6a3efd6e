loss = F.cross_entropy(logits, target)
