/** The configuration of a workspace (format.md, section 8), as it is read from the text of its file. */
import type { Severity } from '../assessment/finding';
import type { Catalog } from '../catalog/catalog';
import { isDate } from '../document/isoDate';
import type { YamlNode } from '../syntax/node';
import { pairOf, resolved } from '../syntax/node';
import { globMatcher } from './glob';

/** Name of the file, at the root of a workspace folder. */
export const CONFIG_NAME = 'ai-act-canvas.config.yaml';

export type ConfiguredSeverity = Severity | 'off';
export type FailOn = Exclude<Severity, 'hint'> | 'never';
export type SeverityBasis = 'level' | 'due-date';

export interface Config {
  /** Patterns of what alone is looked at; none means everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** By finding code; a code without an entry keeps its own severity. */
  readonly severity: Readonly<Record<string, ConfiguredSeverity>>;
  readonly severityBasis: SeverityBasis;
  /** Null where the file says nothing. */
  readonly failOn: FailOn | null;
  /** Paths of overlays, from the configuration's folder. */
  readonly policies: readonly string[];
  /** The ISO date that counts as today; null where the file says nothing. */
  readonly asOf: string | null;
}

/** What counts where there is no configuration. */
export const DEFAULT_CONFIG: Config = {
  include: [],
  exclude: [],
  severity: {},
  severityBasis: 'level',
  failOn: null,
  policies: [],
  asOf: null,
};

/** True where two configurations say the same. */
export const sameConfig = (a: Config, b: Config): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Which paths (with `/`, from the configuration's folder) are looked at. */
export interface Coverage {
  readonly excludes: (path: string) => boolean;
  /** True for a folder of which nothing is looked at, whatever lies below it. */
  readonly excludesFolder: (path: string) => boolean;
}

export function coverageOf({ include, exclude }: Config): Coverage {
  const excludesFolder = globMatcher(exclude);
  const includes = include.length === 0 ? () => true : globMatcher(include);
  return { excludesFolder, excludes: (path) => excludesFolder(path) || !includes(path) };
}

/** Reads what is right; what is wrong counts as not written. */
export function readConfig(catalog: Catalog, root: YamlNode | null): Config {
  const { root: keys } = catalog.config;
  const wordAt = (node: YamlNode | null, name: string): string | null => {
    const value = resolved(pairOf(node, name)?.value ?? null);
    return value?.type === 'scalar' && typeof value.value === 'string' ? value.value : null;
  };
  /** A value that its key allows. */
  const choice = <T extends string>(node: YamlNode | null, key: typeof keys | undefined, name: string): T | null => {
    const word = wordAt(node, name);
    const isAllowed = key?.child(name)?.choices.some(({ value }) => value === word) === true;
    return isAllowed ? (word as T) : null;
  };
  const severities = pairOf(root, 'severity')?.value ?? null;
  const severityKey = keys.child('severity');
  const severity = Object.fromEntries(
    (severityKey?.keys ?? []).flatMap(({ name }): [string, ConfiguredSeverity][] => {
      const word = choice<ConfiguredSeverity>(severities, severityKey, name);
      return word === null ? [] : [[name, word]];
    }),
  );
  const date = wordAt(root, 'as_of');
  return {
    include: words(pairOf(root, 'include')?.value ?? null),
    exclude: words(pairOf(root, 'exclude')?.value ?? null),
    severity,
    severityBasis: choice<SeverityBasis>(root, keys, 'severityBasis') ?? 'level',
    failOn: choice<FailOn>(root, keys, 'failOn'),
    policies: words(pairOf(root, 'policies')?.value ?? null),
    asOf: date !== null && isDate(date) ? date : null,
  };
}

/** A list of texts, or a single one. */
function words(node: YamlNode | null): readonly string[] {
  const value = resolved(node);
  if (value?.type === 'seq') return value.items.flatMap((item) => (resolved(item)?.type === 'scalar' ? words(item) : []));
  return value?.type === 'scalar' && typeof value.value === 'string' ? [value.value] : [];
}
