/** The engine as the build ships it: the schemas and the validators compiled from them. */
import common from '../../schemas/common.schema.json';
import crispMl from '../../schemas/crisp-ml/document.schema.json';
import mlopsCanvas from '../../schemas/mlops-canvas/document.schema.json';
import english from '../../l10n/messages.en.json';
import type { Engine } from './core/assessment/assess';
import type { Schema } from './core/catalog/schema';
import { readCatalog } from './core/catalog/read';
import { Messages } from './core/text/messages';
import { validators } from './generated/validators';

/** Reads the catalog; takes a few milliseconds, so once per process. */
export function createEngine(): Engine {
  return { catalog: readCatalog({ common: common as Schema, documents: [mlopsCanvas as Schema, crispMl as Schema] }), validators };
}

/** The texts of findings, hovers and fixes; English until other languages are added. */
export const createMessages = (): Messages => new Messages(english);
