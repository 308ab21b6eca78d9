/** Packs what the build left in `dist/` into the VSIX file that users install. Builds nothing. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');

/**
 * Packs like `npm run package`, without its build.
 * @returns {Promise<string>} Path of the VSIX file.
 */
export async function packVsix() {
  const vsce = path.join(REPOSITORY, 'node_modules', '@vscode', 'vsce', 'vsce');
  const vsix = path.join(REPOSITORY, 'dist', 'ai-act-canvas.vsix');
  try {
    await promisify(execFile)(process.execPath, [vsce, 'package', '--no-dependencies', '--out', vsix], { cwd: REPOSITORY });
  } catch (error) {
    throw new Error(`The extension could not be packed: ${error.stderr?.trim() || error.message}`, { cause: error });
  }
  return vsix;
}
