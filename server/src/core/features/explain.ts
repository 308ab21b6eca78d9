/** Explains a key, a value or a unit in Markdown: what hover, completion and the terminal show. */
import type { Assessment } from '../assessment/assess';
import { isNumbered, unitsBelow } from '../assessment/gaps';
import type { Catalog, Key, Level, Section, Unit } from '../catalog/catalog';
import { isProhibited } from '../catalog/catalog';
import type { DutyState } from '../regulation/duties';
import { banWords, dueOf, laterBan } from '../assessment/due';
import type { UnitResult } from '../assessment/unitState';
import type { Waiver } from '../assessment/waivers';
import { capital, joinArticles, type Messages } from '../text/messages';

export interface ExplainContext {
  /** The catalog with all help texts. */
  readonly guidance: Catalog;
  readonly messages: Messages;
  /** Null where there is no document, as in the terminal. */
  readonly assessment: Assessment | null;
  /** Where the law can be read; articles lead there. */
  readonly lawUrl?: string;
}

const linked = (articles: string, url: string | undefined): string => (url === undefined ? articles : `[${articles}](${url})`);

/** Explains the unit behind a field: question, level and articles, why, how, example, evidence. */
function explainUnit(unit: Unit, key: Key, context: ExplainContext): string {
  const { messages, guidance } = context;
  // The wizard's questions are asked one by one, and belong together as one unit.
  const isWizards = unit.type === 'classification';
  const name = isWizards ? `${key.name} · ${key.title}` : `${key.title}${isNumbered(unit) ? ` · ${unit.id}` : ''}`;
  const paragraphs = [`**${name}**`, ...(isWizards ? [] : [`*${unit.question}*`])];
  if (unit.fields[0]?.key !== key || unit.fields.length > 1) paragraphs.push(key.help);
  paragraphs.push(levelLine(unit, context), ...values(key, context));
  const labelled = (label: string, text: string): void => {
    if (text !== '') paragraphs.push(`**${messages.text(label)}:** ${text}`);
  };
  labelled('hover.why', unit.why);
  labelled('hover.how', unit.guidance);
  paragraphs.push(...exampleParagraph(key, messages));
  labelled('hover.evidence', unit.evidence.join('; '));
  labelled('hover.risks', unit.typicalRisks.join('; '));
  labelled('hover.quality', unit.qualityAssurance.join('; '));
  const place = unit.phases.length === 0 ? [] : [messages.text('hover.phases', { phases: titles(guidance.phases, unit.phases) })];
  if (unit.principles.length > 0)
    place.push(messages.text('hover.principles', { principles: titles(guidance.principles, unit.principles) }));
  if (place.length > 0) paragraphs.push(`*${place.join(' · ')}*`);
  return paragraphs.join('\n\n');
}

const titles = (terms: readonly { readonly id: string; readonly title: string }[], ids: readonly string[]): string =>
  ids.map((id) => terms.find((term) => term.id === id)?.title ?? id).join(', ');

/** How a unit stands in a document; the document's own catalog may be another one, so units are matched by id. */
function resultOf(unit: Unit, assessment: Assessment | null): UnitResult | undefined {
  const own = assessment?.kind.unitById.get(unit.id);
  return own === undefined ? undefined : assessment?.units.get(own);
}

