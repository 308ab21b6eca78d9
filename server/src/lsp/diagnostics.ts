/** Diagnostics: pulled by clients that can, pushed to those that cannot. */
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from './library';
import { unreadableFinding } from '../core/assessment/textFindings';
import type { Engine } from '../core/assessment/assess';
import { isConfigFile, unreadableConfig } from '../core/config/assessConfig';
import { Lines } from '../core/syntax/lines';
import type { Messages } from '../core/text/messages';
import { isUnreadableDocument } from '../workspace/ownText';
import { toDiagnostic } from './convert';
import type { Assessed } from './openDocuments';
import type { Session } from './session';

/** A document that diagnostics are asked for, open or not. */
export type Diagnosed = Pick<Assessed, 'uri' | 'text' | 'assessment'>;

/** Diagnostics of a document; none for a document that is none of ours. */
export function diagnosticsOf(
  assessed: Diagnosed | undefined,
  engine: Engine,
  messages: Messages,
  rules: string | null,
): readonly Diagnostic[] {
  if (assessed === undefined) return [];
  const { assessment, uri } = assessed;
  if (assessment !== undefined)
    return assessment.findings
      .filter(({ waived }) => !waived)
      .map((finding) => toDiagnostic(finding, assessment.tree.lines, uri, messages, rules));
  // The text of an edited document is put together when it is asked for, so only here.
  const { text } = assessed;
  const unreadable = isConfigFile(uri) ? unreadableConfig : unreadableFinding;
  return isUnreadableDocument(engine, uri, text) ? [toDiagnostic(unreadable(text), new Lines(''), uri, messages, rules)] : [];
}

/** The answer to a pull: `unchanged` when the client has these diagnostics already. */
export function pullReport(
  assessed: Assessed | undefined,
  previous: string | undefined,
  diagnostics: () => readonly Diagnostic[],
): DocumentDiagnosticReport {
  const resultId = assessed?.resultId ?? 'none';
  if (previous === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics()] };
}

/** Pushes diagnostics soon after a change; changes that come before are covered by the same push. */
export class DiagnosticsPush {
  readonly #waiting = new Set<string>();
  /** Ids of what was pushed last. */
  readonly #pushed = new Map<string, string>();

  constructor(
    readonly session: Pick<Session, 'connection' | 'documents' | 'lookUps'>,
    readonly make: (assessed: Assessed | undefined) => readonly Diagnostic[],
  ) {}

  schedule(uri: string): void {
    if (this.#waiting.has(uri)) return;
    this.#waiting.add(uri);
    setTimeout(() => {
      const send = (): void => {
        this.#waiting.delete(uri);
        this.#send(uri);
      };
      const before = this.session.lookUps.before(uri);
      if (before === null) send();
      else void before.then(send);
    }, 0);
  }

  #send(uri: string): void {
    const assessed = this.session.documents.get(uri);
    if (assessed === undefined || assessed.resultId === this.#pushed.get(uri)) return;
    this.#pushed.set(uri, assessed.resultId);
    void this.session.connection.sendDiagnostics({ uri, version: assessed.version, diagnostics: [...this.make(assessed)] });
  }

  clear(uri: string): void {
    this.#pushed.delete(uri);
    void this.session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }
}
