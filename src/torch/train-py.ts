/** `train.py`: the loop, alone or under torchrun. What depends on the job stands between the marks. */
export const TRAIN_PY: string = String.raw`"""Trains the model of model.py from checkpoint.safetensors on, until EPOCHS epochs are done.

    python train.py                                            on one process
    torchrun --nproc_per_node=8 --nnodes=4 ... train.py        on several: each takes its share of every batch

A batch is the same samples whatever the number of processes, and its loss the mean over all of them. After every epoch the
checkpoint is replaced, whole or not at all; a run that is stopped goes on from it.
"""
import argparse
import json
import os
import signal
import sys
import time

import numpy as np
import torch
import torch.distributed as dist
from torch import nn
from torch.optim import lr_scheduler
from torch.utils.data import Dataset

import model as model_py
import state

HERE = os.path.dirname(os.path.abspath(__file__))
#@CONSTANTS@


def make_criterion(reduction, weights):
    return #@CRITERION@


def make_optimizer(model):
    parameters = dict(model.named_parameters())
    return #@OPTIMIZER@


def make_scheduler(optimizer):
    return #@SCHEDULER@


class Arrays(Dataset):
    """Samples from arrays that may be mapped files; a list of indices gives a batch."""

    def __init__(self, arrays):
        sizes = {len(array) for array in arrays}
        if len(arrays) < 2 or len(sizes) != 1:
            raise SystemExit(f'expected inputs and a target of one length, got {[array.shape for array in arrays]}')
        self.arrays = arrays

    def __len__(self):
        return len(self.arrays[0])

    def __getitem__(self, indices):
        batch = [torch.from_numpy(np.array(array[indices])) for array in self.arrays]
        kinds = {torch.float64: torch.float32, torch.float16: torch.float32}
        return [
            t.to(kinds.get(t.dtype, t.dtype if t.is_floating_point() or t.dtype == torch.bool else torch.int64)) for t in batch
        ]


class Batches:
    """The indices of this process in each batch: every world-th sample of the batch that all processes share."""

    def __init__(self, size, epoch, rank, world, shuffle=True, skip=0):
        generator = torch.Generator()
        generator.manual_seed(SEED + epoch)
        order = torch.randperm(size, generator=generator) if shuffle else torch.arange(size)
        self.order, self.rank, self.world, self.skip = order.numpy(), rank, world, skip

    def __iter__(self):
        for begin in range(self.skip * BATCH_SIZE, len(self.order), BATCH_SIZE):
            part = self.order[begin : begin + BATCH_SIZE][self.rank :: self.world]
            # a process without a share runs on one sample, which counts nothing
            yield part if len(part) > 0 else self.order[:1], len(part) > 0


class Loader:
    """Batches of a dataset by indices. Each pass draws a number from the stream, as PyTorch's DataLoader does."""

    def __init__(self, dataset, batches):
        self.dataset, self.batches = dataset, batches

    def __iter__(self):
        torch.empty((), dtype=torch.int64).random_()
        for indices, counts in self.batches:
            *inputs, target = self.dataset[indices]
            yield inputs, target, counts


def denominator(output, target, weights):
    """What the mean of a loss divides by: the weights of the targets that count, the elements, or the rows."""
    if PER == 'element':
        return float(torch.broadcast_tensors(output, target)[0].numel())
    if PER == 'row':
        return float(target.numel())
    if target.is_floating_point():
        return float(target.numel() // target.shape[1 if target.dim() > 1 else 0])
    counted = target[target != IGNORE_INDEX]
    return float(weights['weight'][counted].sum()) if 'weight' in weights else float(counted.numel())


class Job:
    """A run on this process: the model, what trains it, and where it stands."""

    def __init__(self, args):
        self.args = args
        self.world, self.rank = int(os.environ.get('WORLD_SIZE', 1)), int(os.environ.get('RANK', 0))
        cuda = args.device.startswith('cuda')
        index = int(os.environ.get('LOCAL_RANK', 0))
        self.device = torch.device(f'cuda:{index}' if args.device == 'cuda' else args.device)
        if cuda:
            torch.cuda.set_device(self.device)
        if self.world > 1:
            dist.init_process_group('nccl' if cuda else 'gloo')
        tree = state.read_tree(args.checkpoint)
        self.extra, self.epochs = tree['extra'], tree['history']['epochs']
        self.weights = {name: w.to(self.device) for name, w in self.extra['weights'].items()}
        self.model = model_py.build().to(self.device)
        state.load_model(self.model, tree['model'])
        self.optimizer = make_optimizer(self.model)
        self.scheduler = make_scheduler(self.optimizer)
        state.load_optimizer(self.optimizer, tree['optimizer'])
        if self.scheduler is not None:
            state.load_scheduler(self.scheduler, tree['scheduler'])
        self.criterion = make_criterion(REDUCTION, self.weights)
        self.total = make_criterion('sum', self.weights)
        self.net = self.model
        if self.world > 1:
            self.net = nn.parallel.DistributedDataParallel(
                self.model, device_ids=[self.device] if cuda else None, find_unused_parameters=FIND_UNUSED_PARAMETERS
            )
        self.restore(tree['generators']['default'], self.extra.get('generators') or [])
        self.stopping = False
        self.steps = 0

    def restore(self, default, others):
        """Goes on with this process's stream of random numbers: dropout's masks on one process are those of before."""
        if self.rank == 0:
            stream = default
        elif len(others) == self.world - 1:
            stream = others[self.rank - 1]
        else:
            torch.manual_seed(SEED * 1000003 + self.rank)
            return
        torch.set_rng_state(torch.frombuffer(bytearray(stream), dtype=torch.uint8))

    def together(self, *numbers):
        """The sums of numbers over all processes."""
        values = torch.tensor(numbers, dtype=torch.float64, device=self.device)
        if self.world > 1:
            dist.all_reduce(values)
        return values.tolist()

    def losses(self, output, target, counts):
        """The loss to go backward from, and over all processes: the sum of the losses, and what the mean divides by."""
        share = denominator(output, target, self.weights) if counts else 0.0
        if self.world == 1:
            loss = self.criterion(output, target)
            value = loss.item()
            total, share, stop = (value * share if REDUCTION == 'mean' and share > 0 else value), share, self.stopping
        else:
            sum_here = self.total(output, target) * (1.0 if counts else 0.0)
            total, share, stop = self.together(sum_here.item(), share, float(self.stopping))
            # DistributedDataParallel takes the mean of the gradients over the processes
            loss = sum_here * self.world / (share if REDUCTION == 'mean' else 1.0)
        self.stopping = bool(stop)
        return loss, total, share

    def to_device(self, inputs, target):
        return [x.to(self.device) for x in inputs], target.to(self.device)

    def train_epoch(self, data, epoch):
        """One epoch, or the rest of one. Returns whether it came to its end."""
        position = self.extra.get('position') or {'epoch': epoch, 'batch': 0, 'total': 0.0, 'share': 0.0, 'seconds': 0.0}
        rates = [group['lr'] for group in self.optimizer.param_groups] if position['batch'] == 0 else position['lr']
        total, share, batch = position['total'], position['share'], position['batch']
        begun, count = time.time() - position['seconds'], -(-len(data) // BATCH_SIZE)
        stream = torch.get_rng_state()
        loader = iter(Loader(data, Batches(len(data), epoch, self.rank, self.world, skip=batch)))
        self.net.train()
        for inputs, target, counts in loader:
            if batch > 0 and batch == position['batch']:
                torch.set_rng_state(stream)
            inputs, target = self.to_device(inputs, target)
            loss, part, of = self.losses(self.net(*inputs), target, counts)
            value = part / of if REDUCTION == 'mean' and of > 0 else part if REDUCTION == 'sum' else float('nan')
            if of > 0 or REDUCTION == 'sum':
                self.optimizer.zero_grad()
                loss.backward()
                if CLIP_GRAD_NORM is not None:
                    nn.utils.clip_grad_norm_(self.model.parameters(), CLIP_GRAD_NORM)
                self.optimizer.step()
                total, share = total + part, share + of
            if self.scheduler is not None and SCHEDULER_STEP == 'batch':
                self.scheduler.step()
            batch += 1
            self.steps += 1
            self.tell(epoch, batch, count, value)
            if self.stopping or self.steps == self.args.steps:
                self.extra['position'] = {
                    'epoch': epoch, 'batch': batch, 'total': total, 'share': share, 'seconds': time.time() - begun, 'lr': rates,
                }
                self.save()
                return False
        entry = {
            'epoch': epoch, 'batches': count, 'samples': len(data), 'metrics': {}, 'lr': rates, 'seconds': time.time() - begun,
            'loss': total / share if share > 0 else float('nan'),
        }
        self.epochs.append(entry)
        self.extra['position'] = None
        return True

    def evaluate(self, data):
        """The mean loss of a dataset."""
        self.net.eval()
        total = share = 0.0
        with torch.no_grad():
            for indices, counts in Batches(len(data), 0, self.rank, self.world, shuffle=False):
                *inputs, target = data[indices]
                inputs, target = self.to_device(inputs, target)
                output = self.model(*inputs)
                if counts:
                    total += self.total(output, target).item()
                    share += denominator(output, target, self.weights)
        total, share = self.together(total, share)
        return total / share if share > 0 else float('nan')

    def end_epoch(self, validation):
        entry = self.epochs[-1]
        if validation is not None:
            entry['valLoss'], entry['valMetrics'] = self.evaluate(validation), {}
        if self.scheduler is not None and SCHEDULER_STEP == 'epoch':
            if isinstance(self.scheduler, lr_scheduler.ReduceLROnPlateau):
                self.scheduler.step(entry.get('valLoss', entry['loss']))
            else:
                self.scheduler.step()
        self.save()
        if self.rank == 0:
            held_out = f", validation {entry['valLoss']:.6g}" if 'valLoss' in entry else ''
            print(f"epoch {entry['epoch'] + 1}: loss {entry['loss']:.6g}{held_out} ({entry['seconds']:.1f} s)", flush=True)

    def tell(self, epoch, batch, count, loss):
        if self.rank != 0:
            return
        if self.args.trace:
            with open(self.args.trace, 'a') as file:
                file.write(json.dumps({'epoch': epoch, 'batch': batch - 1, 'loss': loss}) + '\n')
        if sys.stderr.isatty():
            print(f'\repoch {epoch + 1}: batch {batch} of {count}, loss {loss:.6g} ', end='', file=sys.stderr, flush=True)

    def streams(self):
        """The states of the random streams of all processes, by rank."""
        own = torch.get_rng_state()
        if self.world == 1:
            return [own.numpy().tobytes()]
        all_of_them = [torch.empty_like(own, device=self.device) for _ in range(self.world)]
        dist.all_gather(all_of_them, own.to(self.device))
        return [stream.cpu().numpy().tobytes() for stream in all_of_them]

    def save(self):
        default, *others = self.streams()
        if self.rank == 0:
            self.extra['generators'] = others
            tree = {
                'checkpoint': 1,
                'model': dict(self.model.state_dict()),
                'optimizer': state.optimizer_tree(self.optimizer),
                'generators': {'default': default},
                'history': {'epochs': self.epochs},
                'extra': self.extra,
            }
            if self.scheduler is not None:
                tree['scheduler'] = state.scheduler_tree(self.scheduler)
            state.write_tree(self.args.checkpoint, tree)
        if self.world > 1:
            dist.barrier()

    def check(self):
        """Compares the model's result for the example with the one it was exported with."""
        example = self.extra['check']
        self.model.eval()
        with torch.no_grad():
            inputs = [x if x.is_floating_point() else x.long() for x in example['inputs']]
            output = self.model(*[x.to(self.device) for x in inputs]).cpu()
        difference = (output - example['output']).abs().max().item()
        scale = max(1.0, example['output'].abs().max().item())
        right = difference <= 1e-5 * scale
        if self.rank == 0:
            print(f"check {'passed' if right else 'FAILED'}: the greatest difference is {difference:.3g}", flush=True)
        return right

    def close(self):
        if self.world > 1:
            dist.barrier()
            self.net = None
            dist.destroy_process_group()


def read_data(files, part):
    """The arrays of a part: of one safetensors file by name, or of .npy files in order, the target last."""
    if not files:
        return None
    if files[0].endswith('.npy'):
        return Arrays([np.load(file, mmap_mode='r') for file in files])
    arrays, _ = state.read_arrays(files[0])
    names = sorted((name for name in arrays if name.startswith(part + '.')), key=lambda name: int(name.rsplit('.', 1)[1]))
    return Arrays([arrays[name] for name in names]) if names else None


def main():
    own = os.path.join(HERE, 'data.safetensors')
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    parser.add_argument('--data', nargs='+', default=[own] if os.path.exists(own) else [], metavar='FILE',
                        help='a safetensors file of train.0, train.1, ... (and validation.0, ...), or .npy files; the target comes last')
    parser.add_argument('--validation', nargs='+', metavar='FILE', help='the same for the validation data (default: as --data)')
    parser.add_argument('--checkpoint', default=os.path.join(HERE, 'checkpoint.safetensors'), metavar='FILE',
                        help='where to go on from and to save (default: %(default)s)')
    parser.add_argument('--epochs', type=int, default=EPOCHS, help='how many epochs there are in all (default: %(default)s)')
    parser.add_argument('--steps', type=int, default=0, help='stop and save after so many steps (default: never)')
    parser.add_argument('--device', default='cuda' if torch.cuda.is_available() else 'cpu', help='default: %(default)s')
    parser.add_argument('--trace', metavar='FILE', help="append each step's loss, a line of JSON each")
    parser.add_argument('--check', action='store_true', help='compare with the exported result for the example, and end')
    args = parser.parse_args()
    job = Job(args)
    try:
        if args.check:
            return 0 if job.check() else 1
        train = read_data(args.data, 'train')
        validation = read_data(args.validation or args.data, 'validation')
        if train is None:
            raise SystemExit('expected data to train on, got none: pass --data FILE')
        for name in ('SIGINT', 'SIGTERM'):
            signal.signal(getattr(signal, name), lambda *_: setattr(job, 'stopping', True))
        while len(job.epochs) < args.epochs:
            if not job.train_epoch(train, len(job.epochs)):
                break
            job.end_epoch(validation)
            if job.stopping:
                break
        return 0
    finally:
        job.close()


if __name__ == '__main__':
    sys.exit(main())
`;
