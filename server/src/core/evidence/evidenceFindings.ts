/** Findings about evidence, once somebody has looked whether it is there. */
import type { Finding, FixData } from '../assessment/finding';
import { finding } from '../assessment/finding';
import { showPath } from '../syntax/path';
import type { EvidenceReference } from './references';

/** What is known of one value of evidence. */
export type EvidenceState =
  /** It is there, its heading too, or it is none that is looked up; or nothing is known. */
  | { readonly state: 'fine' }
  /** Nothing is there. `near` is a path of like name that exists; `create` is the URI of the file that could be made. */
  | { readonly state: 'missing'; readonly near: string | null; readonly create: string | null }
  /** It is there once `\` is read as `/`, which not every system does. */
  | { readonly state: 'separators'; readonly path: string }
  /** The file is there without its heading; `near` is the value with a heading of like name. */
  | { readonly state: 'no-heading'; readonly near: string | null }
  /** It leads out of the workspace folder, by its steps or by a link. */
  | { readonly state: 'outside'; readonly by: 'steps' | 'link' }
  /** A path from a disk's root; `relative` is the same place as seen from the document, where that is in the workspace. */
  | { readonly state: 'absolute'; readonly relative: string | null };

/** Findings of a document's evidence; `stateOf` says what is known of a value. */
export function evidenceFindings(
  references: readonly EvidenceReference[],
  stateOf: (reference: EvidenceReference) => EvidenceState,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const reference of references) {
    const state = stateOf(reference);
    if (state.state !== 'fine') findings.push(evidenceFinding(reference, state));
  }
  return findings;
}

function evidenceFinding(reference: EvidenceReference, state: Exclude<EvidenceState, { readonly state: 'fine' }>): Finding {
  const path = showPath(reference.path);
  const [file = '', heading = ''] = shownParts(reference.value);
  const make = (part: Pick<Finding, 'code' | 'message' | 'severity'> & Partial<Finding>, near: string | null = null): Finding =>
    finding({
      params: { path, file, heading, ...(near === null ? {} : { near }) },
      anchor: reference.at,
      path,
      unit: reference.unit?.id ?? null,
      ...part,
    });
  switch (state.state) {
    case 'missing':
      return make(
        {
          code: 'evidence-missing',
          message: state.near === null ? 'evidence-missing' : 'evidence-missing.near',
          severity: 'warning',
          fix: evidenceFix(reference, state.near, createdFile(reference, state.create)),
        },
        state.near,
      );
    case 'separators':
      return make(
        { code: 'evidence-missing', message: 'evidence-missing.separators', severity: 'hint', fix: evidenceFix(reference, state.path) },
        state.path,
      );
    case 'no-heading':
      return make(
        {
          code: 'evidence-missing',
          message: state.near === null ? 'evidence-missing.heading' : 'evidence-missing.heading-near',
          severity: 'warning',
          anchor: reference.headingAt ?? reference.at,
          fix: evidenceFix(reference, state.near ?? reference.value.slice(0, reference.value.indexOf('#'))),
        },
        state.near,
      );
    case 'outside':
      return make({ code: 'evidence-outside-workspace', message: `evidence-outside-workspace.${state.by}`, severity: 'error' });
    case 'absolute':
      return make({
        code: 'evidence-outside-workspace',
        message: 'evidence-outside-workspace.absolute',
        severity: 'error',
        fix: evidenceFix(reference, state.relative),
      });
  }
}

/** What may stand in place of the value, and the file that may be created. */
function evidenceFix(
  { at }: EvidenceReference,
  replacement: string | null,
  create: Extract<FixData, { readonly fix: 'evidence' }>['create'] = null,
): FixData | null {
  return replacement === null && create === null ? null : { fix: 'evidence', at, with: replacement, create };
}

/** Only a text can be begun from a template. */
function createdFile(
  { target, unit, value }: EvidenceReference,
  uri: string | null,
): Extract<FixData, { readonly fix: 'evidence' }>['create'] {
  if (uri === null || target.form !== 'path') return null;
  const [{ steps, heading }] = target.readings;
  if (!/\.(?:md|markdown|txt)$/iu.test(steps.at(-1) ?? '')) return null;
  return { uri, shown: shownParts(value)[0] ?? value, unit: unit?.id ?? null, heading };
}

/** A value before and behind its `#`, short enough for a message. */
function shownParts(value: string): readonly string[] {
  const short = value.replaceAll(/\s+/gu, ' ');
  const shown = short.length > 120 ? `${short.slice(0, 119)}…` : short;
  const hash = shown.indexOf('#');
  return hash < 0 ? [shown] : [shown.slice(0, hash), shown.slice(hash + 1)];
}
