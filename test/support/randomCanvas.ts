/**
 * Random documents of our kinds as people write them, and with what goes wrong when they do: every kind and tier,
 * indentation of 2 to 8, sequences indented or not, CRLF, comments, flow style, anchors, text that is not ASCII, long
 * forms, placeholders, misspelt, misplaced and repeated keys, values of a wrong type, half-typed lines.
 */
import type { Key, Kind } from '../../server/src/core/catalog/catalog';
import type { Random } from '../syntax/randomDocuments';
import { guidance } from './engine';

/** How likely each sort of trouble is, from 0 (none) on. */
export interface Trouble {
  /** Misspelt, unknown, misplaced, repeated keys; wrong types; values that are not allowed. Per key. */
  readonly faults: number;
  /** A line that is not finished, or a text that is cut. Per document. */
  readonly halfTyped: number;
}

export interface RandomCanvas {
  /** File name, which states the kind. */
  readonly name: string;
  readonly text: string;
  /** Offset at which somebody is typing; null where nothing is half-typed. */
  readonly caret: number | null;
}

/** A document of about `size` lines. */
export function randomCanvas(random: Random, size: number, trouble: Trouble): RandomCanvas {
  const kind = random.pick([...guidance().kinds.values()]);
  const marked = new Writer(random, kind, size, trouble).document();
  const caret = marked.indexOf(CARET);
  return { name: `${kind.id}.yaml`, text: marked.replace(CARET, ''), caret: caret < 0 ? null : caret };
}

const CARET = '‸';
const WORDS = 'model data drift Größe 审查 naïve 🚲 feature audit batch R-3 recall owner'.split(' ');
const PLACEHOLDERS = ['TODO', '"?"', '""', '...', 'n/a', 'TBD'];
const EMPTY = ['', '', '', '~', 'null', '{}', '[]'];
const COMMENTS = ['# note', '#', '# ärgerlich 🚲', '# key: value', '# - item', '#: "'];
const ODD = ['soon', 'true', '12', '2.5', '2026-02-30', '[a, b]', '{ a: 1 }', "it's", '2026-09-14', 'yes', 'Done', '14.09.2026', '[]'];
/** No good YAML. */
const BROKEN = ['a: b', '*nowhere', '@x', '"\\q"', '%a', '"a', '[a'];

class Writer {
  readonly #lines: string[] = [];
  readonly #indent: number;
  /** Columns by which the dashes of a list stand right of their key. */
  readonly #sequence: number;
  readonly #gap: number;
  readonly #comments: number;
  readonly #flow: number;
  readonly #blank: string;
  #anchors = 0;
  #isHalfTyped = false;

  constructor(
    readonly random: Random,
    readonly kind: Kind,
    readonly size: number,
    readonly trouble: Trouble,
  ) {
    this.#indent = random.pick([2, 2, 2, 3, 4, 4, 5, 6, 7, 8]);
    this.#sequence = random.pick([0, 2, this.#indent]);
    this.#gap = random.chance(0.15) ? 3 : 1;
    this.#comments = random.pick([0, 0, 0.05, 0.25]);
    this.#flow = random.pick([0, 0.05, 0.3]);
    this.#blank = random.chance(0.1) ? '  ' : '';
  }

