/** Whether text stands in several places at once: an edit of an anchored part is an edit of what its aliases stand for. */
import type { SyntaxTree } from '../syntax/parse';

/** True for a text that may hold aliases; now and then also for one that holds none. */
export const mayHoldAliases = ({ lines }: SyntaxTree): boolean => lines.pieces().some((text) => /(?:^|[\s[{,])\*\w/mu.test(text));