/** What the tier asks and why; all tiers where none is known. */
function levelLine(unit: Unit, context: ExplainContext): string {
  const { messages, guidance, assessment } = context;
  const parts: string[] = [];
  const result = resultOf(unit, assessment);
  const level = result?.level;
  const tier = guidance.tier(assessment?.tier ?? null);
  if (tier !== undefined && level !== undefined && unit.levels.has(tier.id))
    parts.push(capital(messages.text('hover.level', { level: { text: `level.${level}` }, tier: assessment?.tierTitle ?? tier.title })));
  else
    parts.push(
      capital(
        [...unit.levels]
          .map(([id, at]) => messages.text('hover.level', { level: { text: `level.${at}` }, tier: guidance.tier(id)?.title ?? id }))
          .join(', '),
      ),
    );
  // A question of the wizard names its own; those of the classification as a whole would be read as its.
  if (unit.articles.length > 0 && unit.type !== 'classification')
    parts.push(messages.text('hover.motivated', { by: linked(joinArticles(unit.articles), context.lawUrl) }));
  if (unit.when !== null) parts.push(messages.text('hover.when', { path: unit.when.path, value: String(unit.when.equals) }));
  if (unit.fromStage !== null) parts.push(messages.text('hover.from-stage', { stage: unit.fromStage }));
  const state = result?.state;
  if (state !== undefined) parts.splice(1, 0, messages.text(`state.${state}`));
  const line = parts.join(' · ');
  const duty = assessment?.facts?.duties.get(unit.id)?.state;
  const due = assessment?.due == null || result === undefined || result.level === 'optional' ? null : dueOf(result.unit, assessment.due);
  return [
    line,
    ...(duty === undefined ? [] : dutyLines(unit, duty, context)),
    ...(due === null ? [] : [`${capital(messages.due(due))}.`]),
    ...(result?.waiver === undefined ? [] : [waiverLine(result.waiver, messages)]),
  ].join('\n\n');
}

/** Why a duty is asked or not, and where it is answered instead. */
function dutyLines(unit: Unit, state: DutyState, { messages, guidance }: ExplainContext): readonly string[] {
  const places = unit.coveredBy.flatMap(({ kind, unit: id }) => {
    const other = guidance.kinds.get(kind);
    const covering = other?.unitById.get(id);
    return other === undefined || covering === undefined ? [] : [`${covering.title} (${other.title})`];
  });
  if (state !== 'owed') return [messages.text(`hover.duty-${state}`)];
  return places.length === 0 ? [] : [messages.text('hover.covered-by', { places: places.join(', ') })];
}

/** Who accepted a gap, why, and until when. */
function waiverLine({ reason, approvedBy, expires }: Waiver, messages: Messages): string {
  const until =
    expires === null ? messages.text('hover.waived-for-good') : messages.text('hover.waived-until', { date: { date: expires } });
  return messages.text('hover.waived', { by: approvedBy, until, reason });
}

/** Explains a key of the catalog. */
export function explainKey(key: Key, context: ExplainContext): string {
  if (key.unit !== null) return [explainUnit(key.unit, key, context), ...none(key, context)].join('\n\n');
  const { messages, guidance, assessment } = context;
  const paragraphs = [`**${key.number === null ? '' : `${key.number}. `}${key.title}**`, key.help];
  if (key.kind === 'section') paragraphs.push(...sectionProgress(key, context));
  if (key.kind === 'group')
    paragraphs.push(
      ...groupUnits(key).map((unit) => `- *${isNumbered(unit) ? `${unit.id} ` : ''}${unit.question}*  \n  ${levelLine(unit, context)}`),
    );
  const level = assessment?.tier == null ? undefined : key.record?.levels.get(assessment.tier);
  if (level !== undefined && key.record !== null) {
    const line = messages.text('hover.level', {
      level: { text: `level.${level satisfies Level}` },
      tier: guidance.tier(assessment?.tier ?? null)?.title ?? '',
    });
    const articles = joinArticles(key.record.articles);
    paragraphs.push(
      `${capital(line)}${articles === '' ? '' : `; ${messages.text('hover.motivated', { by: linked(articles, context.lawUrl) })}`}. ${key.record.why}`.trim(),
    );
  }
  paragraphs.push(...values(key, context), ...none(key, context));
  paragraphs.push(...exampleParagraph(key, messages));
  return paragraphs.filter((part) => part !== '').join('\n\n');
}

