/** `state.py`: reads and writes the checkpoint and the data, with numpy and torch only. */
export const STATE_PY: string = `"""Reads and writes safetensors files: a checkpoint's tree of values, and arrays of data. Needs numpy and torch only."""
import json
import math
import os
import struct

import numpy as np
import torch

TREE = 'rushlight.state'
DTYPES = {
    'F64': np.float64, 'F32': np.float32, 'F16': np.float16, 'I64': np.int64, 'I32': np.int32, 'I16': np.int16, 'I8': np.int8,
    'U8': np.uint8, 'BOOL': np.bool_,
}
NAMES = {np.dtype(dtype): name for name, dtype in DTYPES.items()}


def read_arrays(path):
    """The arrays of a safetensors file by name, mapped into memory rather than read, and its metadata."""
    with open(path, 'rb') as file:
        (size,) = struct.unpack('<Q', file.read(8))
        header = json.loads(file.read(size))
    metadata = header.pop('__metadata__', None) or {}
    whole = np.memmap(path, dtype=np.uint8, mode='r')
    arrays = {}
    for name, entry in header.items():
        begin, end = (8 + size + offset for offset in entry['data_offsets'])
        if entry['dtype'] not in DTYPES:
            raise ValueError(f'{path}: {name} has dtype {entry["dtype"]}, expected one of {", ".join(DTYPES)}')
        flat = np.frombuffer(whole[begin:end], dtype=DTYPES[entry['dtype']])
        arrays[name] = flat.reshape(entry['shape'])
    return arrays, metadata


def write_arrays(path, arrays, metadata):
    """Writes a safetensors file beside the old one, which it then replaces: a crash leaves one of them whole."""
    header, offset, parts = {'__metadata__': metadata}, 0, []
    for name, array in sorted(arrays.items(), key=lambda item: (-item[1].dtype.itemsize, item[0])):
        part = np.ascontiguousarray(array)
        header[name] = {'dtype': NAMES[part.dtype], 'shape': list(array.shape), 'data_offsets': [offset, offset + part.nbytes]}
        offset += part.nbytes
        parts.append(part)
    text = json.dumps(header, separators=(',', ':')).encode()
    text += b' ' * (-len(text) % 8)
    beside = path + '.new'
    with open(beside, 'wb') as file:
        file.write(struct.pack('<Q', len(text)))
        file.write(text)
        for part in parts:
            file.write(part.tobytes())
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def read_tree(path):
    """The tree of a checkpoint: dicts, lists and plain values, with torch tensors and bytes as its leaves."""
    arrays, metadata = read_arrays(path)

    def value(node):
        if isinstance(node, list):
            return [value(item) for item in node]
        if not isinstance(node, dict):
            return node
        if '$tensor' in node:
            return torch.from_numpy(np.array(arrays[node['$tensor']]))
        if '$bytes' in node:
            return arrays[node['$bytes']].tobytes()
        if '$number' in node:
            return float(node['$number'].replace('Infinity', 'inf'))
        return {key: value(item) for key, item in node.items()}

    return value(json.loads(metadata[TREE]))


def write_tree(path, tree):
    """Writes what read_tree reads. Integers of 64 bits become ones of 32."""
    arrays = {}

    def node(item, path):
        if isinstance(item, torch.Tensor):
            array = item.detach().cpu().numpy()
            arrays[path] = array.astype(np.int32) if array.dtype == np.int64 else array
            return {'$tensor': path}
        if isinstance(item, (bytes, bytearray)):
            arrays[path] = np.frombuffer(bytes(item), dtype=np.uint8)
            return {'$bytes': path}
        if isinstance(item, dict):
            return {str(key): node(value, f'{path}.{key}' if path else str(key)) for key, value in item.items()}
        if isinstance(item, (list, tuple)):
            return [node(value, f'{path}.{i}') for i, value in enumerate(item)]
        if isinstance(item, float) and not math.isfinite(item):
            return {'$number': 'NaN' if math.isnan(item) else 'Infinity' if item > 0 else '-Infinity'}
        return item

    text = json.dumps(node(tree, ''), separators=(',', ':'))
    write_arrays(path, arrays, {TREE: text})


def load_model(model, state):
    """Loads a state dict by name and shape, whole."""
    own = model.state_dict()
    model.load_state_dict({name: value.to(own[name].dtype) if name in own else value for name, value in state.items()})


def load_optimizer(optimizer, state):
    """Loads an optimizer's state: integer keys, numbers as tensors where this version of PyTorch has them so."""
    probe = torch.zeros(1, requires_grad=True)
    probe.grad = torch.zeros(1)
    like = type(optimizer)([{**{k: v for k, v in optimizer.param_groups[0].items() if k != 'params'}, 'params': [probe]}])
    like.step()
    kinds = like.state_dict()['state'].get(0, {})

    def entry(name, value):
        kind = kinds.get(name)
        if isinstance(value, torch.Tensor) or not isinstance(kind, torch.Tensor) or value is None:
            return value
        return torch.tensor(float(value), dtype=kind.dtype)

    states = {int(i): {name: entry(name, value) for name, value in own.items()} for i, own in state['state'].items()}
    fresh = optimizer.state_dict()['param_groups']
    groups = [
        {**before, **{name: tuple(value) if isinstance(before.get(name), tuple) else value for name, value in own.items()}}
        for before, own in zip(fresh, state['param_groups'])
    ]
    optimizer.load_state_dict({'state': states, 'param_groups': groups})


def optimizer_tree(optimizer):
    """An optimizer's state as the checkpoint holds it: tensors of one element that count steps become numbers."""
    state = optimizer.state_dict()

    def entry(value):
        return value.item() if isinstance(value, torch.Tensor) and value.dim() == 0 else value

    states = {str(i): {name: entry(value) for name, value in own.items()} for i, own in state['state'].items()}
    plain = (bool, int, float, str, list, tuple, type(None))
    groups = [{name: value for name, value in group.items() if isinstance(value, plain)} for group in state['param_groups']]
    return {'state': states, 'param_groups': groups}


# what some of PyTorch's schedules do not keep
NOT_KEPT = ('base_lrs', 'last_epoch', 'base_momentums', 'max_momentums')


def load_scheduler(scheduler, state):
    """Loads a schedule's state; every name in it must be one that the schedule has."""
    unknown = [name for name in state if name not in scheduler.__dict__ and name not in NOT_KEPT and not name.startswith('_')]
    if unknown:
        raise ValueError(f'{type(scheduler).__name__} has no {", ".join(unknown)}')
    kept = {name: value for name, value in state.items() if name in scheduler.__dict__}
    if kept.get('best', 0) is None:
        kept['best'] = math.inf if state['mode'] == 'min' else -math.inf
    parts = kept.pop('_schedulers', None)
    if parts is None:
        scheduler.load_state_dict(kept)
        return
    scheduler.__dict__.update(kept)
    for part, own in zip(scheduler._schedulers, parts):
        load_scheduler(part, own)


def scheduler_tree(scheduler):
    """A schedule's state without functions; a MultiStepLR counts its milestones."""
    plain = (bool, int, float, str, list, tuple, dict, type(None))
    state = {name: value for name, value in scheduler.state_dict().items() if isinstance(value, plain)}
    parts = getattr(scheduler, '_schedulers', None)
    return state if parts is None else {**state, '_schedulers': [scheduler_tree(part) for part in parts]}
`;
