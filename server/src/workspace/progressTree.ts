/** The progress tree: systems, their phases, below each the units with their state, what is missing first. */
import { unitLabel } from '../core/assessment/gaps';
import { isDuty } from '../core/assessment/unitState';
import type { LevelCounts } from '../core/assessment/progress';
import { EMPTY_COUNTS } from '../core/assessment/progress';
import type { Catalog, Kind, Section } from '../core/catalog/catalog';
import { joinArticles, type Messages } from '../core/text/messages';
import type { TreeNode, TreeResult } from '../protocol';
import type { DocumentSummary, UnitSummary } from './summary';
import type { AiSystem, SystemGroups } from './systems';

interface Row {
  readonly document: DocumentSummary;
  readonly summary: UnitSummary;
}

/** Answers for the rows of the tree, children on demand. */
export class ProgressTree {
  /** Rows of systems by their documents, a list that is another whenever one of them is. */
  readonly #rows = new WeakMap<AiSystem['documents'], TreeNode>();

  constructor(
    readonly catalog: Catalog,
    readonly messages: Messages,
    readonly systems: SystemGroups,
  ) {}

  /** Rows below `parent`, or the roots. An unknown parent has no rows. */
  children(parent: string | undefined): TreeResult {
    const nodes = parent === undefined ? this.systems.all.map((system) => this.#system(system)) : this.#below(parent);
    const open = this.systems.all.reduce((sum, { counts }) => sum + counts.mandatory.total - counts.mandatory.answered, 0);
    return { nodes, openMandatory: open, documents: this.systems.all.reduce((sum, { documents }) => sum + documents.length, 0) };
  }

  #below(parent: string): readonly TreeNode[] {
    const [, level, rest = ''] = /^(system|phase):(.*)$/su.exec(parent) ?? [];
    const whole = level === 'system' ? this.systems.get(rest) : undefined;
    if (whole !== undefined) return [...this.#missing(whole), ...this.#phases(whole)];
    const phase = level === 'phase' ? this.catalog.phases.find(({ id }) => rest.startsWith(`${id}:`)) : undefined;
    const system = phase === undefined ? undefined : this.systems.get(rest.slice(phase.id.length + 1));
    return phase === undefined || system === undefined ? [] : this.#units(system, phase.id);
  }

  #system(system: AiSystem): TreeNode {
    const row = this.#rows.get(system.documents) ?? this.#systemRow(system);
    this.#rows.set(system.documents, row);
    return row;
  }

