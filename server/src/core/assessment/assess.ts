/**
 * Text to assessment: units with their states, findings, progress. Everything that users see is read from here.
 * Never throws on any text; knows no file system and no clock.
 */
import type { Catalog, Kind, Unit } from '../catalog/catalog';
import { isProhibited } from '../catalog/catalog';
import type { Validators } from '../catalog/validators';
import { withPresentNames } from '../document/aliases';
import { kindOfName, statedKind } from '../document/documentKind';
import type { Header } from '../document/header';
import { readHeader } from '../document/header';
import type { Place, SystemRecord } from '../document/systemRecord';
import { pathFrom } from '../document/systemRecord';
import type { Regulation } from '../regulation/regulation';
import type { EvidenceReference } from '../evidence/references';
import type { YamlNode } from '../syntax/node';
import { absolute, pairOf, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { classificationFindings } from './classificationFindings';
import { contradictionFindings } from './contradictions';
import type { DueContext } from './due';
import { banWords, laterBan } from './due';
import type { Finding, Param, SeverityBasis } from './finding';
import { finding } from './finding';
import type { GapInput } from './gaps';
import { gapFindings, isWithin } from './gaps';
import { resultsOnce } from './knownUnits';
import { AssessmentMemory } from './memory';
import type { Progress } from './progress';
import { progressOf } from './progress';
import type { RecordFacts } from './knownFacts';
import { factsBeside } from './knownFacts';
import { structureFindings } from './structure';
import { recordContradictions, systemFindings, tierMissing } from './systemFindings';
import { textFindings } from './textFindings';
import type { UnitResult } from './unitState';
import { unreadParts } from './unread';
import { readWaivers, unusedFindings, waive, waiveRules } from './waivers';

export interface Assessment {
  readonly kind: Kind;
  readonly header: Header;
  /** Id of the tier that counts, stated here or by the record of the system; null while none is known. */
  readonly tier: string | null;
  /** How messages name that tier: an inherited one with the file that states it. */
  readonly tierTitle: Param | null;
  readonly tree: SyntaxTree;
  /** The document's root with present names in place of older ones. */
  readonly root: YamlNode | null;
  readonly units: ReadonlyMap<Unit, UnitResult>;
  /** In the order of their places in the text. */
  readonly findings: readonly Finding[];
  readonly progress: Progress;
  /** What the record of a system says of duties; null for other documents. */
  readonly facts: RecordFacts | null;
  /** From when and by whom units are owed; null while no tier is known. */
  readonly due: DueContext | null;
  /** What the document names as evidence, in the order of the text. Collected when it is asked for. */
  readonly evidence: () => readonly EvidenceReference[];
}

/** What an assessment is made with; the same for all documents. */
export interface Engine {
  readonly catalog: Catalog;
  readonly validators: Validators;
  /** The law, read when it is first needed. */
  readonly regulation: Regulation;
}

/** What an assessment may be given besides the document. */
export interface AssessOptions {
  /** What is remembered of the document's assessment before its last edit. */
  readonly memory?: AssessmentMemory;
  /** True where the text is known to hold no odd characters, so that they need not be looked for. */
  readonly isPlain?: boolean;
  /** The ISO date that counts as today; null where nobody knows. */
  readonly asOf?: string | null;
  /** What severities of gaps go by; the level, unless stated. */
  readonly severityBasis?: SeverityBasis;
  /** The record of the document's system; null for a record itself, and where there is none. */
  readonly record?: SystemRecord | null;
  /** Records that are in each other's way, each where it names its system; see `Header.rivals`. */
  readonly rivals?: readonly Place[];
}

/** Assesses a document of a known kind. `path` is its file's path or URI, for what its name says. */
export function assess(engine: Engine, kind: Kind, path: string, tree: SyntaxTree, options: AssessOptions = {}): Assessment {
  const { catalog } = engine;
  const {
    memory = new AssessmentMemory(catalog.placeholder, false),
    isPlain = false,
    asOf = null,
    severityBasis = 'level',
    record = null,
    rivals = [],
  } = options;
  const start = absolute(0, 0);
  const root = withPresentNames(kind.root, tree.root);
  const header = readHeader(catalog, root, record, rivals);
  const tier = header.tier?.value ?? record?.tier ?? null;
  const firstKey = root?.type === 'map' ? root.pairs[0]?.key : undefined;
  const unread = unreadParts(kind, tree, root);
  // Where a part of an answer could not be read, the rest of it is no measure.
  const isMeasured = ({ path }: Finding): boolean => !unread.answers.some((answer) => isWithin(path, answer));
  const structure = structureFindings(kind, engine.validators, root, start, memory).filter(isMeasured);
  const facts = kind.isRecord ? memory.facts.of(engine.regulation, kind, root, header) : null;
  const situation = { catalog, filling: memory.filling, tier, stage: header.stage, facts };
  const isWrong = ({ severity, code }: Finding): boolean => severity === 'error' && code !== 'duplicate-key';
  const wrongPaths = [...structure.filter(isWrong).map(({ path }) => path), ...unread.answers];
  // What is judged once need not be remembered.
  const isOnce = options.memory === undefined;
  const judged = (isOnce ? resultsOnce : memory.units.results.bind(memory.units))(kind, root, situation, wrongPaths);
  const waivers = readWaivers(root, memory.filling, asOf, unread);
  const { results: units, unused } = waive(kind, judged, waivers.valid);
  const documentAnchor = header.tier?.at ?? firstKey ?? start;
  const contradictions = [
    ...(facts === null ? [] : classificationFindings(engine, kind, root, header, facts)),
    ...(facts === null ? [] : contradictionFindings(engine.regulation, kind, root, facts, documentAnchor)),
    ...recordContradictions(path, header),
  ];
  const rules = waiveRules(contradictions, waivers.valid);
  const findings = [
    ...textFindings(tree, isPlain),
    ...kindFindings(catalog, kind, path, tree.root),
    ...structure,
    ...systemFindings(catalog, kind, path, header, firstKey ?? start),
    ...rules,
    ...waivers.findings,
  ];
  const tierTitle = tier === null ? null : shownTier(catalog, path, header, tier);
  const tierAt = header.tier?.at ?? placeOfTier(record);
  const { regulation } = engine;
  const due = tier === null ? null : { regulation, duties: () => facts ?? factsBeside(regulation, header, tier), asOf };
  if (tier === null || due === null) {
    const written = pairOf(root, 'risk_tier');
    const isSaid = wrongPaths.includes('risk_tier') || (written === undefined && unread.holds(['risk_tier']));
    if (!isSaid) {
      findings.push(tierMissing(kind, path, header, written?.key ?? firstKey ?? start));
    }
  } else if (isProhibited(kind, tier)) {
    const articles = catalog.tier(tier)?.articles ?? [];
    const ban = laterBan(due, tier);
    findings.push(
      finding({
        code: 'prohibited-practice',
        ...(ban === null ? { params: { articles } } : { message: 'prohibited-practice.later', params: { articles, ban: banWords(ban) } }),
        severity: 'error',
        anchor: documentAnchor,
        path: 'risk_tier',
        articles,
        related: tierAt === null || tierAt === header.tier?.at ? null : { at: tierAt, message: 'related.tier', params: { tier } },
      }),
    );
  } else {
    const gaps: GapInput = {
      root,
      results: units,
      tier: { at: tierAt, id: tier, title: tierTitle ?? tier },
      documentAnchor,
      wrongPaths,
      unread,
      due,
      severityBasis,
    };
    findings.push(
      ...unusedFindings(unused.filter(({ field }) => !rules.some(({ code, waived }) => waived && code === field))),
      ...(isOnce ? gapFindings(kind.sections, gaps) : memory.gapFindings.of(kind.sections, gaps)),
    );
  }
  const ordered = inOrder(findings);
  let evidence: readonly EvidenceReference[] | undefined;
  const progress = memory.progress.get(units) ?? progressOf(catalog, units.values());
  memory.progress.set(units, progress);
  return {
    kind,
    header,
    tier,
    tierTitle,
    tree,
    root,
    units,
    findings: ordered,
    progress,
    facts,
    due,
    evidence: () => (evidence ??= memory.evidence.references(root, kind.root)),
  };
}

const inOrder = (findings: readonly Finding[]): readonly Finding[] => findings.toSorted((a, b) => startOf(a.anchor) - startOf(b.anchor));

/** An assessment with findings of others, such as those about files that the document names. */
export const withFindings = (assessment: Assessment, more: readonly Finding[]): Assessment =>
  more.length === 0 ? assessment : { ...assessment, findings: inOrder([...assessment.findings, ...more]) };

/** Where a record states its tier. */
const placeOfTier = (record: SystemRecord | null): Place | null =>
  record?.tierRange == null ? null : { uri: record.uri, range: record.tierRange };

/** A tier as messages name it: one that is inherited with the file that states it. */
function shownTier(catalog: Catalog, path: string, { sources, record }: Header, tier: string): Param {
  const title = catalog.tier(tier)?.title ?? tier;
  if (sources.tier !== 'record' || record === null) return title;
  return { text: 'tier.inherited', params: { tier: title, file: pathFrom(path, record.uri) } };
}

function kindFindings(catalog: Catalog, kind: Kind, path: string, root: YamlNode | null): readonly Finding[] {
  const stated = statedKind(root);
  if (stated === undefined || stated.value === kind.id || kindOfName(catalog, path) === undefined) return [];
  if (!catalog.kindNames.some((term) => term.id === stated.value)) return [];
  return [
    finding({
      code: 'kind-mismatch',
      params: { stated: String(stated.value), kind: kind.id },
      severity: 'error',
      anchor: stated,
      path: 'kind',
      fix: { fix: 'state-kind', kind: kind.id },
    }),
  ];
}
