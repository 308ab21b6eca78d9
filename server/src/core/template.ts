/** A commented template of a new document, from the catalog: header, then every section with what its tier asks. */
import type { Catalog, Key, Kind, Level, Section, Unit } from './catalog/catalog';
import { hasRecord, recordSkeleton } from './edit/recordKeys';
import { skeletonLines } from './edit/skeleton';
import { exampleLines, plainScalar } from './features/explain';
import type { Messages } from './text/messages';
import { isNumbered } from './assessment/gaps';
import { levelAtStart } from './assessment/unitState';

export interface Template {
  readonly text: string;
  /** Offset at which writing begins: behind the first key without a value. */
  readonly caret: number;
}

const WIDTH = 90;

/** Writes the template of a document of this kind at this tier; `guidance` is the catalog with all help texts. Optional questions stand as comments. */
export function documentTemplate(guidance: Catalog, messages: Messages, kind: Kind, tier: string, system: string | null): Template {
  const writer = new TemplateWriter(guidance, messages, tier);
  const title = guidance.tier(tier)?.title ?? tier;
  writer.comment(0, messages.text('template.title', { title: kind.title, tier: title }));
  writer.comment(0, messages.text('template.intro'));
  writer.line(`kind: ${kind.id}`);
  writer.line(system === null ? '# system:' : `system: ${plainScalar(system)}`);
  writer.line(`risk_tier: ${tier}`);
  for (const section of kind.sections) writer.section(section, 0);
  const first = writer.firstLeaf;
  const lines = first < 0 ? writer.lines : writer.lines.with(first, `${writer.lines[first] ?? ''} `);
  const caret = (first < 0 ? lines : lines.slice(0, first + 1)).reduce((sum, line) => sum + line.length + 1, first < 0 ? 0 : -1);
  return { text: `${lines.join('\n')}\n`, caret };
}

class TemplateWriter {
  readonly lines: string[] = [];
  /** Lines of the first keys that wait for a mandatory value, and for any; -1 before there is one. */
  #firstMandatory = -1;
  #first = -1;

  constructor(
    readonly guidance: Catalog,
    readonly messages: Messages,
    readonly tier: string,
  ) {}

  /** Line at which writing begins. */
  get firstLeaf(): number {
    return this.#firstMandatory < 0 ? this.#first : this.#firstMandatory;
  }

  line(text: string): void {
    this.lines.push(text);
  }

  /** A comment, broken into lines at blanks. */
  comment(column: number, text: string): void {
    let line = '';
    for (const word of text.replaceAll(/[`*]/gu, '').split(' ')) {
      if (line !== '' && column + 2 + line.length + 1 + word.length > WIDTH) {
        this.line(`${' '.repeat(column)}# ${line}`);
        line = '';
      }
      line = line === '' ? word : `${line} ${word}`;
    }
    if (line !== '') this.line(`${' '.repeat(column)}# ${line}`);
  }

  section(section: Section, column: number): void {
    const { key } = section;
    if (section.path.length === 0) this.#keys(key, column, true);
    if (section.path.length === 0 || !this.#isAsked(section)) return;
    this.line('');
    this.comment(column, `${key.number === null ? '' : `${key.number}. `}${key.title}: ${key.help}`);
    this.line(`${' '.repeat(column)}${key.name}:`);
    this.#keys(key, column + 2);
    for (const child of section.sections) this.section(child, column + 2);
  }

  #isAsked(section: Section): boolean {
    return section.units.some((unit) => this.#level(unit) !== 'optional') || section.sections.some((child) => this.#isAsked(child));
  }

  #level(unit: Unit): Level {
    return levelAtStart(this.guidance, unit, this.tier);
  }

  /** Keys of a section or group, with blank lines between them where asked; a question's comment stands above its first key. */
  #keys(parent: Key, column: number, isSpaced = false): void {
    const optional: string[] = [];
    for (const key of parent.keys) {
      const units = unitsOf(key);
      if (units.length === 0) continue;
      if (!units.some((unit) => this.#level(unit) !== 'optional') || !this.#isNeeded(key, units)) {
        optional.push(key.name);
        continue;
      }
      if (isSpaced) this.line('');
      for (const unit of units) if (isAskedAt(unit, key)) this.#question(unit, column);
      if (key.kind === 'group') {
        this.line(`${' '.repeat(column)}${key.name}:`);
        this.#keys(key, column + 2);
      } else {
        this.#field(key, column);
      }
    }
    if (optional.length > 0 && isSpaced) this.line('');
    if (optional.length > 0) this.comment(column, this.messages.text('template.optional', { keys: optional.join(', ') }));
  }

  /** Supporting fields are left to completion, unless this tier needs them. */
  #isNeeded(key: Key, units: readonly Unit[]): boolean {
    const field = units.flatMap((unit) => unit.fields).find((candidate) => candidate.key === key);
    return field === undefined || !field.supporting || field.neededAt.includes(this.tier);
  }

  #question(unit: Unit, column: number): void {
    const id = isNumbered(unit) ? `${unit.id} ` : '';
    this.comment(column, `${id}${unit.question} (${this.messages.text(`level.${this.#level(unit)}`)})`);
  }

  #field(key: Key, column: number): void {
    const below = hasRecord(key) ? recordSkeleton(key, this.tier) : [];
    const example = hasRecord(key) || key.kind === 'boolean' ? [] : exampleLines(key.example);
    const values = key.choices.map((choice) => choice.value).join(', ');
    // Hover and completion have the options of the wizard's questions; here the question says more.
    const isWizards = key.unit?.type === 'classification';
    if (isWizards) this.comment(column, key.help);
    else if (values !== '') this.comment(column, this.messages.text(key.open ? 'template.values-open' : 'template.values', { values }));
    else if (key.example !== undefined && example.length === 1)
      this.comment(column, this.messages.text('template.example', { example: example[0] ?? '' }));
    // An example of several lines stands for the entries, so that nothing but comments is below the key.
    const isShown = example.length > 1 && values === '';
    const isBare = isShown || isWizards;
    const lines = skeletonLines([{ name: key.name, key: isBare ? undefined : key, below }], column, 2, () => '');
    const leaf = this.lines.length + lines.length - 1;
    if (this.#first < 0) this.#first = leaf;
    if (this.#firstMandatory < 0 && key.unit !== null && this.#level(key.unit) === 'mandatory') this.#firstMandatory = leaf;
    this.lines.push(...lines);
    if (isShown) for (const line of example) this.line(`${' '.repeat(column + 2)}# ${line}`);
  }
}

function unitsOf(key: Key): readonly Unit[] {
  if (key.unit !== null) return [key.unit];
  return key.kind === 'group' ? [...new Set(key.keys.flatMap(unitsOf))] : [];
}

/** Where a question is written: above its own group, else above its first field. */
function isAskedAt(unit: Unit, key: Key): boolean {
  const [group] = unit.ownGroups;
  return group === undefined ? unit.fields[0]?.key === key : key.kind === 'group' && group.join('.') === key.path;
}