  #systemRow(system: AiSystem): TreeNode {
    const tier = this.catalog.tier(system.tier);
    const label = system.system ?? fileName(system.documents[0]?.uri ?? '');
    const { answered, total } = system.counts.mandatory;
    const progress =
      tier === undefined
        ? this.messages.text('tree.no-tier')
        : this.messages.text('tree.system-description', { tier: tier.title, answered, total });
    const hasRivals = system.documents.some((document) => document.hasRivals);
    const description = hasRivals ? this.messages.text('tree.rivals', { description: progress }) : progress;
    const files = system.documents.map((document) => `- ${document.kind.title}: \`${fileName(document.uri)}\``).join('\n');
    return {
      id: `system:${system.id}`,
      kind: 'system',
      label,
      description,
      tooltip: [`**${label}** · ${description}`, ...(hasRivals ? [this.messages.text('tree.rivals-explained')] : []), files].join('\n\n'),
      accessibilityLabel: `${label}, ${description}`,
      hasChildren: true,
      expanded: true,
      ...(hasRivals ? { icon: 'warning', iconColor: 'list.warningForeground' } : { icon: 'circuit-board' }),
    };
  }

  #missing(system: AiSystem): readonly TreeNode[] {
    return system.missing.map(({ kind, level }) => {
      const levelText = this.messages.text(`level.${level}`);
      const spoken = `${this.messages.text('tree.missing-document')} · ${levelText}`;
      return {
        id: `document:${kind.id}:${system.id}`,
        kind: 'missing-document',
        label: kind.title,
        description: `${this.messages.text('state.missing')} · ${levelText}`,
        tooltip: `**${kind.title}** · ${spoken}\n\n${kind.help}`,
        accessibilityLabel: `${kind.title}, ${spoken}`,
        hasChildren: false,
        expanded: false,
        icon: 'new-file',
        iconColor: level === 'mandatory' ? 'list.errorForeground' : 'list.warningForeground',
        level,
        create: {
          kind: kind.id,
          isRecord: kind.isRecord,
          tier: system.tier,
          system: system.system,
          beside: system.documents[0]?.uri ?? '',
        },
      } satisfies TreeNode;
    });
  }

  #phases(system: AiSystem): readonly TreeNode[] {
    const { phases } = system;
    return this.catalog.phases.flatMap((phase) => {
      if (!system.documents.some((document) => document.hasPhase(phase.id))) return [];
      const counts = phases[phase.id] ?? EMPTY_COUNTS;
      const number = this.#numberOf(phase.id);
      const prefix = number === null ? '' : `${number}. `;
      const asked = counts.mandatory.total > 0 ? counts.mandatory : counts.recommended;
      const done = asked.total > 0 && asked.answered === asked.total;
      const spoken = this.#counts(counts);
      return [
        {
          id: `phase:${phase.id}:${system.id}`,
          kind: 'phase',
          label: `${prefix}${phase.shortTitle}`,
          // A side bar is narrow: that what is mandatory is counted goes without saying.
          description:
            counts.mandatory.total > 0
              ? this.messages.text('tree.counts-short', { answered: counts.mandatory.answered, total: counts.mandatory.total })
              : spoken,
          tooltip: `**${prefix}${phase.title}** · ${spoken}\n\n${phase.help}`,
          accessibilityLabel: `${prefix}${phase.title}, ${spoken}`,
          hasChildren: true,
          expanded: false,
          icon: done ? 'pass-filled' : asked.answered > 0 ? 'color-mode' : 'circle-large-outline',
          ...(done ? { iconColor: 'testing.iconPassed' } : {}),
        } satisfies TreeNode,
      ];
    });
  }

  /** The number of a phase: that of its section in the kind of document whose sections are phases. */
  #numberOf(phase: string): number | null {
    const ids = new Set(this.catalog.phases.map(({ id }) => id));
    const phasesIn = (kind: Kind): readonly Section[] => kind.sections.filter(({ key }) => ids.has(key.name));
    const [byPhase] = [...this.catalog.kinds.values()].toSorted((a, b) => phasesIn(b).length - phasesIn(a).length);
    return byPhase?.sections.find(({ key }) => key.name === phase)?.key.number ?? null;
  }

  #counts({ mandatory, recommended }: LevelCounts): string {
    if (mandatory.total > 0) return this.messages.text('tree.counts', { answered: mandatory.answered, total: mandatory.total });
    if (recommended.total > 0)
      return this.messages.text('tree.counts-recommended', { answered: recommended.answered, total: recommended.total });
    return this.messages.text('tree.nothing-asked');
  }

  #units(system: AiSystem, phase: string): readonly TreeNode[] {
    const rows: Row[] = system.documents.flatMap((document) => document.unitsOf(phase).map((summary) => ({ document, summary })));
    return rows
      .filter(({ summary }) => !isDuty(summary.unit) || isAsked(summary) || summary.isCovered)
      .toSorted((a, b) => urgency(a.summary) - urgency(b.summary))
      .map((row) =>
        row.summary.isCovered && row.summary.state === 'missing' ? this.#covered(row, phase, system) : this.#unit(row, phase),
      );
  }

  /** A duty that other documents answer: their state is its own, and it leads there. */
  #covered({ document, summary }: Row, phase: string, system: AiSystem): TreeNode {
    const { coveredBy } = summary.unit;
    const found = coveredBy.flatMap(({ kind, unit }) =>
      system.documents.flatMap((other): readonly Row[] => {
        const covering = other.kind.id === kind ? other.unit(unit) : undefined;
        return covering === undefined ? [] : [{ document: other, summary: covering }];
      }),
    );
    const done = found.filter(({ summary: { state } }) => state === 'answered' || state === 'waived');
    const begun = found.some(({ summary: { state } }) => state === 'partial') || done.length > 0;
    const state = done.length >= coveredBy.length ? 'answered' : begun ? 'partial' : 'missing';
    const open = found.find((row) => !done.includes(row)) ?? found[0];
    const kinds = [...new Set(coveredBy.map(({ kind }) => this.catalog.kinds.get(kind)?.title ?? kind))].join(', ');
    const row = this.#unit({ document, summary: { ...summary, state } }, phase);
    return {
      ...row,
      description: this.messages.text('tree.covered', { state: { text: `state.${state}` }, kinds }),
      accessibilityLabel: `${row.accessibilityLabel}, ${kinds}`,
      ...(open === undefined ? {} : { target: this.#target(open) }),
    };
  }

  #target({ document, summary: { unit, range } }: Row): NonNullable<TreeNode['target']> {
    return { uri: document.uri, unit: unit.id, ...(range === null ? {} : { range }) };
  }

  #unit({ document, summary }: Row, phase: string): TreeNode {
    const { unit, state, level, due } = summary;
    const label = unitLabel(unit);
    const stateText = this.messages.text(`state.${state}`);
    const levelText = this.messages.text(`level.${level}`);
    const type = this.messages.text(`unit.${unit.type}`);
    const motive = unit.articles.length === 0 ? '' : ` · ${joinArticles(unit.articles)}`;
    return {
      id: `unit:${unit.id}:${phase}:${document.uri}`,
      kind: 'unit',
      label,
      // Short, since a side bar is narrow: that something is missing shows its icon.
      description: state === 'missing' ? levelText : isOpen(summary) ? `${levelText} · ${stateText}` : stateText,
      tooltip: [
        `**${label}**`,
        `*${unit.question}*`,
        `${type} · ${stateText} · ${levelText}${motive}`,
        ...(due === null || level === 'optional' ? [] : [sentence(this.messages.due(due))]),
        `${document.kind.title}: \`${fileName(document.uri)}\``,
      ].join('\n\n'),
      accessibilityLabel: `${type} ${label}, ${this.messages.text('tree.unit-spoken', { title: '', state: stateText, level: levelText }).replace(/^, /u, '')}`,
      hasChildren: false,
      expanded: false,
      ...iconOf(summary),
      state,
      level,
      target: this.#target({ document, summary }),
    };
  }
}

