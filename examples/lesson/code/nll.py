target = torch.tensor(chosen)
loss = F.nll_loss(log_probs, target)
# the same, picked by hand
picked = -log_probs.gather(0, target.view(1))
