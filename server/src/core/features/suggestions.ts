/**
 * Values that no schema lists: what stands elsewhere in the document, its system or its repository. What the document
 * itself does not say is handed in.
 */
import type { Assessment } from '../assessment/assess';
import type { Key } from '../catalog/catalog';
import { childNamed } from '../document/aliases';
import { riskMentions } from '../document/risks';
import type { YamlNode } from '../syntax/node';
import { pairOf, resolved } from '../syntax/node';
import type { FoundTool } from './repositoryTools';

/** What can be suggested for a key. */
export type SuggestionKind = 'date' | 'file' | 'risk' | 'person' | 'tool';

export interface Suggestions {
  /** The ISO date that counts as today; null where nobody knows. */
  readonly today: string | null;
  /** Files of the workspace folder, as paths from the document's folder. */
  readonly files: readonly string[];
  /** People and roles that other documents of the system name. */
  readonly people: readonly string[];
  /** Tools that the files of the repository speak of. */
  readonly tools: readonly FoundTool[];
}

export const NO_SUGGESTIONS: Suggestions = { today: null, files: [], people: [], tools: [] };

export interface Suggestion {
  readonly value: string;
  readonly kind: SuggestionKind;
  /** What it is, or where it comes from. */
  readonly detail: string;
}

/** Keys of the form whose values name people. */
const PEOPLE: ReadonlySet<string> = new Set(['owner', 'approved_by', 'by', 'team_members']);

/** What can be suggested for a key; null where its values are its own, or are listed in the schemas. */
export function suggestionKind(key: Key): SuggestionKind | null {
  if (key.kind === 'date') return 'date';
  if (key.kind === 'evidence' || key.kind === 'output') return 'file';
  if (key.kind === 'tool_list') return 'tool';
  if (key.kind === 'role' || PEOPLE.has(key.name)) return 'person';
  return key.name === 'mitigates' ? 'risk' : null;
}

/** True for keys whose values are names and paths, with blanks and slashes in them. */
export const takesWords = (key: Key): boolean => suggestionKind(key) !== null && key.kind !== 'date';

/** Suggestions for a key, likeliest first; what stands in the same list already is left out. */
export function suggestionsFor(key: Key, assessment: Assessment, from: Suggestions, taken: ReadonlySet<string>): readonly Suggestion[] {
  const kind = suggestionKind(key);
  const suggestions = kind === null ? [] : valuesOf(kind, assessment, from);
  const known = new Set([...taken, ...key.choices.map((choice) => choice.value)]);
  return suggestions.filter(({ value }) => {
    if (known.has(value)) return false;
    known.add(value);
    return true;
  });
}

function valuesOf(kind: SuggestionKind, assessment: Assessment, { today, files, people, tools }: Suggestions): readonly Suggestion[] {
  switch (kind) {
    case 'date':
      return today === null ? [] : [{ value: today, kind, detail: '' }];
    case 'file':
      return files.map((value) => ({ value, kind, detail: '' }));
    case 'tool':
      return tools.map(({ name, file }) => ({ value: name, kind, detail: file }));
    case 'person':
      return [...peopleIn(assessment), ...people].map((value) => ({ value, kind, detail: '' }));
    case 'risk':
      return riskMentions(assessment.root).flatMap(({ id, risk }) =>
        risk === null ? [] : [{ value: id, kind, detail: textOf(pairOf(risk, 'description')?.value ?? null) }],
      );
  }
}

const textOf = (node: YamlNode | null): string => {
  const at = resolved(node);
  return at?.type === 'scalar' && at.value !== null ? String(at.value).replaceAll(/\s+/gu, ' ').trim() : '';
};

/** People and roles that a document names, those named most often first. */
export function peopleIn({ root, kind }: Pick<Assessment, 'root' | 'kind'>): readonly string[] {
  const counts = new Map<string, number>();
  const count = (node: YamlNode | null): void => {
    if (node?.type === 'seq') node.items.forEach(count);
    else if (node?.type === 'map') count(pairOf(node, 'answer')?.value ?? null);
    else if (node?.type === 'scalar' && typeof node.value === 'string' && node.value.length < LONGEST_NAME && !node.value.includes('\n'))
      counts.set(node.value, (counts.get(node.value) ?? 0) + 1);
  };
  const visit = (node: YamlNode | null, key: Key | undefined): void => {
    if (node?.type === 'seq') for (const item of node.items) visit(item, key?.item ?? undefined);
    if (node?.type !== 'map') return;
    for (const { key: name, value } of node.pairs) {
      const child = childNamed(key, name.name);
      if (child !== undefined && suggestionKind(child) === 'person') count(value);
      else visit(value, child ?? key?.item?.child(name.name));
    }
  };
  visit(root, kind.root);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
}

/** A longer text is a sentence. */
const LONGEST_NAME = 60;