  document(): string {
    const { random } = this;
    if (random.chance(0.1)) this.#lines.push(...random.pick([['---'], ['# head', '---'], ['%YAML 1.2', '---'], ['# head', '']]));
    const column = random.chance(0.03) ? 2 : 0;
    if (random.chance(0.05)) this.#flowDocument();
    else this.#body(column);
    if (!this.#isHalfTyped && random.chance(this.trouble.halfTyped)) this.#halfType(this.kind.root, column);
    if (random.chance(0.04)) this.#lines.push('...');
    else if (random.chance(0.03 * Math.sign(this.trouble.faults))) this.#lines.push('---', 'system: other');
    if (random.chance(0.1)) this.#lines.push(random.pick(['# end', '', '  ']));
    const eol = random.chance(0.25) ? '\r\n' : '\n';
    const text = (column === 0 && random.chance(0.03) ? '\uFEFF' : '') + this.#lines.join(eol) + (random.chance(0.85) ? eol : '');
    return random.chance(this.trouble.halfTyped * 0.2) ? text.slice(0, random.below(text.length)) : text;
  }

  #body(column: number): void {
    for (const line of this.#header()) this.#line(column, line);
    const keys = this.#order(this.kind.root.keys.filter((key) => key.kind === 'section' || key.unit !== null));
    for (const key of keys) {
      if (this.#lines.length >= this.size) break;
      if (this.random.chance(0.8)) this.#pair(key, column, 0, '');
    }
    if (this.random.chance(0.1)) this.#line(column, 'x-team: { id: 7 }');
    if (this.random.chance(0.05)) this.#line(column, 'custom: [own, things]');
    if (this.random.chance(this.trouble.faults)) this.#fault(this.kind.root, column, 0);
  }

  #header(): readonly string[] {
    const { random } = this;
    const tier = random.pick([
      'high',
      'high',
      'high',
      'high',
      'high',
      'limited',
      'limited',
      'minimal',
      '',
      'unacceptable',
      '"high"',
      'hihg',
    ]);
    return [
      ...(random.chance(0.2) ? [`kind: ${this.kind.id}`] : []),
      ...(random.chance(0.8) ? [random.pick(['system: a', '"system": retail', "'system': 'é'", 'system: &id retail'])] : []),
      ...(random.chance(0.92) ? [`risk_tier: ${tier}`.trimEnd() + this.#trailing()] : []),
      ...(random.chance(0.3) ? [`lifecycle_stage: ${random.pick(['in_use', 'planned', 'in_development', 'retired', ''])}`.trimEnd()] : []),
      ...(random.chance(0.2) ? ['operator_roles: [provider]'] : []),
      ...(random.chance(0.15) ? ['team_members:', '- A. Vogel', '- R. Iyer'] : []),
      ...(random.chance(0.15) ? ['date: 2026-11-22'] : []),
    ];
  }

  #flowDocument(): void {
    const keys = this.kind.root.keys.filter((key) => key.kind === 'section').slice(0, 3);
    const parts = ['system: a', 'risk_tier: high', ...keys.map((key) => `${key.name}: ${this.#flowMap(key, 2)}`)];
    if (this.random.chance(0.5)) this.#lines.push(`{ ${parts.join(', ')} }`);
    else this.#lines.push('{', ...parts.map((part, at) => `  ${part}${at < parts.length - 1 ? ',' : ''}`), '}');
  }

  #order<T>(keys: readonly T[]): readonly T[] {
    if (!this.random.chance(0.2)) return keys;
    const shuffled = [...keys];
    for (let at = shuffled.length - 1; at > 0; at -= 1) {
      const other = this.random.below(at + 1);
      [shuffled[at], shuffled[other]] = [shuffled[other] as T, shuffled[at] as T];
    }
    return shuffled;
  }

  #line(column: number, text: string): void {
    this.#junk(column);
    this.#lines.push((' '.repeat(column) + text).trimEnd());
  }

  #junk(column: number): void {
    if (!this.random.chance(this.#comments)) return;
    const at = this.random.pick([column, column, 0, column + 2]);
    this.#lines.push(this.random.pick([this.#blank, ' '.repeat(at) + this.random.pick(COMMENTS)]));
  }

  #trailing(): string {
    return this.random.chance(this.#comments) ? ` ${this.random.pick(COMMENTS.filter((comment) => comment !== '#: "'))}` : '';
  }

  #name(name: string): string {
    return this.random.chance(0.03) ? this.random.pick([`"${name}"`, `'${name}'`]) : name;
  }

