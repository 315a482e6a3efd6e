logits = torch.tensor(scores, requires_grad=True)
