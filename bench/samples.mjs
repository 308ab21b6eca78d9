// Samples of a measurement and what is said of them.

/** @typedef {{ p50: number, p95: number, min: number, max: number, count: number }} Summary */

/** @param {readonly number[]} samples @param {number} at Between 0 and 1. */
export function quantile(samples, at) {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}

/** @param {readonly number[]} samples @returns {Summary} */
export const summary = (samples) => ({
  p50: quantile(samples, 0.5),
  p95: quantile(samples, 0.95),
  min: Math.min(...samples),
  max: Math.max(...samples),
  count: samples.length,
});

/** Lists by server: `add('ours', 3)`. */
export class Samples {
  /** @type {Map<string, number[]>} */
  #lists = new Map();

  /** @param {string} id @param {number} value */
  add(id, value) {
    const list = this.#lists.get(id) ?? [];
    list.push(value);
    this.#lists.set(id, list);
  }

  /** @param {string} id */
  mean(id) {
    const list = this.#lists.get(id) ?? [];
    return list.reduce((sum, value) => sum + value, 0) / list.length;
  }

  /** @returns {Record<string, Summary>} */
  summaries() {
    return Object.fromEntries([...this.#lists].filter(([, list]) => list.length > 0).map(([id, list]) => [id, summary(list)]));
  }
}

/** @param {() => unknown} run @returns {Promise<number>} Milliseconds until it is settled. */
export async function timed(run) {
  const begin = performance.now();
  await run();
  return performance.now() - begin;
}

/** @param {number} ms @returns {Promise<void>} */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
