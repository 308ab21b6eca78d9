#!/usr/bin/env node
/**
 * Makes `syntaxes/ai-act-canvas.tmLanguage.json` from lists of names.
 *
 * Knows how YAML's own grammar (VS Code's `source.yaml`) cuts a document into scopes, and how the law is cited.
 * Must not know: any block, phase, header key, tier, state, stage or role. They come from `schemas/`.
 *
 * Usage: node scripts/generate-grammar.mjs   (writes the grammar)
 *
 * How it works: the grammar hands everything to `source.yaml` and only injects `match` rules into the scopes that YAML's
 * grammar has already opened for a key, a value or a comment. Such a rule adds scopes to text that is part of the key, value
 * or comment anyway, and takes no character that could end it; so YAML's own scopes stay as they are (a test compares them).
 * That is also why values are recognised by what stands before them on the line (look-behind) and not by rules that span
 * key and value.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { documents, readSchema } from './schemas.mjs';

/**
 * @typedef {object} GrammarLists
 * @property {readonly { readonly id: string, readonly aliases?: readonly string[] }[]} sections
 *   top-level sections of all kinds (canvas blocks, phases, questions that stand alone), each with the older names that are still accepted
 * @property {readonly string[]} headerKeys top-level keys that are neither: `kind`, `system`, ...
 * @property {readonly string[]} recordKeys top-level keys that hold records: `waivers`, `backtracks`
 * @property {readonly string[]} tiers values of `risk_tier`
 * @property {readonly string[]} states values of `status`
 * @property {readonly string[]} stages values of `lifecycle_stage`
 * @property {readonly string[]} roles items of `operator_roles`
 * @property {readonly string[]} placeholders texts that stand for an answer that is still to come, any case
 */

export const SCOPE_NAME = 'source.yaml.ai-act-canvas';

/** Scope names as the YAML grammar opens them. Keys are strings there too, so they are taken out of the values. */
const YAML = {
  key: 'entity.name.tag.yaml',
  comment: 'comment.line.number-sign.yaml',
  plain: 'string.unquoted.plain.out.yaml',
  plainInFlow: 'string.unquoted.plain.in.yaml',
  single: 'string.quoted.single.yaml',
  double: 'string.quoted.double.yaml',
  block: 'string.unquoted.block.yaml',
};

/**
 * Two scopes per token where one family alone is not coloured by every theme, or is coloured like the text around it:
 * the last one that a theme knows wins, the first one is the fallback (and the one to name in a user's own settings).
 */
const SCOPES = {
  section: scopes('entity.name.section', 'markup.bold', 'entity.name.type.section'),
  alias: scopes('entity.name.section.alias', 'markup.bold', 'entity.name.type.section'),
  header: scopes('keyword.control.header'),
  record: scopes('keyword.control.record'),
  tier: scopes('constant.language.tier.$1', 'variable.other.enummember'),
  state: scopes('constant.language.state.$1', 'variable.other.enummember'),
  stage: scopes('constant.language.stage.$1', 'variable.other.enummember'),
  role: scopes('constant.language.role.$1', 'variable.other.enummember'),
  placeholder: scopes('markup.italic.placeholder', 'keyword.control.placeholder'),
  unit: scopes('constant.numeric.unit', 'variable.other.constant.unit'),
  citation: scopes('constant.numeric.citation', 'entity.name.type.citation'),
};

/** @param {...string} names */
function scopes(...names) {
  return names.map((name) => `${name}.ai-act-canvas`).join(' ');
}

// Pieces of regular expressions (Oniguruma; look-behind may vary in length). All are for one line, with or without its end.

const BLANK = '[\\t ]';
const LINE_END = `(?=${BLANK}*(?:[\\r\\n]|$)|${BLANK}+#)`;
const FLOW_END = `(?=${BLANK}*(?:[\\r\\n,\\]}]|$)|${BLANK}+#)`;
/** Tags and anchors before a value. */
const PROPERTIES = `(?:[&!]\\S*${BLANK}+)*`;
/** `- `, `? ` and `: ` that open a line, nested as often as you like. */
const LINE_INDICATORS = `^${BLANK}*(?:[-?:]${BLANK}+)+`;