/** Duties that nobody owes here have no row. */
const isAsked = ({ state, level }: UnitSummary): boolean => state !== 'missing' || level !== 'optional';

const isOpen = ({ state, level }: UnitSummary): boolean => state !== 'answered' && state !== 'waived' && level !== 'optional';

/** Mandatory gaps first, then recommended ones, then what is answered, at last what nobody asks. */
function urgency(summary: UnitSummary): number {
  if (isOpen(summary)) return (summary.level === 'mandatory' ? 0 : 10) + ['missing', 'placeholder', 'partial'].indexOf(summary.state);
  return summary.state === 'missing' ? 40 : 20;
}

function iconOf(summary: UnitSummary): Pick<TreeNode, 'icon' | 'iconColor'> {
  const { state, level } = summary;
  if (state === 'answered') return { icon: 'pass-filled', iconColor: 'testing.iconPassed' };
  if (state === 'waived') return { icon: 'circle-slash' };
  const icon = state === 'partial' ? 'color-mode' : state === 'placeholder' ? 'edit' : 'circle-large-outline';
  if (level === 'optional') return { icon: state === 'missing' ? 'dash' : icon };
  return { icon, iconColor: level === 'mandatory' ? 'list.errorForeground' : 'list.warningForeground' };
}

const sentence = (part: string): string => `${part.charAt(0).toUpperCase()}${part.slice(1)}.`;

const fileName = (uri: string): string => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
