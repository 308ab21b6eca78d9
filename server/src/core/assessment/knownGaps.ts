/** Gap findings of a document that is edited: those of a section are made anew only where something that they say changed. */
import type { Section } from '../catalog/catalog';
import { pairOf } from '../syntax/node';
import type { Finding } from './finding';
import type { GapInput } from './gaps';
import { gapFindings, isWithin, unitsBelow } from './gaps';
import { sameItems } from './memo';

interface Known {
  readonly inputs: readonly unknown[];
  readonly findings: readonly Finding[];
}

export class KnownGaps {
  readonly #known = new WeakMap<Section, Known>();

  /** Gap findings of sections of the top level, in the order of the sections. */
  of(sections: readonly Section[], input: GapInput): readonly Finding[] {
    return sections.flatMap((section) => this.#findings(section, input));
  }

  #findings(section: Section, input: GapInput): readonly Finding[] {
    const inputs = inputsOf(section, input);
    const known = this.#known.get(section);
    if (known !== undefined && sameItems(known.inputs, inputs)) return known.findings;
    const findings = gapFindings([section], input);
    this.#known.set(section, { inputs, findings });
    return findings;
  }
}

/** All that the findings of a section are made from. */
function inputsOf(
  section: Section,
  { root, results, tier, documentAnchor, wrongPaths, unread, due, severityBasis }: GapInput,
): readonly unknown[] {
  const [name] = section.path;
  // Questions of the top level may stand under any of its keys.
  const part = name === undefined ? root : pairOf(root, name);
  const wrong = wrongPaths.filter((path) => name === undefined || isWithin(path, name) || isWithin(name, path));
  return [
    part,
    documentAnchor,
    byContent(tier.at),
    tier.id,
    byContent(tier.title),
    wrong.join('\n'),
    unread.key,
    severityBasis,
    due.asOf,
    due.duties(),
    ...unitsBelow(section).map((unit) => results.get(unit)),
  ];
}

/** Nodes count by what they are, plain data by what it says. */
const byContent = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && !('origin' in input) ? JSON.stringify(input) : input;
