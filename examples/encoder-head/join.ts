/**
 * Two ONNX files made one: the first as far as a value within it, and the second from there on. An ONNX file is a message of
 * Protocol Buffers (onnx/onnx.proto); only the fields that matter here are read, all others pass as they are.
 */

/** A field of a message: its number, its bytes as they stand, and what is in them if they have a length of their own. */
interface Field {
  number: number;
  bytes: Uint8Array;
  content: Uint8Array;
}

/** The fields that are looked into. */
const MODEL = { graph: 7 };
const GRAPH = { node: 1, name: 2, constant: 5, input: 11, output: 12 };
const NODE = { input: 1, output: 2 };
const CONSTANT = { name: 8 };

function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++] as number;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const start = at;
    const key = varint();
    let from = at;
    switch (key & 7) {
      case 0:
        varint();
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        from = at;
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new Error(`joinModels: expected an ONNX file, got a field of wire type ${key & 7}`);
    }
    fields.push({ number: key >>> 3, bytes: message.subarray(start, at), content: message.subarray(from, at) });
  }
  return fields;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** A field with a length: its key, the length, the content. */
function encode(number: number, content: Uint8Array): Uint8Array {
  const head = [number * 8 + 2];
  let rest = content.length;
  for (; rest > 127; rest >>>= 7) head.push((rest & 127) | 128);
  return concat([Uint8Array.from([...head, rest]), content]);
}

const text = (content: Uint8Array): string => new TextDecoder().decode(content);
const textsOf = (message: Uint8Array, number: number): string[] =>
  fieldsOf(message).flatMap((field) => (field.number === number ? [text(field.content)] : []));
const graphOf = (model: Field[]): Field[] =>
  model.flatMap((field) => (field.number === MODEL.graph ? fieldsOf(field.content) : []));

/** The nodes that `value` depends on, in their order. */
function nodesFor(value: string, graph: Field[]): Field[] {
  const makers = new Map<string, Field>();
  for (const field of graph) {
    if (field.number === GRAPH.node) for (const output of textsOf(field.content, NODE.output)) makers.set(output, field);
  }
  if (!makers.has(value)) throw new Error(`joinModels: expected a value of the first model, got '${value}'`);
  const needed = new Set<Field>();
  const open = [value];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const maker = makers.get(name);
    if (maker === undefined || needed.has(maker)) continue;
    needed.add(maker);
    open.push(...textsOf(maker.content, NODE.input));
  }
  return graph.filter((field) => needed.has(field));
}

/** A node that reads `to` wherever it read `from`. */
const renamed = (node: Uint8Array, from: string, to: string): Uint8Array =>
  concat(
    fieldsOf(node).map(({ number, bytes, content }) =>
      number === NODE.input && text(content) === from ? encode(number, new TextEncoder().encode(to)) : bytes,
    ),
  );

/**
 * The file of `body` up to its value `cut`, which `head` takes as its input; without a head, up to there. The operator set is the
 * body's, so the head must be of operators that mean the same there.
 */
export function joinModels(body: Uint8Array, cut: string, head?: { file: Uint8Array; input: string }): Uint8Array<ArrayBuffer> {
  const model = fieldsOf(body);
  const graph = graphOf(model);
  const kept = [
    ...nodesFor(cut, graph),
    ...graph.filter(({ number }) => number === GRAPH.name || number === GRAPH.constant || number === GRAPH.input),
  ].map(({ bytes }) => bytes);
  if (head === undefined) {
    // a value without a type: whoever reads the file infers it
    kept.push(encode(GRAPH.output, encode(1, new TextEncoder().encode(cut))));
  } else {
    const taken = new Set(graph.flatMap(({ number, content }) => (number === GRAPH.node ? textsOf(content, NODE.output) : [])));
    for (const { number, bytes, content } of graphOf(fieldsOf(head.file))) {
      const names =
        number === GRAPH.node ? textsOf(content, NODE.output) : number === GRAPH.constant ? textsOf(content, CONSTANT.name) : [];
      for (const name of names)
        if (taken.has(name)) throw new Error(`joinModels: expected names of the head's own, got '${name}' in both`);
      if (number === GRAPH.node) kept.push(encode(number, renamed(content, head.input, cut)));
      else if (number === GRAPH.constant || number === GRAPH.output) kept.push(bytes);
    }
  }
  const rest = model.filter(({ number }) => number !== MODEL.graph).map(({ bytes }) => bytes);
  return concat([...rest, encode(MODEL.graph, concat(kept))]);
}
