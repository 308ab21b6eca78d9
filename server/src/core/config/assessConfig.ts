/**
 * A configuration file as an assessment, so that findings, completion, hover, fixes, symbols and folding work in it as
 * in a document. It is no document: it has no units, no tier, no progress.
 */
import type { Assessment, Engine } from '../assessment/assess';
import type { Finding } from '../assessment/finding';
import { finding } from '../assessment/finding';
import { AssessmentMemory } from '../assessment/memory';
import { progressOf } from '../assessment/progress';
import { structureFindings } from '../assessment/structure';
import { textFindings, unreadableFinding } from '../assessment/textFindings';
import { readHeader } from '../document/header';
import { absolute, pairOf, resolved, startOf } from '../syntax/node';
import type { SyntaxTree } from '../syntax/parse';
import { toValue } from '../syntax/value';
import { CONFIG_NAME } from './config';
import type { Refusal } from './overlay';

/** True for the path or URI of a configuration file. */
export const isConfigFile = (path: string): boolean =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) === CONFIG_NAME;

/** True for the assessment of a configuration file. */
export const isConfig = ({ catalog }: Engine, { kind }: Assessment): boolean => kind === catalog.config;

/** Assesses the text of a configuration file; whatever is wrong has the code `config-invalid`. */
export function assessConfig({ catalog, validators }: Engine, tree: SyntaxTree, memory?: AssessmentMemory): Assessment {
  const { config: kind } = catalog;
  const start = absolute(0, 0);
  const known = memory ?? new AssessmentMemory(catalog.placeholder);
  const findings = [...textFindings(tree, false), ...structureFindings(kind, validators, tree.root, start, known)];
  return {
    kind,
    header: readHeader(catalog, null),
    tier: null,
    tierTitle: null,
    tree,
    root: tree.root,
    units: new Map(),
    findings: findings.map(asConfigFinding).toSorted((a, b) => startOf(a.anchor) - startOf(b.anchor)),
    progress: progressOf(catalog, []),
    facts: null,
    due: null,
    evidence: () => [],
  };
}

/** Findings of overlays that are left out, each where the configuration names its file. */
export function policyFindings({ root }: Assessment, refusals: readonly Refusal[]): readonly Finding[] {
  const pair = pairOf(root, 'policies');
  if (pair === undefined) return [];
  const list = resolved(pair.value);
  const named = list?.type === 'seq' ? list.items : [list];
  return refusals.map(({ path, code, message, params }) => {
    const at = named.find((node) => toValue(node) === path) ?? pair.key;
    return finding({ code, message, params, severity: 'error', anchor: at, path: 'policies' });
  });
}

/** The one finding of a configuration file whose text cannot be read. */
export const unreadableConfig = (text: string): Finding => asConfigFinding(unreadableFinding(text));

/** Texts of findings in documents that would be wrong here. */
const OWN_TEXTS: Readonly<Record<string, string>> = {
  'unknown-key': 'config-invalid.unknown-key',
  'unknown-key.top': 'config-invalid.unknown-key',
  'yaml-syntax.UNKNOWN_ALIAS': 'config-invalid.star',
};

const asConfigFinding = (finding: Finding): Finding => ({
  ...finding,
  code: 'config-invalid',
  message: OWN_TEXTS[finding.message] ?? finding.message,
  severity: 'error',
  fix: finding.message === 'yaml-syntax.UNKNOWN_ALIAS' ? quoted(finding) : finding.fix,
});

/** A pattern that begins with `*` is an alias to YAML; what is meant is a text. */
function quoted({ anchor, params }: Finding): Finding['fix'] {
  const from = startOf(anchor);
  const pattern = `*${String(params['detail'])}`;
  return { fix: 'replace-span', from, to: from + pattern.length, with: JSON.stringify(pattern), title: 'fix.quote-value' };
}
