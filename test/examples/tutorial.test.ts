// The tutorial as a process, by both routes, against what the same script prints in PyTorch:
//
//   torch.manual_seed(0)
//   features, labels = torch.randn(100, 20), torch.randint(0, 3, (100,))
//   loader = DataLoader(TensorDataset(features, labels), batch_size=10, shuffle=True)
//   model = SimpleModel()  # whose fc is nn.Linear(20, 3)
//   criterion, optimizer = nn.CrossEntropyLoss(), optim.SGD(model.parameters(), lr=0.01)
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const PYTORCH = ['1.1253', '1.4223', '1.1892', '0.9481', '1.4018', '1.2071', '1.3300', '1.2713', '1.0328', '1.0120'];

it.each([[], ['nll']])('prints the losses that PyTorch prints, with the arguments %j', (...route) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['examples/run.mjs', 'tutorial', ...route], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toBe(PYTORCH.map((loss) => `batch loss ${loss}\n`).join(''));
});
