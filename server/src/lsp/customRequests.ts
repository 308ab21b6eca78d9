/** The requests that our own client adds to the protocol (see `protocol.ts`). */
import type { Connection } from 'vscode-languageserver';
import type { Assessment, Engine } from '../core/assessment/assess';
import type { Catalog, Kind, Level } from '../core/catalog/catalog';
import { levelAtStart } from '../core/assessment/unitState';
import type { Finding } from '../core/assessment/finding';
import { GAP_CODES } from '../core/assessment/finding';
import { insertPaths } from '../core/assessment/gaps';
import { withCaret } from '../core/edit/leaves';
import type { TextEdit } from '../core/edit/textEdit';
import { applyEdits } from '../core/edit/textEdit';
import { insertion, missingPaths } from '../core/features/fixes/gapFixes';
import { tierEdits } from '../core/features/fixes/headerFixes';
import { Lines } from '../core/syntax/lines';
import { find } from '../core/syntax/path';
import { placeToWrite } from '../core/edit/layout';
import { documentTemplate } from '../core/template';
import type { Messages } from '../core/text/messages';
import type {
  ChoicesResult,
  GapParams,
  GapResult,
  InsertMissingParams,
  InsertUnitParams,
  PlacedEdit,
  Range,
  SetTierParams,
  StatusParams,
  StatusResult,
  TemplateParams,
  TemplateResult,
  TreeParams,
  TreeResult,
  WizardPage,
  WizardParams,
  WizardRecordParams,
  WizardRecordResult,
  WizardStartParams,
  WizardStartResult,
} from '../protocol';
import {
  CHOICES,
  GAP,
  INSERT_MISSING,
  INSERT_UNIT,
  SET_TIER,
  STATUS,
  TEMPLATE,
  TREE,
  WIZARD,
  WIZARD_RECORD,
  WIZARD_START,
} from '../protocol';
import { spanRange } from './convert';
import type { WizardRequests } from './wizardRequests';
import { wizardNextPage, wizardRecord, wizardStart } from './wizardRequests';

export interface CustomRequests extends WizardRequests {
  readonly engine: Engine;
  /** The catalog with all help texts. */
  readonly guidance: () => Catalog;
  readonly messages: Messages;
  /** The newest assessment of a document, open or on disk, with its version. */
  readonly assessed: (uri: string) => Promise<{ readonly assessment: Assessment; readonly version: number | null } | undefined>;
  readonly tree: (parent: string | undefined) => TreeResult;
}

/** Registers all of them; `guard` wraps each. */
export function registerCustomRequests(
  connection: Connection,
  server: CustomRequests,
  guard: <T>(name: string, fallback: T, run: () => Promise<T>) => Promise<T>,
): void {
  const { engine, messages } = server;
  const edit = async (uri: string, make: (assessment: Assessment) => readonly TextEdit[]): Promise<PlacedEdit | null> => {
    const found = await server.assessed(uri);
    return found === undefined ? null : placed(uri, found.version, found.assessment, make(found.assessment));
  };
  const on = <P, R>(name: string, fallback: R, run: (params: P) => Promise<R>): void => {
    connection.onRequest(name, (params: P): Promise<unknown> => guard(name, fallback, () => run(params)));
  };
  on<TreeParams | null, TreeResult>(TREE, { nodes: [], openMandatory: 0, documents: 0 }, async (params) => server.tree(params?.parent));
  on<InsertUnitParams, PlacedEdit | null>(INSERT_UNIT, null, (params) =>
    edit(params.uri, (assessment) => unitEdits(assessment, params.unit)),
  );
  on<InsertMissingParams, PlacedEdit | null>(INSERT_MISSING, null, (params) =>
    edit(params.uri, (assessment) => insertion(assessment, missingPaths(assessment, params.levels))),
  );
  on<SetTierParams, PlacedEdit | null>(SET_TIER, null, (params) =>
    edit(params.uri, (assessment) => (engine.catalog.tier(params.tier) === undefined ? [] : tierEdits(assessment, params.tier))),
  );
  on<GapParams, GapResult | null>(GAP, null, async (params) => gap((await server.assessed(params.uri))?.assessment, params, messages));
  on<StatusParams, StatusResult | null>(STATUS, null, async (params) => status((await server.assessed(params.uri))?.assessment, engine));
  on<null, ChoicesResult>(CHOICES, { kinds: [], tiers: [] }, async () => choices(engine));
  on<TemplateParams, TemplateResult>(TEMPLATE, { text: '', caret: { line: 0, character: 0 } }, async (params) =>
    template(server.guidance(), messages, params),
  );
  on<WizardStartParams, WizardStartResult | null>(WIZARD_START, null, (params) => wizardStart(server, params));
  on<WizardParams, WizardPage | null>(WIZARD, null, (params) => wizardNextPage(server, params));
  on<WizardRecordParams, WizardRecordResult | null>(WIZARD_RECORD, null, (params) => wizardRecord(server, params));
}