  #anchor(): string {
    if (!this.random.chance(0.02)) return '';
    this.#anchors += 1;
    return ` &a${this.#anchors}`;
  }

  /** A key with its value; `dashes` stands in front where it is the first of an entry. */
  #pair(key: Key, column: number, depth: number, dashes: string): void {
    const { random } = this;
    const alias = depth === 0 && key.aliases.length > 0 && random.chance(0.15) ? random.pick(key.aliases) : undefined;
    let name = this.#name(alias ?? key.name);
    if (random.chance(this.trouble.faults * 0.5)) name = misspelt(random, key.name);
    const write = (text: string): void => {
      if (dashes === '') this.#line(column, text);
      else this.#lines.push((dashes + text).trimEnd());
    };
    if (random.chance(this.trouble.faults * 0.5)) write(`${name}: ${random.pick(random.chance(0.05) ? BROKEN : ODD)}`);
    else this.#value(key, column, depth, name, write);
    if (random.chance(this.trouble.faults * 0.3)) this.#fault(key, column, depth);
  }

  #value(key: Key, column: number, depth: number, name: string, write: (text: string) => void): void {
    const { random } = this;
    if (random.chance(0.12)) return write(`${name}: ${random.pick(EMPTY)}`.trimEnd() + this.#trailing());
    if (random.chance(0.02) && this.#anchors > 0) return write(`${name}: *a${1 + random.below(this.#anchors)}`);
    const own = key.keys.filter((child) => !child.extra);
    const isRecord = ['section', 'group', 'task', 'object', 'document'].includes(key.kind);
    if (isRecord && own.length > 0) {
      if (random.chance(this.#flow)) return write(`${name}: ${this.#flowMap(key, 1)}`);
      write(`${name}:${this.#anchor()}${this.#trailing()}`);
      this.#map(key, own, column + this.#indent, depth + 1, '');
      return;
    }
    if (key.item !== null && random.chance(0.9)) return this.#entries(key.item, column, depth, name, write);
    if (random.chance(0.12) && key.keys.some((child) => child.name === 'answer' || child.name === 'status'))
      return this.#longForm(key, column, depth, name, write);
    if (['string_list', 'tool_list', 'choice_list'].includes(key.kind) || random.chance(0.08)) return this.#list(key, column, name, write);
    const scalar = this.#scalar(key);
    write(`${name}:${this.#anchor()} ${scalar}${this.#more.length > 0 ? '' : this.#trailing()}`);
    this.#continued(column);
  }

  #longForm(key: Key, column: number, depth: number, name: string, write: (text: string) => void): void {
    const isOutput = key.kind === 'output';
    write(`${name}:${this.#trailing()}`);
    const at = column + this.#indent;
    if (isOutput) this.#line(at, `status: ${this.random.pick(['done', 'in_progress', 'not_started', ''])}`);
    else if (this.random.chance(0.2)) return this.#line(at, 'none: reference data only');
    else {
      this.#line(at, `answer: ${this.#scalar(key)}`);
      this.#continued(at);
    }
    if (this.random.chance(0.6)) this.#line(at, 'notes: agreed on 14 September');
    if (this.random.chance(0.3)) this.#line(at, 'evidence: [docs/a.md]');
    if (this.random.chance(0.2 * depth)) this.#line(at, 'due: 2027-01-31');
  }

  #map(parent: Key, own: readonly Key[], column: number, depth: number, dashes: string): void {
    const { random } = this;
    let first = dashes;
    let count = 0;
    for (const key of this.#order(own)) {
      const isEnough = this.#lines.length >= this.size && count > 0;
      if (isEnough || (count > 0 && !this.random.chance(0.5))) continue;
      this.#pair(key, column, depth, first);
      first = '';
      count += 1;
      if (!this.#isHalfTyped && random.chance(this.trouble.halfTyped * 0.1)) this.#halfType(parent, column);
    }
    if (this.random.chance(0.05)) this.#line(column, 'notes: so far');
    if (this.random.chance(this.trouble.faults * 0.3)) this.#fault(parent, column, depth);
  }

  #entries(item: Key, column: number, depth: number, name: string, write: (text: string) => void): void {
    const { random } = this;
    const own = item.keys.filter((child) => !child.extra);
    if (random.chance(this.#flow)) return write(`${name}: [${this.#flowMap(item, 1)}]`);
    write(`${name}:${this.#anchor()}${this.#trailing()}`);
    const at = column + this.#sequence;
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
      this.#junk(at);
      const form = random.next();
      if (form < 0.06) this.#lines.push(`${' '.repeat(at)}-`);
      else if (form < 0.12) this.#lines.push(`${' '.repeat(at)}- ${this.#flowMap(item, 1)}`);
      else if (form < 0.16) {
        this.#lines.push(`${' '.repeat(at)}-`);
        this.#map(item, own, at + 2, depth + 1, '');
      } else this.#map(item, own, at + 1 + this.#gap, depth + 1, `${' '.repeat(at)}-${' '.repeat(this.#gap)}`);
    }
  }

  #list(key: Key, column: number, name: string, write: (text: string) => void): void {
    const { random } = this;
    const words = Array.from({ length: 1 + random.below(3) }, () => this.#word(key));
    if (random.chance(0.3 + this.#flow)) return write(`${name}: [${words.map(inFlow).join(', ')}]${this.#trailing()}`);
    write(`${name}:${this.#trailing()}`);
    for (const word of words) this.#line(column + this.#sequence, `- ${word}${this.#trailing()}`);
  }

  #flowMap(parent: Key, depth: number): string {
    const { random } = this;
    const own = parent.keys.filter((child) => !child.extra);
    const parts = own
      .filter(() => random.chance(0.3))
      .map((key) => {
        const below = key.keys.filter((child) => !child.extra);
        const isRecord = ['section', 'group', 'task', 'object'].includes(key.kind) && below.length > 0;
        if (isRecord) return depth > 0 ? `${key.name}: ${this.#flowMap(key, depth - 1)}` : `${key.name}: {}`;
        if (key.item !== null) return `${key.name}: [${depth > 0 ? this.#flowMap(key.item, depth - 1) : ''}]`;
        return random.chance(0.1) ? `${key.name}:` : `${key.name}: ${inFlow(this.#word(key))}`;
      });
    const pad = random.pick(['', ' ']);
    return parts.length === 0 ? '{}' : `{${pad}${parts.join(', ')}${random.chance(0.05) ? ',' : ''}${pad}}`;
  }

  #word(key: Key): string {
    const { random } = this;
    if (random.chance(0.06)) return random.pick(PLACEHOLDERS);
    if (key.choices.length > 0 && (!key.open || random.chance(0.7)))
      return JSON.stringify(random.pick(key.choices).value).replace(/^"(\w+)"$/u, '$1');
    if (key.kind === 'boolean') return random.pick(['true', 'false']);
    if (key.kind === 'date') return '2026-09-14';
    if (key.kind === 'integer') return String(random.below(90));
    if (key.kind === 'number') return random.pick(['2.5', '12', '1e3']);
    return Array.from({ length: 1 + random.below(3) }, () => random.pick(WORDS)).join(' ');
  }

  #more: readonly string[] = [];

  /** A single value; what stands on further lines is written by {@link Writer.#continued}. */
  #scalar(key: Key): string {
    const { random } = this;
    const word = this.#word(key);
    this.#more = [];
    if (key.kind !== 'text' || random.chance(0.6)) return word;
    switch (random.below(6)) {
      case 0:
        return `"${word.replaceAll('"', '')}"`;
      case 1:
        return `'${word.replaceAll("'", '')}'`;
      case 2:
        this.#more = [word, ...(random.chance(0.3) ? [''] : []), `  ${word}: x`, '# no comment'];
        return random.pick(['|', '>', '|-', '>-', '|+']);
      case 3:
        this.#more = ['and more', 'words'];
        return 'some words';
      case 4:
        this.#more = ['and more"'];
        return `"some words`;
      default:
        return `${word} # why`;
    }
  }

  #continued(column: number): void {
    for (const line of this.#more) this.#lines.push(line === '' ? '' : ' '.repeat(column + this.#indent) + line);
    this.#more = [];
  }

  /** Something that does not belong behind what was just written. */
  #fault(near: Key, column: number, depth: number): void {
    const { random } = this;
    const everywhere = this.kind.units.flatMap((unit) => unit.fields);
    const field = random.pick(everywhere);
    switch (random.below(random.chance(0.1) ? 5 : 4)) {
      case 0:
        return this.#line(column, `${random.pick(['unheard_of', 'x y', 'größe', 'todo_later'])}: ${random.pick(['', '1', 'soon', '[a]'])}`);
      case 1:
        return this.#value(field.key, column, depth, field.key.name, (text) => this.#line(column, text));
      case 2: {
        const section = random.pick(this.kind.sections).key;
        return this.#value(section, column, depth, section.name, (text) => this.#line(column, text));
      }
      case 3:
        if (near.name !== '') this.#value(near, column, depth, near.name, (text) => this.#line(column, text));
        return;
      default:
        return this.#line(column, `${random.pick(ODD)}`);
    }
  }

  /** A line that somebody is typing below `parent`, or where it makes no sense. */
  #halfType(parent: Key, column: number): void {
    const { random } = this;
    this.#isHalfTyped = true;
    const name = random.pick(parent.keys.length === 0 ? this.kind.root.keys : parent.keys).name;
    const half = name.slice(0, 1 + random.below(name.length));
    const ends = [name, name, `${name}:`, `${name}: `, '- ', '-', `- ${half}`, ''];
    const plain = random.chance(0.7) ? [half] : ends;
    const odd = [`${name}:x`, '"', `${name}: [`, `${name}: {`, `${name}: "a`, `${name}: |`, '\t'];
    const columns = [column, column, column, column, column, column, column + this.#indent, 0, Math.max(0, column - this.#indent)];
    this.#lines.push(' '.repeat(random.pick(columns)) + random.pick(random.chance(0.9) ? plain : odd) + CARET);
  }
}

function misspelt(random: Random, name: string): string {
  const at = random.below(name.length);
  switch (random.below(4)) {
    case 0:
      return name.slice(0, at) + name.slice(at + 1) || 'x';
    case 1:
      return `${name.slice(0, at)}x${name.slice(at)}`;
    case 2:
      return name.replaceAll('_', '-');
    default:
      return name.toUpperCase();
  }
}

/** A scalar that may stand between brackets. */
const inFlow = (word: string): string => (/^["'\w][^,[\]{}:#]*$/u.test(word) ? word : JSON.stringify(word.replaceAll('"', '')));
