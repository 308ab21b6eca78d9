/** The texts beside the bundle: help for documents, and the law as people read it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SchemaFiles } from '../core/catalog/schema';
import type { RegulationFiles } from '../core/regulation/data';

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(__dirname, file), 'utf8'));

/** Reads `guidance.json`, which the build puts beside the bundle. */
export const loadGuidance = (): SchemaFiles => read('guidance.json') as SchemaFiles;

/** Reads `regulation.json`, likewise: the law with all its texts. */
export const loadRegulation = (): RegulationFiles => read('regulation.json') as RegulationFiles;
