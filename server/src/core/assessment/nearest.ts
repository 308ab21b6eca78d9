/** "Did you mean": which of some words is most like a given one. */

/** Edits between two words, a swap of neighbours counting as one; stops counting above `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s-]+/gu, '_');

/** The words near `word`, nearest first; at most `count`. Case, hyphens and blanks do not count as differences. */
export function nearest(word: string, candidates: Iterable<string>, count = 3): readonly string[] {
  const wanted = plain(word);
  if (wanted === '') return [];
  const limit = Math.max(1, Math.min(4, Math.floor(wanted.length / 3)));
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of candidates) {
    const other = plain(candidate);
    const score = wanted.length >= 4 && (other.startsWith(wanted) || wanted.startsWith(`${other}_`)) ? 1 : distance(wanted, other, limit);
    if (score <= limit) scored.push({ candidate, score });
  }
  return scored
    .toSorted((a, b) => a.score - b.score)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
