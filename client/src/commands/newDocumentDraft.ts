/** Asks for what a new document needs, step by step; the steps are in `newDocumentSteps.ts`. */
import type { Uri } from 'vscode';
import type { ChoicesResult } from '../../../server/src/protocol';
import { folderCandidates } from './newDocumentPlaces';
import { stepsFor, type Draft, type Step } from './newDocumentSteps';

/** Asks for what is not given; undefined when the user gave up. */
export function completeDraft(given: Draft, choices: ChoicesResult): Promise<Draft | undefined> {
  const folders = folderCandidates();
  return walk(stepsFor(given, choices, folders), { ...onlyFolder(folders), ...given });
}

/** Goes through the steps, forth and back, as far as the tier is known; undefined when the user gave up. */
async function walk(steps: readonly Step[], start: Draft): Promise<Draft | undefined> {
  let draft = start;
  for (let index = 0; index < steps.length && draft.tier !== null;) {
    const outcome = await steps[index]?.(draft, { step: index + 1, total: steps.length });
    if (outcome === undefined || outcome.end === 'closed') return undefined;
    if (outcome.end === 'back') {
      index -= 1;
    } else {
      draft = { ...draft, ...outcome.value };
      index += 1;
    }
  }
  return draft;
}

function onlyFolder(folders: readonly Uri[]): Draft {
  const [folder] = folders;
  return folder !== undefined && folders.length === 1 ? { folder } : {};
}
