/**
 * The one place where words are put to codes. Texts come from `l10n/messages.<lang>.json`; holes are `{name}`.
 * A parameter may name another text; a list is joined; a hole named `articles` gets its parentheses.
 */
import type { Due, EarlierSystem } from '../assessment/due';
import type { Finding, Param, Params } from '../assessment/finding';

export type MessageTable = Readonly<Record<string, string>>;

/** Renders texts of one language, with English behind it for texts that it lacks. */
export class Messages {
  /** Texts taken apart: what stands between the holes, and in turn their names. */
  readonly #parts = new Map<string, readonly string[]>();
  readonly #plurals = new Map<MessageTable, Intl.PluralRules>();
  /** A finding stays the same object over edits elsewhere. */
  readonly #messages = new WeakMap<Finding, string>();

  constructor(
    readonly table: MessageTable,
    readonly fallback: MessageTable = table,
  ) {}

  /** The text of a key with its holes filled; the key itself when no table has it. */
  text(key: string, params: Params = {}): string {
    const parts = this.#parts.get(key) ?? (this.table[key] ?? this.fallback[key] ?? key).split(/\{(\w+)\}/u);
    this.#parts.set(key, parts);
    return parts
      .map((part, at) => {
        if (at % 2 === 0) return part;
        const value = params[part];
        return value === undefined ? `{${part}}` : this.#shown(part, value);
      })
      .join('');
  }

  /**
   * A text that depends on a number, which is its hole `count`: each language has the forms that it needs, by the names of
   * `Intl.PluralRules` (`days.one`, `days.few`), and always `other`.
   */
  counted(key: string, count: number): string {
    const table = this.table[`${key}.other`] === undefined ? this.fallback : this.table;
    const rules = this.#plurals.get(table) ?? new Intl.PluralRules(table['language'] ?? 'en');
    this.#plurals.set(table, rules);
    const form = `${key}.${rules.select(count)}`;
    return this.text(table[form] === undefined ? `${key}.other` : form, { count });
  }

  /** The message of a finding. */
  of(finding: Finding): string {
    const message = this.#messages.get(finding) ?? this.#render(finding);
    this.#messages.set(finding, message);
    return message;
  }

  /** The same for where the finding's line is shown already: without the line that some messages begin with. */
  beside(finding: Finding): string {
    const message = this.of(finding);
    const { line } = finding.params;
    const lead = line === undefined ? '' : this.text('finding.line', { line });
    return lead !== '' && message.startsWith(lead) ? capital(message.slice(lead.length)) : message;
  }

  #render(finding: Finding): string {
    // Before the question: lists of findings cut off what is long, and the date is what people look for in them.
    const due = finding.due === null ? '' : `; ${this.due(finding.due)}`;
    const text = this.text(finding.message, { ...finding.params, due });
    return finding.level === 'mandatory' && finding.due === null ? `${text} ${this.text('due.none')}` : text;
  }

  /** From when and to whom something applies, and what holds for systems that were there before, as a part of a sentence. */
  due(due: Due): string {
    const { earlier } = due;
    return earlier === null ? this.#dated(due) : this.text('due.earlier', { due: this.#dated(due), ...this.earlier(earlier) });
  }

  /** What a text on systems that were there before says of the law's rule for them. */
  earlier({ publicBy, articles, confidence }: Pick<EarlierSystem, 'publicBy' | 'articles' | 'confidence'>): Params {
    return { public: { date: publicBy }, places: joinArticles(articles), confidence: { text: `confidence.${confidence}` } };
  }

  #dated({ from, days, routes, roles, isReading, isOpen, isFirst = false }: Due): string {
    const to = roles.map((role) => this.text(`role.${role}`));
    const reading = isReading ? this.text('due.reading') : '';
    const applies = this.text(isFirst ? 'due.first-applies' : isOpen ? 'due.may-apply' : 'due.applies');
    const params = {
      applies,
      date: { date: from },
      days: { counted: 'days', count: days ?? 0 },
      to: to.join(this.text('due.and')),
      reading,
    };
    if (days !== null && days <= 0) return this.text('due.since', params);
    const other = routes.find((route) => route.date !== from);
    const [first] = routes;
    if (other !== undefined && first !== undefined)
      return this.text(days === null ? 'due.routes' : 'due.routes-in', {
        ...params,
        route: first.title,
        other: { date: other.date },
        otherRoute: other.title,
      });
    return this.text(days === null ? 'due.from' : 'due.in', params);
  }

  /** An ISO date in the words of the language; as it stands where it is none. */
  date(iso: string): string {
    const [, year, number, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(iso) ?? [];
    // Not by Intl: its data take longer to load than everything else that a first answer needs.
    const month = this.text('date.months').split(' ')[Number(number) - 1];
    return year === undefined || month === undefined ? iso : this.text('date.long', { day: Number(day), month, year });
  }

  #shown(name: string, value: Param): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    if ('text' in value) return this.text(value.text, value.params);
    if ('counted' in value) return this.counted(value.counted, value.count);
    if ('date' in value) return this.date(value.date);
    if (name === 'articles') return value.length === 0 ? '' : ` (${joinArticles(value)})`;
    return name === 'near' ? value.join(', ') : value.map((word) => `\`${word}\``).join(', ');
  }
}

/** A text that begins a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Articles in one line, the act's word said once: `Art. 10(2)(b), 11; Annex IV(2)(d), (2)(g)`. */
export function joinArticles(articles: readonly string[]): string {
  const byAct = new Map<string, string[]>();
  for (const article of articles) {
    const [, act = article, rest = ''] = /^(Art\. |Annex [IVX]+)(.*)$/u.exec(article) ?? [];
    byAct.set(act, [...(byAct.get(act) ?? []), rest]);
  }
  return [...byAct].map(([act, places]) => act + places.join(', ')).join('; ');
}
