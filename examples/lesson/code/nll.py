target = torch.tensor(chosen)
loss = F.nll_loss(log_probs, target)
picked = -log_probs.gather(0, target.view(1))  # the same number
