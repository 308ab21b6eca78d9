/** The engine as tests use it: built from `schemas/` itself, with all help texts. */
import type { Assessment } from '../../server/src/core/assessment/assess';
import type { AssessOptions } from '../../server/src/core/assessment/assess';
import { assess } from '../../server/src/core/assessment/assess';
import { assessConfig, isConfigFile } from '../../server/src/core/config/assessConfig';
import { kindOfName } from '../../server/src/core/document/documentKind';
import { parse } from '../../server/src/core/syntax/parse';
import { createEngine, createMessages, lazyGuidance } from '../../server/src/engine';
import whole from '../../server/src/generated/guidance.json';

export const engine = createEngine();
export const messages = createMessages();
/** The date that counts as today in tests. */
export const TODAY = '2026-11-23';
export const guidance = lazyGuidance(() => whole);

/** Assesses a text as a file of this name; the name states the kind (`mlops-canvas.yaml`). */
export function assessFile(name: string, text: string, options: AssessOptions = {}): Assessment {
  if (isConfigFile(name)) return assessConfig(engine, parse(text));
  const kind = kindOfName(engine.catalog, name);
  if (kind === undefined) throw new Error(`${name} names no kind of document`);
  return assess(engine, kind, name, parse(text), { asOf: TODAY, ...options });
}
