/**
 * A row of the tier wizard for an option of the law, laid out so that a quick pick cuts nothing off: it has two lines, and
 * breaks none. What does not fit is in the row's help. Knows widths in characters, no editor.
 */
import type { Option } from '../regulation/regulation';
import type { Messages } from '../text/messages';
import { capital, joinArticles } from '../text/messages';
import { asSentence } from './wizardResult';
import type { WizardOption } from './wizardWords';

/** About as many characters as fit on the first line: label, description, and the title of the group. */
const WIDTH = 82;
/** The second line is narrower beside the button of the row. */
const DETAIL_WIDTH = 76;
/** A description is set smaller than a label. */
const DESCRIPTION_SIZE = 0.9;
const GROUP_WIDTH = 28;
/** Fewer are not worth a line. */
const LEAST = 24;

/** The row of an option; a group begins with it where its area is another than that of the row before. */
export function optionRow(messages: Messages, option: Option, areaBefore: string): WizardOption {
  const { id, articles, area, exceptions, notes } = option;
  const not = exceptions.map((exception) => messages.text('wizard.except', { exception }));
  const group = area === areaBefore ? '' : groupTitle(area);
  const lines = fitting(option, not, messages.text('wizard.exceptions'), WIDTH - group.length);
  const more = [...not, ...notes.map(asSentence), ...(area === '' ? [] : [asSentence(area)])];
  const text = asSentence(capital(option.text));
  return {
    value: id,
    ...lines,
    help: more.length === 0 && lines.detail === '' ? '' : [text, ...more, joinArticles(articles)].filter(Boolean).join('\n\n'),
    alone: false,
    ...(group === '' ? {} : { group }),
  };
}

type Lines = Pick<WizardOption, 'label' | 'description' | 'detail'>;

/** The fullest of the layouts that fit: the exceptions give way first, to a word that there are some, then the articles. */
function fitting(option: Option, not: readonly string[], notInShort: string, width: number): Lines {
  const tails = not.length === 0 ? [''] : [not.join(SEPARATOR), notInShort, ''];
  const places = joinArticles(option.articles);
  const layouts = [places, ''].flatMap((lead) => tails.flatMap((tail) => layOut(option, lead, tail, width)));
  return layouts.find(({ detail }) => detail.length <= DETAIL_WIDTH) ?? layOut(option, places, '', width)[0];
}

/** A text on the second line of its title, or begun on the first; without a title it is the label. */
function layOut({ title, text: written }: Option, places: string, tail: string, width: number): readonly [Lines, ...Lines[]] {
  const text = capital(written);
  if (title === '') {
    const [label, rest] = broken(text, Math.max(LEAST, width - places.length));
    return [{ label, description: places, detail: joined(rest, tail) }];
  }
  const beside = Math.floor((width - title.length - 1) / DESCRIPTION_SIZE) - (places === '' ? 0 : places.length + SEPARATOR.length);
  const [begun, rest] = broken(text, Math.max(LEAST, beside));
  return [
    { label: title, description: places, detail: joined(text, tail) },
    { label: title, description: joined(places, begun), detail: joined(rest, tail) },
  ];
}

const SEPARATOR = ' · ';

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(SEPARATOR);

/** A title beside a row takes the room of the row, so a long one is cut; the help of the rows has it whole. */
function groupTitle(area: string): string {
  const [short = ''] = area.split(/, | \(/u);
  return short.length <= GROUP_WIDTH ? short : `${short.slice(0, short.lastIndexOf(' ', GROUP_WIDTH))} …`;
}

/** A text in two parts, the first of which fits into a width; the second is empty where all of it does. */
function broken(text: string, width: number): readonly [string, string] {
  if (text.length <= width) return [text, ''];
  const at = text.lastIndexOf(' ', width);
  return at <= 0 ? [text, ''] : [text.slice(0, at), `… ${text.slice(at + 1)}`];
}