/** Explains one value of a key. */
export function explainValue(key: Key, value: string, context: ExplainContext): string | null {
  const choice = key.choices.find((candidate) => candidate.value === value);
  if (choice === undefined) return null;
  const term = key.path === 'risk_tier' ? context.guidance.tier(value) : undefined;
  const articles = term === undefined || term.articles.length === 0 ? '' : ` · ${joinArticles(term.articles)}`;
  const first = `**${term?.title ?? `\`${value}\``}**${articles}`;
  const paragraphs = [first, choice.help === '' ? key.help : choice.help];
  const { assessment, messages } = context;
  const isBan = term !== undefined && value === assessment?.tier && isProhibited(assessment.kind, value);
  const ban = isBan && assessment.due !== null ? laterBan(assessment.due, value) : null;
  if (ban !== null) paragraphs.push(messages.text('hover.ban', { ban: banWords(ban) }));
  if (term !== undefined) paragraphs.push(`*${messages.text('hover.guidance-only')}*`);
  return paragraphs.join('\n\n');
}

/** Units with fields in a group. */
const groupUnits = (key: Key): readonly Unit[] => [...new Set(key.keys.flatMap((child) => child.unit ?? []))];

function sectionProgress(key: Key, context: ExplainContext): readonly string[] {
  const { assessment, messages } = context;
  if (assessment === null || assessment.tier === null) return [];
  const section = allSections(assessment.kind.sections).find((candidate) => candidate.key.path === key.path);
  if (section === undefined) return [];
  const results = unitsBelow(section).flatMap((unit) => assessment.units.get(unit) ?? []);
  const count = (level: Level): { total: number; answered: number } => {
    const of = results.filter((result) => result.level === level);
    return { total: of.length, answered: of.filter((result) => result.state === 'answered' || result.state === 'waived').length };
  };
  const mandatory = count('mandatory');
  const recommended = count('recommended');
  const line = messages.text('hover.progress-both', {
    answered: mandatory.answered,
    total: mandatory.total,
    moreAnswered: recommended.answered,
    moreTotal: recommended.total,
  });
  return [`${line} ${messages.text('hover.at-tier', { tier: assessment.tierTitle ?? assessment.tier })}`];
}

/** All sections of a document, nested ones included. */
export function allSections(sections: readonly Section[]): readonly Section[] {
  return sections.flatMap((section) => [section, ...allSections(section.sections)]);
}

function values(key: Key, context: ExplainContext): readonly string[] {
  if (key.choices.length === 0 || key.kind === 'boolean') return [];
  const list = key.choices.map((choice) => `- \`${choice.value}\`${choice.help === '' ? '' : `: ${choice.help}`}`).join('\n');
  return [`**${context.messages.text(key.open ? 'hover.values-open' : 'hover.values')}:**\n${list}`];
}

const none = (key: Key, context: ExplainContext): readonly string[] =>
  key.none && key.unit !== null ? [context.messages.text('hover.none')] : [];

/** A key's example: in the line where it is one, else as a block of YAML. */
function exampleParagraph(key: Key, messages: Messages): readonly string[] {
  if (key.example === undefined || key.kind === 'section') return [];
  const lines = exampleLines(key.example);
  const shown = lines.length === 1 ? ` \`${lines[0] ?? ''}\`` : `\n\`\`\`yaml\n${lines.join('\n')}\n\`\`\``;
  return [`**${messages.text('hover.example')}:**${shown}`];
}

/** An example as lines of block YAML. */
export function exampleLines(example: unknown): readonly string[] {
  if (Array.isArray(example)) {
    return example.flatMap((item: unknown) => {
      const [first = '', ...rest] = exampleLines(item);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  if (typeof example === 'object' && example !== null) {
    return Object.entries(example).flatMap(([name, value]) => {
      const lines = exampleLines(value);
      return typeof value === 'object' && value !== null
        ? [`${name}:`, ...lines.map((line) => `  ${line}`)]
        : [`${name}: ${lines[0] ?? ''}`];
    });
  }
  return [typeof example === 'string' ? plainScalar(example) : String(example)];
}

/** A text as a scalar on one line, quoted where YAML needs it. */
export function plainScalar(text: string): string {
  const isPlain =
    /^[A-Za-z0-9(./][^\n#]*$/u.test(text) && !/:\s|\s$|:$/u.test(text) && !/^(?:true|false|null|~|[\d.+-][\d.eE+-]*)$/iu.test(text);
  return isPlain ? text : JSON.stringify(text);
}
