/** The value of the top-level `kind:` of a YAML text, found without parsing it. Pure; knows no list of kinds. */

const KIND_KEY = /^(?:kind|"kind"|'kind')[ \t]*:(?=[ \t])/;
/** A value in double quotes, in single quotes, or plain; bounded, so that no text makes the search slow. */
const VALUE = /(?:"([^"\r\n]{0,99})"|'([^'\r\n]{0,99})'|([^\s"'#][^\r\n]{0,99}?))/;
const LINE_END = /(?:[ \t]+#[^\r\n]*)?[ \t]*\r?$/;
const KIND = new RegExp(`${KIND_KEY.source}[ \\t]+${VALUE.source}${LINE_END.source}`, 'm');

/** True for a line that may hold the top-level `kind:`: the key stands at its very start. */
export function isKindLine(line: string): boolean {
  return KIND_KEY.test(line);
}

/** The first top-level `kind:`, plain or quoted; undefined where there is none with a value on its line. */
export function topLevelKind(text: string): string | undefined {
  const match = KIND.exec(text);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
