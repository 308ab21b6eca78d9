/** Reads the data files into a {@link Regulation}. */
import type { BranchName, OptionData, RegulationFiles, WizardData } from './data';
import type { Option, Question, Regulation, Result } from './regulation';

/** Reads whole files, or an outline: texts that it lacks are empty. */
export function readRegulation(files: RegulationFiles): Regulation {
  const { regulation, wizard } = files;
  return {
    version: regulation.meta.version,
    textUrl: regulation.meta.consolidated.url,
    asOf: regulation.meta.as_of,
    placeholder: new RegExp(files.placeholder, 'u'),
    roles: options(regulation.roles),
    flags: options([...wizard.context_flags, ...wizard.derived_flags]),
    questions: new Map(wizard.questions.map((question) => [question.id, readQuestion(files, question)])),
    results: new Map(wizard.result_order.map((id) => [id, readResult(files, id)])),
    defaultResult: wizard.result_default,
    flagRules: wizard.flag_rules,
    contradictions: wizard.contradictions,
    duties: new Map(files.duties.duties.map((duty) => [duty.id, duty])),
    applicationRules: new Map(Object.entries(regulation.application_rules)),
    legacyRule: regulation.legacy_rule,
  };
}

function readQuestion(files: RegulationFiles, question: WizardData['questions'][number]): Question {
  const { id, title, ask = '', help = '', articles = [], type, options_from: from, sets = null, branches, unsure = null } = question;
  const list = from === undefined ? [] : options(listAt(files, from));
  return { id, title, ask, help, articles, type, options: list, sets, branches, unsure, asksReason: question.asks_reason ?? false };
}

/** The list at a path such as `art6.derogation.conditions`: of the wizard's file, else of the regulation's. */
function listAt({ regulation, wizard }: RegulationFiles, path: string): readonly OptionData[] {
  let at: unknown = { ...regulation, context_flags: wizard.context_flags };
  for (const step of path.split('.')) at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined;
  if (!Array.isArray(at)) throw new Error(`no list of options at ${path}`);
  return at as readonly OptionData[];
}

/** Options of a list; those of an area come in its place. */
const options = (list: readonly OptionData[], area = ''): readonly Option[] =>
  list.flatMap(({ points, ...option }) => (points === undefined ? [readOption(option, area)] : options(points, option.title)));

const readOption = (
  {
    id,
    title = '',
    text = '',
    implied = false,
    articles = [],
    exceptions = [],
    excludes,
    notes = [],
    applies_from: appliesFrom,
  }: OptionData,
  area: string,
): Option => ({
  id,
  title,
  text,
  isImplied: implied,
  articles,
  area,
  exceptions: excludes === undefined ? exceptions : [...exceptions, excludes],
  notes,
  appliesFrom: appliesFrom ?? null,
});

function readResult({ regulation, wizard }: RegulationFiles, id: string): Result {
  const branches = wizard.questions.flatMap(({ branches: all }) => (Object.keys(all) as BranchName[]).map((name) => all[name]));
  const noTier = wizard.results.find((result) => result.id === id);
  const tier = regulation.tiers.find((each) => each.id === id);
  return {
    id,
    title: noTier?.title ?? tier?.title ?? id,
    text: noTier?.text ?? tier?.note ?? '',
    recordedAs: noTier?.recorded_as ?? id,
    isFinal: branches.some((branch) => branch?.result === id && branch.end === true),
  };
}
