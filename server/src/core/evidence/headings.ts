/** Headings of a Markdown text, and the anchors that they get on GitHub and in editors. */

export interface Heading {
  /** What stands behind `#` in a link to it. */
  readonly slug: string;
  /** Zero-based line. */
  readonly line: number;
}

const ENDINGS = ['md', 'markdown', 'mdx'];

/** Pattern of the files whose headings can be looked up. */
export const MARKDOWN_FILES = `**/*.{${ENDINGS.join(',')}}`;

/** True for the name of such a file. */
export const isMarkdown = (name: string): boolean => ENDINGS.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase());

/** The anchor of a heading's text, as GitHub makes it: lower case, punctuation dropped, blanks to hyphens. */
export const slugOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');

/** All headings and HTML anchors of a text, in its order; a heading that comes again gets a number. */
export function headingsOf(markdown: string): readonly Heading[] {
  const headings: Heading[] = [];
  const taken = new Map<string, number>();
  const add = (text: string, line: number): void => {
    const words = slugOf(plainText(text));
    let slug = words;
    for (let count = (taken.get(words) ?? 0) + 1; taken.has(slug); count += 1) {
      slug = `${words}-${count}`;
      taken.set(words, count);
    }
    taken.set(slug, 0);
    headings.push({ slug, line });
  };
  let fence: string | null = null;
  let before = '';
  for (const [line, raw] of markdown.split(/\r\n|\n|\r/u).entries()) {
    const text = line === 0 ? raw.replace(/^\uFEFF/u, '') : raw;
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(text)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) === true && /^[`~\s]*$/u.test(text)) fence = null;
      before = '';
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      before = '';
      continue;
    }
    for (const [, anchor = ''] of text.matchAll(/<[a-z][^>]*\s(?:id|name)=["']?([^"'\s>]+)/giu)) headings.push({ slug: anchor, line });
    const heading = /^ {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/u.exec(text);
    if (heading !== null) add(heading[1] ?? '', line);
    else if (before !== '' && /^ {0,3}(?:=+|-+)[ \t]*$/u.test(text)) add(before, line - 1);
    before = heading === null && /^ {0,3}[^\s>|*+-]/u.test(text) ? text : '';
  }
  return headings;
}

/** The words of a heading as they are shown: links, images, emphasis and tags taken off. */
const plainText = (text: string): string =>
  text
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/gu, '')
    .replaceAll(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/gu, '$1')
    .replaceAll(/<\/?[a-z][^>]*>/giu, '')
    .replaceAll(/(?<![\p{L}\p{N}_])_+([^_]+(?:_[^_]+)*?)_+(?![\p{L}\p{N}_])/gu, '$1');

/** The heading that a link names; letters may differ in case, and the heading's own words may stand for its anchor. */
export function headingNamed(headings: readonly Heading[], name: string): Heading | undefined {
  const wanted = name.toLowerCase();
  return (
    headings.find((heading) => heading.slug === name) ??
    headings.find((heading) => heading.slug.toLowerCase() === wanted) ??
    headings.find((heading) => heading.slug === slugOf(name))
  );
}
