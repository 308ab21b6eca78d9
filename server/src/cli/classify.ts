/** `ai-act-canvas classify`: runs the wizard over an answers file and says where it ends and what follows. */
import process from 'node:process';
import { classificationJson, classificationText } from '../core/report/classification';
import { createEngine, createMessages, createRegulation } from '../engine';
import { classified, readAnswersFile } from './answersFile';
import { readArguments, UsageError } from './usage';

/** Runs the command; the result is the exit code. */
export function classify(args: readonly string[]): number {
  const { answers, format = 'text' } = readArguments('classify', args, ['answers', 'format']);
  if (format !== 'text' && format !== 'json') throw new UsageError(`unknown format ${format}; use text or json`);
  if (answers === undefined) throw new UsageError('classify needs --answers FILE');
  const regulation = createRegulation();
  const messages = createMessages();
  const classification = classified(regulation, messages, answers, readAnswersFile(answers, messages));
  process.stdout.write(
    format === 'json'
      ? classificationJson(regulation, classification)
      : classificationText(regulation, createEngine().catalog, messages, classification),
  );
  return 0;
}