/** @param {readonly string[]} words */
function anyOf(words) {
  if (words.length === 0) throw new Error('An empty list of words would match everywhere');
  return `(?:${[...new Set(words)].map(escapeRegExp).join('|')})`;
}

/** @param {string} text */
function escapeRegExp(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** What stands before the plain value of `key` on its line. @param {string} key */
function afterKey(key) {
  return `(?:^|[^\\w-])${key}["']?${BLANK}*:${BLANK}+${PROPERTIES}`;
}

/** The same before a quoted value, which may follow a quoted key at once, as in JSON. @param {string} key */
function afterKeyQuoted(key) {
  return `(?:^|[^\\w-])${key}["']?${BLANK}*:${BLANK}*${PROPERTIES}`;
}

/** Before any value that begins on its line: after a key, as a list item, or on a line of its own. */
const BEFORE_VALUE = `(?::${BLANK}+|${LINE_INDICATORS}|^${BLANK}+)${PROPERTIES}`;
const BEFORE_FLOW_VALUE = `(?:[\\[{,:]${BLANK}*|^${BLANK}*)${PROPERTIES}`;

/**
 * Rules for a word as a whole value, for each way in which YAML writes a value.
 *
 * @param {string} name scopes; `$1` is the word
 * @param {string} word
 * @param {{ plain: readonly string[], flow: readonly string[], quoted: readonly string[] }} before alternatives of the text
 *   before the word (before its quotation mark)
 * @param {string} [guard] a look-around at the word's start; a look-ahead may not stand in a look-behind, so not in `word`
 */
function wholeValue(name, word, before, guard = '') {
  // The word comes first and what stands before it is checked last: so a search passes over long lines quickly.
  const rule = (/** @type {readonly string[]} */ alternatives, mark, end) => ({
    match: `(?<![\\w.-])${guard}(${word})${end}(?<=${anyPattern(alternatives)}${mark}${word})`,
    name,
  });
  return {
    plain: rule(before.plain, '', LINE_END),
    plainInFlow: rule(before.flow, '', FLOW_END),
    single: rule(before.quoted, "'", "(?='(?!'))"),
    double: rule(before.quoted, '"', '(?=")'),
  };
}

/** @param {readonly string[]} patterns */
function anyPattern(patterns) {
  return `(?:${patterns.join('|')})`;
}

/** @param {string} name @param {readonly string[]} words @param {string} key */
function valueOf(name, words, key) {
  const before = [afterKey(key)];
  return wholeValue(name, anyOf(words), { plain: before, flow: before, quoted: [afterKeyQuoted(key)] });
}

/**
 * Items of a list of words below `key`: in brackets, or one a line. A line knows nothing of the key above it, so there
 * an item counts only where the list of a top-level key stands.
 *
 * @param {string} name @param {readonly string[]} words @param {string} key
 */
function itemsOf(name, words, key) {
  const inBrackets = `${afterKeyQuoted(key)}\\[(?:[^\\]#]*[,\\t ])?`;
  const item = `^ {0,4}-${BLANK}+`;
  const itemInBrackets = '^ {1,8}';
  return wholeValue(name, anyOf(words), {
    plain: [afterKey(key), item],
    flow: [inBrackets, itemInBrackets],
    quoted: [afterKeyQuoted(key), inBrackets, item, itemInBrackets],
  });
}

/**
 * A unit's id, a document path or the code of a rule, as the `field` of a waiver. Without quotation marks `2.1` is
 * a number to YAML (and `2.10` the same number), so it keeps the colour of one.
 */
function waivedFields() {
  const before = { plain: [afterKey('field')], flow: [afterKey('field')], quoted: [afterKeyQuoted('field')] };
  const noYamlWord = '(?!(?i:true|false|null)(?![\\w.-]))';
  const { plain, plainInFlow } = wholeValue(SCOPES.unit, '(?:\\d{1,2}\\.[a-z_]{2}\\w*|[A-Za-z_][\\w.-]*)', before, noYamlWord);
  const { single, double } = wholeValue(SCOPES.unit, '\\w[\\w.-]*', before);
  return { plain, plainInFlow, single, double };
}

/** @param {readonly string[]} placeholders */
function placeholderValues(placeholders) {
  return wholeValue(SCOPES.placeholder, `(?i:${anyOf(placeholders)})`, {
    plain: [BEFORE_VALUE],
    flow: [BEFORE_FLOW_VALUE],
    quoted: [BEFORE_VALUE, BEFORE_FLOW_VALUE],
  });
}

/** Unit ids in a comment: a path, a duty, and a question's number where it opens the comment or is announced. */
function unitsInComments(/** @type {readonly string[]} */ sectionNames) {
  const path = `(?:${anyOf(sectionNames)}|output|duties)(?:\\.[a-z]\\w*)+`;
  const duty = 'D-\\d{1,3}[a-z]?(?:-\\d{1,2})*';
  const number = '\\d{1,2}\\.(?:\\d{1,2}|[a-z]\\w*)';
  const announced = `#${BLANK}*|[Uu]nits?${BLANK}+|[Qq]uestions?${BLANK}+`;
  return [
    { match: `(?<![\\w./-])(?:${path}|${duty})(?![\\w/-])`, name: SCOPES.unit },
    { match: `(?<=${announced})(${number})(?![\\w/%-]|\\.\\w)`, name: SCOPES.unit },
  ];
}

/**
 * References to the Act and its annexes and recitals: "Art. 10(2)(b)", "Article 6", "Annex III 5(b)", "Recital 58",
 * with ranges and lists ("Art. 9(6)-(8), 10 and 15"). A comma ends a plain value in a flow collection, so there
 * a list ends before it.
 *
 * @param {{ commas: boolean }} options
 */
function citation({ commas }) {
  const space = '[ \\x{A0}]';
  const comma = commas ? `,${space}?(?:(?:and|or)${space})?|` : '';
  const further = `(?:${comma}${space}?[-–]${space}?|${space}(?:and|or|to)${space})`;
  const paragraphs = `(?:\\((?:\\d{1,2}[a-z]?|[a-z]{1,4})\\)|${space}\\((?:\\d{1,2}|[a-z])\\))`;
  const point = `(?:${commas ? ',?' : ''}${space}(?:points?|paragraphs?|letter)${space}(?:\\d{1,2}[a-z]?(?!\\w)${paragraphs}*|${paragraphs}+))*`;
  const number = '\\d{1,3}[a-z]?(?!\\w)';
  const roman = '[IVX]{1,5}(?!\\w)(?:\\.[A-C](?!\\w))?';

  const list = (/** @type {string} */ one) => `${one}(?:${further}(?:${one}|${paragraphs}+))*`;
  const articles = `(?:[Aa]rts?\\.${space}?|Arts?${space}|[Aa]rticles?${space})${list(`${number}${paragraphs}*${point}`)}`;
  const item = `(?:${space}\\d{1,2}[a-z]?(?!\\w))?${paragraphs}*${point}(?:,?${space}Section${space}[A-C](?!\\w))?`;
  const annexes = `[Aa]nnex(?:es)?${space}${list(`${roman}${item}`)}`;
  const recitals = `[Rr]ecitals?${space}(?:\\(\\d{1,3}\\)|${list('\\d{1,3}(?!\\w)')})`;
  return [{ match: `(?<![\\w./-])(?:${articles}|${annexes}|${recitals})`, name: SCOPES.citation }];
}

/** A key at the start of its line, plain, quoted or explicit (`? key`). @param {string} name @param {readonly string[]} keys */
function topLevelKeys(name, keys) {
  const key = anyOf(keys);
  const explicit = `\\?${BLANK}+`;
  const colon = `${BLANK}*:(?:[\\r\\n\\t ]|$)`;
  const lineEnd = `${BLANK}*(?:[\\r\\n]|$)`;
  const places = [
    [`\\x{FEFF}?`, colon],
    [`\\x{FEFF}?["']`, `["']${colon}`],
    [explicit, lineEnd],
    [`${explicit}["']`, `["']${lineEnd}`],
  ];
  const place = places.map(([before, after]) => `(?=${after})(?<=^${before}${key})`);
  return { match: `${key}${anyPattern(place)}`, name };
}

/**
 * The TextMate grammar as an object ready for JSON. Pure: the same lists give the same grammar.
 *
 * @param {GrammarLists} lists
 */
export function grammar({ sections, headerKeys, recordKeys, tiers, states, stages, roles, placeholders }) {
  const ids = sections.map((section) => section.id);
  const aliases = sections.flatMap((section) => section.aliases ?? []).filter((alias) => !ids.includes(alias));

  const values = [
    valueOf(SCOPES.tier, tiers, 'risk_tier'),
    valueOf(SCOPES.state, states, 'status'),
    valueOf(SCOPES.stage, stages, 'lifecycle_stage'),
    itemsOf(SCOPES.role, roles, 'operator_roles'),
    placeholderValues(placeholders),
    waivedFields(),
  ];
  const valuesIn = (/** @type {"plain" | "plainInFlow" | "single" | "double"} */ style) => ({
    patterns: values.map((value) => value[style]),
  });

  return {
    information_for_contributors: ['Generated by scripts/generate-grammar.mjs: change that or the schemas, not this file.'],
    name: 'AI Act Canvas',
    scopeName: SCOPE_NAME,
    patterns: [{ include: 'source.yaml' }],
    injections: {
      [`L:${YAML.key}`]: { patterns: [{ include: '#keys' }] },
      [`L:${YAML.plain} - ${YAML.key}`]: { patterns: [{ include: '#plain' }, { include: '#citation' }] },
      [`L:${YAML.plainInFlow} - ${YAML.key}`]: { patterns: [{ include: '#plain-in-flow' }, { include: '#citation-in-flow' }] },
      [`L:${YAML.single} - ${YAML.key}`]: { patterns: [{ include: '#single-quoted' }, { include: '#citation' }] },
      [`L:${YAML.double} - ${YAML.key}`]: { patterns: [{ include: '#double-quoted' }, { include: '#citation' }] },
      [`L:${YAML.block}`]: { patterns: [{ include: '#citation' }] },
      [`L:${YAML.comment}`]: { patterns: [{ include: '#units' }, { include: '#citation' }] },
    },
    repository: {
      keys: {
        patterns: [
          topLevelKeys(SCOPES.section, ids),
          ...(aliases.length > 0 ? [topLevelKeys(SCOPES.alias, aliases)] : []),
          topLevelKeys(SCOPES.header, headerKeys),
          topLevelKeys(SCOPES.record, recordKeys),
        ],
      },
      plain: valuesIn('plain'),
      'plain-in-flow': valuesIn('plainInFlow'),
      'single-quoted': valuesIn('single'),
      'double-quoted': valuesIn('double'),
      units: { patterns: unitsInComments([...ids, ...aliases]) },
      citation: { patterns: citation({ commas: true }) },
      'citation-in-flow': { patterns: citation({ commas: false }) },
    },
  };
}

/** The text of the grammar file. @param {GrammarLists} lists */
export function grammarText(lists) {
  return `${JSON.stringify(grammar(lists), null, 2)}\n`;
}

/** The lists, read from the schemas. @returns {GrammarLists} */
export function listsFromSchemas() {
  const { $defs: common } = readSchema('common.schema.json');
  const kinds = documents().map(({ schema }) => schema);
  const values = (definition) => (definition.enum ?? definition.anyOf[0].enum).filter((value) => value !== null);
  const aliasesOf = new Map();
  const header = new Set();
  const records = new Set();
  for (const [name, property] of [common.header, ...kinds].flatMap((schema) => Object.entries(schema.properties))) {
    const { kind, unit, aliases = [] } = property['x-guidance'] ?? {};
    if (kind === 'section' || unit !== undefined) aliasesOf.set(name, [...(aliasesOf.get(name) ?? []), ...aliases]);
    else (property.$ref?.endsWith('/entries') ? records : header).add(name);
  }
  const states = kinds.map((schema) => schema.$defs?.status).find((status) => status !== undefined);
  return {
    sections: [...aliasesOf].map(([id, aliases]) => ({ id, aliases })),
    headerKeys: [...header],
    recordKeys: [...records],
    tiers: values(common.risk_tier),
    states: values(states),
    stages: values(common.lifecycle_stage),
    roles: values(common.operator_role),
    placeholders: common.placeholder.examples,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../syntaxes/ai-act-canvas.tmLanguage.json', import.meta.url), grammarText(listsFromSchemas()));
}
