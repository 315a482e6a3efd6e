probabilities = F.softmax(logits / temperature, 0)
