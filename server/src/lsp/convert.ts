/** From the core's findings, edits and symbols to the types of the Language Server Protocol. */
import type {
  CompletionItem as LspCompletionItem,
  Diagnostic,
  DocumentSymbol as LspSymbol,
  FoldingRange as LspFolding,
  Range,
  SymbolInformation,
  TextEdit as LspTextEdit,
} from 'vscode-languageserver';
import { CompletionItemKind, DiagnosticSeverity, DiagnosticTag, InsertTextFormat, InsertTextMode, SymbolKind } from './library';
import type { Assessment } from '../core/assessment/assess';
import type { Finding, Severity } from '../core/assessment/finding';
import { isElsewhere } from '../core/assessment/finding';
import type { TextEdit } from '../core/edit/textEdit';
import type { CompletionItem } from '../core/features/completion';
import type { DocumentSymbol, FoldingRange } from '../core/features/symbols';
import type { Lines } from '../core/syntax/lines';
import type { Spanned } from '../core/syntax/node';
import { endOf, startOf } from '../core/syntax/node';
import type { Messages } from '../core/text/messages';

export const SOURCE = 'ai-act-canvas';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export const spanRange = (lines: Lines, span: Spanned): Range => lines.range(startOf(span), endOf(span));

/** A finding as a diagnostic; `rules` is the URI of the folder with the pages that explain codes. */
export function toDiagnostic(finding: Finding, lines: Lines, uri: string, messages: Messages, rules: string | null): Diagnostic {
  return {
    range: spanRange(lines, finding.anchor),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    ...(rules === null ? {} : { codeDescription: { href: `${rules}/${finding.code}.md` } }),
    source: SOURCE,
    message: messages.of(finding),
    ...(finding.code === 'deprecated-name' ? { tags: [DiagnosticTag.Deprecated] } : {}),
    ...(finding.related === null
      ? {}
      : {
          relatedInformation: [
            {
              location: isElsewhere(finding.related.at)
                ? { uri: finding.related.at.uri, range: finding.related.at.range }
                : { uri, range: spanRange(lines, finding.related.at) },
              message: messages.text(finding.related.message, finding.related.params),
            },
          ],
        }),
  };
}

export const toTextEdit = (edit: TextEdit, lines: Lines): LspTextEdit => ({ range: lines.range(edit.from, edit.to), newText: edit.text });

const COMPLETION_KINDS: Readonly<Record<CompletionItem['kind'], CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  group: CompletionItemKind.Struct,
  field: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  entry: CompletionItemKind.Snippet,
  date: CompletionItemKind.Constant,
  file: CompletionItemKind.File,
  risk: CompletionItemKind.Reference,
  person: CompletionItemKind.Text,
  tool: CompletionItemKind.Text,
};

/** What a client says it can do with completions. */
export interface CompletionAbilities {
  readonly snippets: boolean;
  readonly insertReplace: boolean;
  readonly labelDetails: boolean;
  /** The client knows how to insert several lines. */
  readonly severalLines: boolean;
  /** Our own client asks for values right after a key whose values are known. */
  readonly suggestsAgain: boolean;
}

/** Documentation follows by resolve: `data` says what about. */
export function toCompletionItem(
  item: CompletionItem,
  assessment: Assessment,
  offset: number,
  can: CompletionAbilities,
): LspCompletionItem {
  const { lines } = assessment.tree;
  const replace = lines.range(item.from, Math.max(item.to, offset));
  const newText = can.snippets ? item.snippet : can.severalLines ? item.plain : firstLine(item.plain);
  return {
    label: item.label,
    kind: COMPLETION_KINDS[item.kind],
    detail: item.detail,
    sortText: item.sortText,
    filterText: item.label,
    insertTextFormat: can.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.asIs,
    // The rest of a word that is completed in its middle would spoil what is inserted: both modes replace it.
    textEdit: can.insertReplace ? { newText, insert: replace, replace } : { newText, range: replace },
    data: { kind: assessment.kind.id, ...item.about },
    ...(can.labelDetails && item.note !== '' ? { labelDetails: { description: item.note } } : {}),
    ...(can.suggestsAgain && item.offersValues ? { command: { title: '', command: 'editor.action.triggerSuggest' } } : {}),
  };
}

/** A text up to the end of its first line with content: what clients without snippets and insert modes put in as it is meant. */
const firstLine = (text: string): string => /^\s*[^\r\n]*/u.exec(text)?.[0] ?? text;

const SYMBOL_KINDS: Readonly<Record<DocumentSymbol['kind'], SymbolKind>> = {
  section: SymbolKind.Module,
  group: SymbolKind.Struct,
  field: SymbolKind.Property,
};

export const toSymbol = (symbol: DocumentSymbol, lines: Lines): LspSymbol => ({
  name: symbol.name,
  detail: symbol.detail,
  kind: SYMBOL_KINDS[symbol.kind],
  range: lines.range(symbol.from, symbol.to),
  selectionRange: spanRange(lines, symbol.nameAt),
  children: symbol.children.map((child) => toSymbol(child, lines)),
});

/** For clients that know no tree of symbols: one after the other, each with the name of the one that holds it. */
export function toFlatSymbols(symbols: readonly DocumentSymbol[], lines: Lines, uri: string, container?: string): SymbolInformation[] {
  return symbols.flatMap((symbol) => [
    {
      name: symbol.name,
      kind: SYMBOL_KINDS[symbol.kind],
      location: { uri, range: lines.range(symbol.from, symbol.to) },
      ...(container === undefined ? {} : { containerName: container }),
    },
    ...toFlatSymbols(symbol.children, lines, uri, symbol.name),
  ]);
}

export const toFolding = (range: FoldingRange): LspFolding => ({ startLine: range.startLine, endLine: range.endLine, kind: range.kind });
