// The core's own reading of the schemas, for scripts that generate from it: one reader, not two.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { documents, readSchema, root } from './schemas.mjs';

/** The catalog of `schemas/`, with all help texts. */
export async function readWholeCatalog() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ai-act-canvas-'));
  try {
    const outfile = path.join(folder, 'read.mjs');
    buildSync({
      absWorkingDir: root,
      entryPoints: ['server/src/core/catalog/read.ts'],
      bundle: true,
      format: 'esm',
      outfile,
      logLevel: 'warning',
    });
    const { readCatalog } = await import(pathToFileURL(outfile).href);
    return readCatalog({
      common: readSchema('common.schema.json'),
      documents: documents().map(({ schema }) => schema),
      config: readSchema('config.schema.json'),
    });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