function unitEdits(assessment: Assessment, id: string): readonly TextEdit[] {
  const unit = assessment.kind.unitById.get(id);
  const result = unit === undefined ? undefined : assessment.units.get(unit);
  return result === undefined ? [] : insertion(assessment, insertPaths([result], assessment.root, assessment.tier));
}

function placed(uri: string, version: number | null, assessment: Assessment, edits: readonly TextEdit[]): PlacedEdit | null {
  if (edits.length === 0) return null;
  const { lines, text } = assessment.tree;
  const { edits: spaced, caret } = withCaret(edits);
  return {
    uri,
    version,
    edits: spaced.map((edit) => ({ range: lines.range(edit.from, edit.to), newText: edit.text })),
    caret: new Lines(applyEdits(text, spaced)).positionAt(caret),
  };
}

function gap(assessment: Assessment | undefined, params: GapParams, messages: Messages): GapResult | null {
  if (assessment === undefined) return null;
  const { lines } = assessment.tree;
  // What is mandatory first; when nothing of it is left, the rest.
  const all = assessment.findings.filter((finding) => GAP_CODES.has(finding.code));
  const mandatory = all.filter((finding) => finding.level === 'mandatory');
  const gaps = (mandatory.length > 0 ? mandatory : all).map((finding) => {
    const range = rangeToGo(assessment, finding);
    return { finding, range, at: lines.offsetAt(range.start) };
  });
  const offset = lines.offsetAt(params.position);
  const places = [...new Set(gaps.map(({ at }) => at))].toSorted((a, b) => a - b);
  const next = params.direction === 'next';
  const place = next ? (places.find((at) => at > offset) ?? places[0]) : (places.findLast((at) => at < offset) ?? places.at(-1));
  const here = gaps.filter(({ at }) => at === place);
  const [found] = here;
  if (found === undefined || place === undefined) return null;
  const message = messages.of(found.finding);
  return {
    range: found.range,
    message: here.length === 1 ? message : messages.text('gap.several', { message, count: here.length - 1 }),
    index: places.indexOf(place) + 1,
    total: places.length,
  };
}

/** Where the answer to a gap is written, when its key stands without a value; else the finding's anchor. */
function rangeToGo(assessment: Assessment, finding: Finding): Range {
  const { pair } = find(assessment.root, finding.path.split('.'));
  const range = pair?.key === finding.anchor ? placeToWrite(assessment.tree, pair) : null;
  return range ?? spanRange(assessment.tree.lines, finding.anchor);
}

function status(assessment: Assessment | undefined, engine: Engine): StatusResult | null {
  if (assessment === undefined) return null;
  const { kind, header, tier, progress } = assessment;
  return {
    kind: kind.id,
    kindTitle: kind.title,
    system: header.systemId,
    tier,
    tierTitle: engine.catalog.tier(tier)?.title ?? null,
    mandatory: progress.mandatory,
    recommended: progress.recommended,
  };
}

function choices(engine: Engine): ChoicesResult {
  const kinds = [...engine.catalog.kinds.values()];
  const asked = (kind: Kind, tier: string, level: Level): number =>
    kind.units.filter((unit) => levelAtStart(engine.catalog, unit, tier) === level).length;
  return {
    kinds: kinds.map((kind) => ({ id: kind.id, title: kind.title, description: kind.help, fileName: `${kind.id}.yaml` })),
    tiers: engine.catalog.tiers.map((tier) => ({
      id: tier.id,
      title: tier.title,
      description: tier.help,
      asks: Object.fromEntries(
        kinds.map((kind) => [kind.id, { mandatory: asked(kind, tier.id, 'mandatory'), recommended: asked(kind, tier.id, 'recommended') }]),
      ),
    })),
  };
}

function template(guidance: Catalog, messages: Messages, params: TemplateParams): TemplateResult {
  const kind = guidance.kinds.get(params.kind);
  if (kind === undefined || guidance.tier(params.tier) === undefined) return { text: '', caret: { line: 0, character: 0 } };
  const { text, caret } = documentTemplate(guidance, messages, kind, params.tier, params.system);
  return { text, caret: new Lines(text).positionAt(caret) };
}
