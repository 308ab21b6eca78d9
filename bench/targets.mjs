// The targets that the project set itself: how many times less than a peer, or at most how much.

/**
 * @typedef {object} Targets
 * @property {number} [yaml] How many times less than yaml-language-server.
 * @property {number} [json] How many times less than vscode-json-language-server.
 * @property {number} [floor] At most how many times the floor.
 * @property {number} [atMost] At most so much, in the row's unit.
 */

/** By what is measured, then by lines or files. @type {Record<string, Record<number, Targets>>} */
export const ROW_TARGETS = {
  keystroke: { 100: { yaml: 70, json: 1 }, 1000: { yaml: 70, json: 2 }, 5000: { yaml: 100, json: 8 }, 20000: { yaml: 200, json: 20 } },
  cpu: { 1000: { yaml: 10 }, 5000: { yaml: 10 }, 20000: { yaml: 100 } },
  completion: { 100: { yaml: 10 }, 1000: { yaml: 10 }, 5000: { yaml: 10 }, 20000: { yaml: 100 } },
  burst: { 20000: { atMost: 20 } },
  openTime: { 2000: { yaml: 4 } },
  openMemory: { 2000: { yaml: 5 } },
};

/** The median keystroke in the longest document, in medians of that in the shortest. */
export const FLAT = 3;
