powers = logits.exp()
naive = powers / powers.sum()
stable = F.softmax(logits, 0)
