/**
 * A second `: ` on a line (`rationale: Annex III: credit`) makes `yaml`'s parser open a mapping inside the value, and
 * take every line that follows at the outer mapping's column into it. The slip is reported either way; but what follows
 * belongs where its column says, so that it is still read and checked.
 */
import type { CST } from 'yaml';

type Collection = CST.BlockMap | CST.BlockSequence;

const isBlock = (token: CST.Token | undefined): token is Collection => token?.type === 'block-map' || token?.type === 'block-seq';

/** Moves entries of a mapping that began inside a value back to the mapping that the value stands in; changes the tokens. */
export function hoistSwallowed(tokens: readonly CST.Token[]): void {
  for (const token of tokens) if (token.type === 'document' && isBlock(token.value)) hoistIn(token.value);
}

function hoistIn(collection: Collection): void {
  for (let at = 0; at < collection.items.length; at += 1) {
    const { value, sep } = collection.items[at] as { readonly value?: CST.Token; readonly sep?: readonly CST.SourceToken[] };
    if (!isBlock(value)) continue;
    hoistIn(value);
    const isOnKeyLine = sep !== undefined && sep.every((part) => part.type !== 'newline');
    if (collection.type !== 'block-map' || value.type !== 'block-map' || !isOnKeyLine || value.indent > collection.indent) continue;
    const swallowed = value.items.splice(1);
    if (swallowed.length > 0) collection.items.splice(at + 1, 0, ...swallowed);
  }
}
