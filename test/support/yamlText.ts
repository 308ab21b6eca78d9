/** Values as block YAML in several layouts, and where keys stand in a text; by the `yaml` package alone, not by our own code. */
import { isMap, isSeq, parseDocument, stringify } from 'yaml';
import type { Pair, Scalar } from 'yaml';

export interface Layout {
  readonly indent: 2 | 4;
  readonly eol: '\n' | '\r\n';
  readonly indentedSequences: boolean;
}

export const PLAIN_LAYOUT: Layout = { indent: 2, eol: '\n', indentedSequences: true };

export const LAYOUTS: readonly Layout[] = [2, 4].flatMap((indent) =>
  ['\n', '\r\n'].flatMap((eol) => [true, false].map((indentedSequences) => ({ indent, eol, indentedSequences }) as Layout)),
);

export const layoutName = (layout: Layout): string =>
  `${layout.indent} spaces, ${layout.eol === '\n' ? 'LF' : 'CRLF'}, sequences ${layout.indentedSequences ? 'indented' : 'not indented'}`;

export function toYaml(value: unknown, layout: Layout = PLAIN_LAYOUT): string {
  const text = stringify(value, { indent: layout.indent, indentSeq: layout.indentedSequences, lineWidth: 0, nullStr: '' });
  return text.replaceAll(/ +$/gmu, '').replaceAll('\n', layout.eol);
}

export type Step = string | number;

let parsed: { readonly text: string; readonly contents: unknown } | undefined;

/** The nodes of a text; the last one is kept, since tests ask several times about one text. */
function contentsOf(text: string): unknown {
  if (parsed?.text !== text) parsed = { text, contents: parseDocument(text, { uniqueKeys: false }).contents };
  return parsed.contents;
}

/** Start and end of the key at the end of a path; undefined where it does not stand. */
export function keyRange(text: string, path: readonly Step[]): readonly [number, number] | undefined {
  let node = contentsOf(text);
  let range: readonly [number, number] | undefined;
  for (const step of path) {
    if (typeof step === 'number') {
      if (!isSeq(node)) return undefined;
      node = node.items[step];
      continue;
    }
    if (!isMap(node)) return undefined;
    const pair: Pair | undefined = node.items.find((item) => (item.key as Scalar | null)?.value === step);
    const key = pair?.key as Scalar | undefined;
    if (pair === undefined || key?.range == null) return undefined;
    range = [key.range[0], key.range[1]];
    node = pair.value;
  }
  return range;
}

/** The value of a text; undefined where it is no good YAML, or where its aliases unfold to more than is sensible. */
export function valueOf(text: string): { readonly value: unknown } | undefined {
  // A carriage return alone breaks a line in YAML; at the end of a text, the package takes it for content.
  const document = parseDocument(text.replace(/\r$/u, '\r\n'), { uniqueKeys: true, logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  try {
    return { value: document.toJS() as unknown };
  } catch {
    return undefined;
  }
}

/** The value at a path; undefined where a step is absent. */
export function at(value: unknown, path: readonly Step[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<Step, unknown>)[step];
  }
  return here;
}

/** Every scalar of a value by its path; what contains itself is entered once. */
export function leaves(value: unknown, prefix = ''): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const above = new Set<unknown>();
  const visit = (here: unknown, path: string): void => {
    if (above.has(here)) return;
    if (typeof here === 'object' && here !== null && Object.keys(here).length > 0) {
      above.add(here);
      for (const [name, below] of Object.entries(here)) visit(below, `${path}/${name}`);
      above.delete(here);
    } else found.set(path, here);
  };
  visit(value, prefix);
  return found;
}
