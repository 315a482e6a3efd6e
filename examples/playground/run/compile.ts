/** From a program's text to a module that the browser can import, and from a place in the module back to the text. */
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { type ImportDeclaration, type Node, type Program, parse } from 'acorn';
import { transform } from 'sucrase';
import { MODULES } from '../modules.ts';

/** Both from 1. */
export interface Place {
  line: number;
  column: number;
}

/** A module that the program asks for, and the names that it takes from there. */
export interface Wanted {
  module: string;
  names: { name: string; place: Place }[];
}

export interface Compiled {
  code: string;
  wanted: Wanted[];
  /** Where a place of `code` comes from. */
  placeOf(place: Place): Place | undefined;
}

/** What is wrong with a program before it runs. */
export class Refused extends SyntaxError {
  readonly place: Place | undefined;

  constructor(message: string, place: Place | undefined) {
    super(message);
    this.place = place;
  }
}

/** Removes types, and leaves all else where it is. */
function strip(source: string): { code: string; map: TraceMap } {
  try {
    const { code, sourceMap } = transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
      production: true,
      filePath: 'program',
      sourceMapOptions: { compiledFilename: 'program' },
    });
    return { code, map: new TraceMap(JSON.stringify(sourceMap)) };
  } catch (error) {
    const { message, loc } = error as Error & { loc?: Place };
    throw new Refused(message.replace(/^Error transforming program: | \(\d+:\d+\)$/g, ''), loc);
  }
}

/** All nodes of a kind of syntax tree. */
function* nodes(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') yield* nodes(child);
    }
  }
}

interface Source {
  module: string;
  start: number;
  end: number;
}

/** The names of modules in the code: of imports, of exports from elsewhere and of `import('…')`. */
function* sources(program: Program): Generator<Source> {
  for (const node of nodes(program)) {
    const { source } = node as { source?: Node & { value?: unknown } };
    if (source?.type === 'Literal' && typeof source.value === 'string') {
      yield { module: source.value, start: source.start, end: source.end };
    }
  }
}

const isImport = (node: Node): node is ImportDeclaration => node.type === 'ImportDeclaration';

/**
 * @param addressOf the address of one of `MODULES`
 * @throws {Refused} if it is not a program, or imports what is not there
 */
export function compile(source: string, addressOf: (module: string) => string): Compiled {
  const { code, map } = strip(source);
  const original = ({ line, column }: Place): Place | undefined => {
    const found = originalPositionFor(map, { line, column: column - 1 });
    return found.line === null ? undefined : { line: found.line, column: found.column + 1 };
  };
  const starts = [0, ...Array.from(code.matchAll(/\n/g), ({ index }) => index + 1)];
  const placeAt = (offset: number): Place => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] as number) + 1 };
  };

  let program: Program;
  try {
    program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch (error) {
    const { message, pos } = error as SyntaxError & { pos: number };
    throw new Refused(message.replace(/ \(\d+:\d+\)$/, ''), original(placeAt(pos)));
  }

  /** Where an address, which is longer than the name, moved the rest of its line. */
  const moved: (Place & { by: number })[] = [];
  let written = '';
  let at = 0;
  for (const { module, start, end } of [...sources(program)].sort((a, b) => a.start - b.start)) {
    if (!MODULES.includes(module)) {
      const known = MODULES.map((name) => `'${name}'`).join(', ');
      throw new Refused(`cannot import '${module}' here: expected one of ${known}`, original(placeAt(start)));
    }
    const address = JSON.stringify(addressOf(module));
    written += code.slice(at, start) + address;
    const { line, column } = placeAt(end);
    const before = moved.filter((other) => other.line === line).reduce((sum, { by }) => sum + by, 0);
    const by = address.length - (end - start);
    moved.push({ line, column: column + before + by, by });
    at = end;
  }

  return {
    code: written + code.slice(at),
    wanted: program.body.filter(isImport).map(({ source: { value }, specifiers }) => ({
      module: value as string,
      names: specifiers.flatMap((specifier) => {
        const place = original(placeAt(specifier.start)) as Place;
        if (specifier.type === 'ImportDefaultSpecifier') return { name: 'default', place };
        if (specifier.type === 'ImportNamespaceSpecifier') return [];
        const { imported } = specifier;
        return { name: imported.type === 'Identifier' ? imported.name : String(imported.value), place };
      }),
    })),
    placeOf: ({ line, column }) => {
      const shift = moved.filter((other) => other.line === line && other.column <= column).reduce((sum, { by }) => sum + by, 0);
      return original({ line, column: column - shift });
    },
  };
}
