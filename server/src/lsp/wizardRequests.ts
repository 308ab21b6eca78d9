/** The tier wizard's requests (see `protocol.ts`). The server remembers nothing between two of them. */
import type { Assessment, Engine } from '../core/assessment/assess';
import type { Catalog, Kind } from '../core/catalog/catalog';
import type { SystemRecord } from '../core/document/systemRecord';
import { recordAnswers } from '../core/edit/recordAnswers';
import type { TextEdit } from '../core/edit/textEdit';
import { applyEdits } from '../core/edit/textEdit';
import { recordedAnswers } from '../core/features/recordedAnswers';
import { wizardPage } from '../core/features/wizardPage';
import type { Classification } from '../core/regulation/classify';
import { classify } from '../core/regulation/classify';
import type { Regulation } from '../core/regulation/regulation';
import { Lines } from '../core/syntax/lines';
import { systemDocument } from '../core/systemDocument';
import type { Messages } from '../core/text/messages';
import type {
  WizardAnswers,
  WizardPage,
  WizardParams,
  WizardRecordParams,
  WizardRecordResult,
  WizardStartParams,
  WizardStartResult,
} from '../protocol';

export interface WizardRequests {
  readonly engine: Engine;
  readonly messages: Messages;
  /** The law with its texts. */
  readonly law: () => Regulation;
  /** The records of all systems in the workspace. */
  readonly records: () => readonly SystemRecord[];
  /** The newest assessment of a document, open or on disk, with its version. */
  readonly assessed: (uri: string) => Promise<{ readonly assessment: Assessment; readonly version: number | null } | undefined>;
}

type Ended = Classification & { readonly tier: string };

export async function wizardStart(server: WizardRequests, { uri }: WizardStartParams): Promise<WizardStartResult | null> {
  const { catalog } = server.engine;
  const kind = recordKind(catalog);
  if (kind === undefined) return null;
  const assessment = uri === null ? undefined : (await server.assessed(uri))?.assessment;
  const record = assessment?.kind.isRecord === true ? uri : (assessment?.header.record?.uri ?? null);
  // One that is gone, or cannot be read, is none.
  const found = record === null ? undefined : await server.assessed(record);
  return {
    record:
      record === null || found === undefined
        ? null
        : { uri: record, answers: Object.fromEntries(recordedAnswers(server.law(), found.assessment.root)) },
    system: assessment?.header.systemId ?? null,
    kind: { id: kind.id, title: kind.title, description: kind.help, fileName: `${kind.id}.yaml` },
    // Who looks at a document classifies its system; all others say which one, and so does who looks at one with several records.
    records: server
      .records()
      .filter(
        ({ uri: other }) => assessment === undefined || (record === null && assessment.header.rivals.some((rival) => rival.uri === other)),
      )
      .map(({ uri: other, system, tier }) => ({ uri: other, system, tierTitle: catalog.tier(tier)?.title ?? null })),
  };
}

const recordKind = (catalog: Catalog): Kind | undefined => [...catalog.kinds.values()].find(({ isRecord }) => isRecord);

export const wizardNextPage = async ({ law, messages }: WizardRequests, { answers }: WizardParams): Promise<WizardPage> =>
  wizardPage(law(), messages, answers);

export async function wizardRecord(server: WizardRequests, params: WizardRecordParams): Promise<WizardRecordResult | null> {
  const { uri, system, answers } = params;
  if (uri !== null) return updatedRecord(server, uri, answers);
  const law = server.law();
  const classification = ended(classify(law, answers));
  if (classification === null) return null;
  const text = systemDocument(law, server.messages, classification, { system, projectName: null, answers });
  return { kind: 'new', text, caret: { line: 0, character: 0 } };
}

async function updatedRecord(
  { assessed, law, messages }: WizardRequests,
  uri: string,
  answers: WizardAnswers,
): Promise<WizardRecordResult | null> {
  const found = await assessed(uri);
  if (found?.assessment.kind.isRecord !== true) return null;
  const { assessment, version } = found;
  const regulation = law();
  const known = recordedAnswers(regulation, assessment.root);
  const classification = ended(classify(regulation, { ...Object.fromEntries(known), ...answers }));
  if (classification === null) return null;
  const { tier, roles } = classification;
  const recorded = recordAnswers(assessment.tree, assessment.root, assessment.kind.root, {
    answers: new Map([...regulation.questions.keys()].flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]]]))),
    law: regulation.version,
    result: tier,
    tier: regulation.results.get(tier)?.recordedAs ?? tier,
    // Who named no role leaves those that the record states.
    ...(roles.length === 0 ? {} : { roles }),
  });
  if ('refused' in recorded) return { kind: 'refused', reason: messages.text(`wizard.refused-${recorded.refused}`) };
  const { edits, changes } = recorded;
  return { kind: 'edit', edit: edits.length === 0 ? null : placed(uri, version, assessment, edits), changes };
}

const ended = (classification: Classification): Ended | null =>
  classification.tier === null ? null : { ...classification, tier: classification.tier };

function placed(
  uri: string,
  version: number | null,
  { tree }: Assessment,
  edits: readonly TextEdit[],
): NonNullable<Extract<WizardRecordResult, { kind: 'edit' }>['edit']> {
  const first = Math.min(...edits.map(({ from }) => from));
  return {
    uri,
    version,
    edits: edits.map((edit) => ({ range: tree.lines.range(edit.from, edit.to), newText: edit.text })),
    caret: new Lines(applyEdits(tree.text, edits)).positionAt(first),
  };
}
