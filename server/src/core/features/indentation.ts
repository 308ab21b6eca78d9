/** At which column each line would begin if every level were indented by one step. Columns are zero-based. */
import type { SyntaxTree } from '../syntax/parse';
import type { Continued, LineRoles } from './lineRoles';

/** A block collection that is open at a line: the column of its entries as written, and as it should be. */
interface Level {
  readonly type: 'map' | 'seq';
  readonly old: number;
  readonly column: number;
}

const BLANK = /^[ \t]*$/u;
const MARKER = /^(?:---|\.\.\.|%)/u;
const EXPLICIT_KEY = /^(?:- +)*[?:](?:[ \t]|$)/u;

/** Spaces at the beginning of a line that has no byte order mark. */
export const leadOf = (line: string): number => /^ */u.exec(line)?.[0].length ?? 0;

/**
 * The column of each line before `end`; lines that it leaves out stay where they are. Null for a text with keys behind a
 * `?`, or with content behind `---`: all its lines stay.
 */
export function columnsOf(tree: SyntaxTree, roles: LineRoles, step: number, end: number): ReadonlyMap<number, number> | null {
  const writer = new Columns(roles, step);
  for (let line = 0; line < end; line += 1) {
    const text = tree.lines.textOf(line).replace(/^\uFEFF/u, '');
    const continued = roles.continued.get(line);
    if (continued !== undefined) writer.goOn(line, text, continued);
    else if (EXPLICIT_KEY.test(text.trimStart())) return null;
    else if (MARKER.test(text)) {
      if (roles.keyed.has(line)) return null;
      writer.restart();
    } else if (text.trimStart().startsWith('#')) writer.comment(line, text);
    else if (!BLANK.test(text)) writer.begin(line, text);
  }
  writer.finish();
  return writer.columns;
}

class Columns {
  readonly columns = new Map<number, number>();
  /** By how much each line moves. */
  readonly #shifts = new Map<number, number>();
  /** The innermost collection that holds the value which begins on a line. */
  readonly #owners = new Map<number, Level | undefined>();
  readonly #stack: Level[] = [];
  #comments: { readonly line: number; readonly old: number }[] = [];
  /** By how much the block scalar right above moves; null where there is none. */
  #blockShift: number | null = null;

  constructor(
    readonly roles: LineRoles,
    readonly step: number,
  ) {}

  /** A line on which entries or a value begin. */
  begin(line: number, text: string): void {
    const old = leadOf(text);
    const open = [...this.#stack];
    const column = this.#enter(text, old, this.roles.keyed.has(line));
    this.#placeComments(open, { old, column });
    this.#place(line, old, column);
    this.#owners.set(line, this.#stack.at(-1));
    this.#blockShift = null;
  }

  /** A line of a value that began above. */
  goOn(line: number, text: string, { by, from }: Continued): void {
    const old = leadOf(text);
    const owner = this.#owners.get(from);
    this.#owners.set(line, owner);
    if (by === 'block') {
      // All lines of a block scalar move with the collection that holds it: its text is what stands behind their indentation.
      this.#blockShift = owner === undefined ? 0 : owner.column - owner.old;
      if (text !== '') this.#place(line, old, Math.max(0, old + this.#blockShift));
    } else if (!BLANK.test(text)) {
      const shifted = old + (this.#shifts.get(from) ?? 0);
      // Such a line stays further right than the entries around it, or, where a bracket closes, where it was beside them.
      const least = owner === undefined ? 0 : owner.column + Math.min(1, old - owner.old);
      this.#place(line, old, Math.max(0, least, shifted));
    }
  }

  comment(line: number, text: string): void {
    this.#comments.push({ line, old: leadOf(text) });
  }

  /** A line that ends all collections. */
  restart(): void {
    this.#placeComments([...this.#stack], null);
    this.#stack.length = 0;
  }

  finish(): void {
    this.restart();
  }

  #place(line: number, old: number, column: number): void {
    this.columns.set(line, column);
    this.#shifts.set(line, column - old);
  }

  /** Opens and closes collections as a line says; gives the column of its first entry, or of the value alone on it. */
  #enter(text: string, old: number, hasKey: boolean): number {
    let at = old;
    let shift: number | null = null;
    while (/^-(?:[ \t]|$)/u.test(text.slice(at, at + 2))) {
      shift = this.#open('seq', at, shift);
      at += /^-[ \t]*/u.exec(text.slice(at))?.[0].length ?? 1;
    }
    if (hasKey) shift = this.#open('map', at, shift);
    if (shift !== null) return old + shift;
    while ((this.#stack.at(-1)?.old ?? -1) >= old) this.#stack.pop();
    return this.#below(old);
  }

  /** Opens the collection whose entry stands at `old`, unless it is open; gives by how much the line moves, which what stands before says. */
  #open(type: Level['type'], old: number, shift: number | null): number {
    const stack = this.#stack;
    const ends = (level: Level): boolean => level.old > old || (level.old === old && level.type === 'seq' && type === 'map');
    for (let top = stack.at(-1); top !== undefined && ends(top); top = stack.at(-1)) stack.pop();
    const top = stack.at(-1);
    if (shift === null && top?.old === old && top.type === type) return top.column - old;
    // A list may stand at the column of the key that it belongs to.
    const column = shift !== null ? old + shift : top?.old === old ? top.column : this.#below(old);
    stack.push({ type, old, column });
    return column - old;
  }

  /** One step below the innermost collection. */
  #below(old: number): number {
    const top = this.#stack.at(-1);
    return top === undefined ? old : top.column + this.step;
  }

  /**
   * Comments go with the entries at whose column they stand. One between two columns goes with what begins below it, or stays
   * as far right of the outer entries as it stood, as long as it does not come among the inner ones.
   */
  #placeComments(open: readonly Level[], next: { readonly old: number; readonly column: number } | null): void {
    for (const { line, old } of this.#comments) {
      const outer = open.findLast((level) => level.old <= old);
      const inner = open.find((level) => level.old > old);
      let column = outer === undefined ? old : outer.column + old - outer.old;
      if (inner !== undefined && column >= inner.column) column = outer?.column ?? 0;
      if (next !== null && (next.old === old || (outer?.old !== old && next.old > (outer?.old ?? -1)))) column = next.column;
      // Right below a block scalar, a comment that came as far right as its text would become text.
      if (this.#blockShift !== null) column = Math.max(0, Math.min(column, old + this.#blockShift));
      this.#place(line, old, column);
    }
    this.#comments = [];
  }
}
