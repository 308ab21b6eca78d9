/** The engine as the build ships it: the outline of the schemas, and the validators compiled from them. */
import english from '../../l10n/messages.en.json';
import tools from '../../schemas/tools.json';
import type { Engine } from './core/assessment/assess';
import type { Catalog } from './core/catalog/catalog';
import { readCatalog } from './core/catalog/read';
import type { SchemaFiles } from './core/catalog/schema';
import type { Overlay, Refusal } from './core/config/overlay';
import { withOverlays } from './core/config/overlay';
import type { RegulationFiles } from './core/regulation/data';
import { readRegulation } from './core/regulation/read';
import type { Regulation } from './core/regulation/regulation';
import { RepositoryTools } from './core/features/repositoryTools';
import { Messages } from './core/text/messages';
import { outline } from './generated/outline';
import { regulationOutline } from './generated/regulation-outline';
import { validators } from './generated/validators';

/** Reads the catalog; takes a few milliseconds, so once per process. Its keys and units have no help texts. */
export function createEngine(): Engine {
  let regulation: Regulation | undefined;
  return {
    catalog: readCatalog(outline),
    validators,
    get regulation() {
      regulation ??= createRegulation();
      return regulation;
    },
  };
}

/** The engine for documents that overlays add demands to, and what is wrong with the overlays that are left out. */
export function overlaidEngine(
  engine: Engine,
  overlays: readonly Overlay[],
): { readonly engine: Engine; readonly refusals: readonly Refusal[] } {
  const { files, refusals } = withOverlays(outline, overlays);
  const overlaid: Engine = {
    catalog: readCatalog(files),
    validators: engine.validators,
    get regulation() {
      return engine.regulation;
    },
  };
  return { engine: overlaid, refusals };
}

/** The catalog with all help texts, read when it is first asked for. */
export function lazyGuidance(load: () => SchemaFiles): (overlays?: readonly Overlay[]) => Catalog {
  const known = new Map<readonly Overlay[], Catalog>();
  return (overlays = NO_OVERLAYS) => {
    let guidance = known.get(overlays);
    if (guidance === undefined) {
      guidance = readCatalog(withOverlays(load(), overlays).files);
      // Of overlays, the newest are enough: they change as they are written.
      if (overlays !== NO_OVERLAYS) for (const older of known.keys()) if (older !== NO_OVERLAYS) known.delete(older);
      known.set(overlays, guidance);
    }
    return guidance;
  };
}

const NO_OVERLAYS: readonly Overlay[] = [];

/** The law with all its texts, read when it is first asked for. */
export function lazyLaw(load: () => RegulationFiles): () => Regulation {
  let law: Regulation | undefined;
  return () => {
    law ??= readRegulation(load());
    return law;
  };
}

/** The law without its texts: what classification, duties and dates are computed from. */
export const createRegulation = (): Regulation => readRegulation(regulationOutline);

/** The texts of findings, hovers and fixes; English until other languages are added. */
export const createMessages = (): Messages => new Messages(english);

/** Which tools the files of a repository speak of. */
export const createTools = (): RepositoryTools => new RepositoryTools(tools);
