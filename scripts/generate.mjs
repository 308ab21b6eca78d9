// Everything that is generated from schemas/. Run by the build; `node scripts/generate.mjs` runs it alone.
import { pathToFileURL } from 'node:url';
import { generateOutline } from './generate-outline.mjs';
import { generateValidators } from './generate-validators.mjs';

export function generate() {
  generateOutline();
  generateValidators();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) generate();
