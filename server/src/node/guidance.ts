/** The help texts beside the bundle. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SchemaFiles } from '../core/catalog/schema';

/** Reads `guidance.json`, which the build puts beside the bundle. */
export const loadGuidance = (): SchemaFiles => JSON.parse(readFileSync(path.join(__dirname, 'guidance.json'), 'utf8')) as SchemaFiles;
