log_probs = F.log_softmax(logits, 0)
