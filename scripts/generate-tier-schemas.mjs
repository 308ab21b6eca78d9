// Writes schemas/<kind>/<tier>.schema.json: what a tier demands, in plain JSON Schema, so that any validator gives the
// same verdict as the server (format.md, section 7). The levels come from the document schemas; a test keeps the files
// fresh, another holds them together with the server.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readWholeCatalog } from './core.mjs';
import { owedSchemas } from './owed-schema.mjs';
import { root } from './schemas.mjs';

const REAL = { $ref: '../common.schema.json#/$defs/real_value' };
const anyOf = (parts) => (parts.length === 1 ? parts[0] : { anyOf: parts });
const allOf = (parts) => (parts.length === 1 ? parts[0] : { allOf: parts });
/** A mapping that has a property of this name, its value fitting `schema`. */
const has = (name, schema) => ({ type: 'object', required: [name], ...(schema === undefined ? {} : { properties: { [name]: schema } }) });
/** The same along a path. */
const at = (steps, schema) => steps.toReversed().reduce((inner, step) => has(step, inner), schema);
const list = (rest) => ({ type: 'array', ...rest });

/** Shared parts of the file that is being made, by name; long parts are written once and referred to. */
let shared = {};

function share(name, schema) {
  const text = JSON.stringify(schema);
  if (text.length < 160) return schema;
  let free = name;
  for (let count = 2; shared[free] !== undefined && JSON.stringify(shared[free]) !== text; count += 1) free = `${name}_${count}`;
  shared[free] = schema;
  return { $ref: `#/$defs/${free}` };
}

const isLongForm = (key) => key.child('answer')?.extra === true;
const ownKeys = (key) => key.keys.filter((child) => !child.extra);

/** An empty list where that is an answer. */
const emptyList = (key) => (key.empty ? [list({ maxItems: 0 })] : []);

/** Values that fully answer a key; mirrors `assessment/fill.ts`. */
function full(key) {
  return share(`full_${key.name || 'entry'}`, fullSchema(key));
}

function fullSchema(key) {
  return anyOf([
    REAL,
    ...emptyList(key),
    key.item === null ? list({ contains: REAL }) : list({ minItems: 1, items: fullEntry(key.item) }),
    ...(isLongForm(key) ? longForm(key, full) : fullObject(key)),
  ]);
}

const fullEntry = (item) => has(item.keys[0].name, full(item.keys[0]));

const longForm = (key, fill) => [
  ...(key.none ? [has('none', anyOf([REAL, list({ contains: REAL })]))] : []),
  has(
    'answer',
    anyOf([
      REAL,
      ...emptyList(key),
      key.item === null
        ? list({ contains: REAL })
        : fill === full
          ? list({ minItems: 1, items: fullEntry(key.item) })
          : list({ contains: someEntry(key.item) }),
    ]),
  ),
];

function fullObject(key) {
  const own = ownKeys(key);
  const needed = own.filter((child) => key.needs.includes(child.name));
  if (needed.length > 0) return [allOf(needed.map((child) => has(child.name, full(child))))];
  return own.map((child) => has(child.name, full(child)));
}

/** Values that answer a key at least in part. */
function some(key) {
  return share(`some_${key.name || 'entry'}`, someSchema(key));
}

function someSchema(key) {
  return anyOf([
    REAL,
    ...emptyList(key),
    list({ contains: key.item === null ? REAL : someEntry(key.item) }),
    ...(isLongForm(key) ? longForm(key, some) : ownKeys(key).map((child) => has(child.name, some(child)))),
  ]);
}

const someEntry = (item) => anyOf([REAL, ...item.keys.map((child) => has(child.name, some(child)))]);

/** Keys whose value either answers them or does not: nothing in between. */
const isAllOrNothing = (key) => key.item === null && (isLongForm(key) || key.keys.length === 0);

const equals = (value) => {
  const plain = [{ const: value }, list({ contains: { const: value } })];
  return anyOf([...plain, has('answer', anyOf(plain))]);
};

/** What a unit's section must look like for the unit to give no mandatory gap. */
function unitSchema(unit, tier) {
  const relative = (steps) => steps.slice(unit.section.path.length);
  const [only] = unit.fields;
  if (only.key.kind === 'task') return has(only.key.name, share('task', taskSchema(only.key, tier)));
  if (only.key.kind === 'output') return has(only.key.name, share('output', outputSchema(only.key)));
  if (only.key.kind === 'duty') return has(only.key.name, share('duty', dutySchema(only.key)));
  if (unit.fields.length === 1 && isAllOrNothing(only.key) && unit.ownGroups.length === 0) return at(relative(only.path));
  const walk = unit.type === 'classification' ? wizardWalk(tier, relative(unit.ownGroups[0])) : undefined;
  const needed = unit.fields.flatMap((field) => {
    const filled = at(relative(field.path), full(field.key));
    if (walk !== undefined) {
      const clash = walk.clash(field.key.name);
      const answered = clash === undefined ? filled : allOf([filled, { not: at(relative(field.path), clash) }]);
      return [walk.reached(field.key.name) === true ? answered : anyOf([{ not: walk.reached(field.key.name) }, answered])];
    }
    if (!field.supporting || field.neededAt.includes(tier)) return [filled];
    return field.when === null ? [] : [anyOf([{ not: at(field.when.path.split('.'), equals(field.when.equals)) }, filled])];
  });
  const stands = [...unit.fields.map((field) => field.path), ...unit.ownGroups].map((steps) => at(relative(steps)));
  const untouched = allOf([...unit.fields.map((field) => ({ not: at(relative(field.path), some(field.key)) })), anyOf(stands)]);
  return anyOf([allOf(needed), untouched]);
}

const stated = has('status', REAL);
const anything = (key) => share(`anything_in_${key.kind}`, anyOf(key.keys.map((child) => has(child.name, some(child)))));
const status = (value, more) => allOf([has('status', { const: value }), ...more]);

function taskSchema(key, tier) {
  const asked = key.keys.filter((child) => child.record?.levels.get(tier) === 'mandatory');
  const finished = anyOf([
    status(
      'done',
      asked.map((child) => has(child.name, full(child))),
    ),
    status('not_applicable', [has('notes', full(key.child('notes')))]),
  ]);
  return { if: stated, then: finished, else: { not: anything(key) } };
}

function outputSchema(key) {
  const evidence = has('evidence', full(key.child('evidence')));
  const finished = anyOf([status('done', [evidence]), status('not_applicable', [has('notes', full(key.child('notes')))])]);
  const unstated = anyOf([allOf([{ not: has('status') }, evidence]), { not: anything(key) }]);
  return { if: { type: 'object' }, then: { if: stated, then: finished, else: unstated } };
}

function dutySchema(key) {
  const shown = anyOf(['summary', 'evidence'].map((name) => has(name, full(key.child(name)))));
  const finished = anyOf([status('done', [shown]), status('not_applicable', [has('notes', full(key.child('notes')))])]);
  return { if: stated, then: finished, else: { not: anything(key) } };
}

/** Where the wizard's answers lead, as schemas over what holds the answers at `path`. */
function wizardWalk(tier, path) {
  return owedSchemas({ tier, classificationPath: path, share, option: REAL, text: anyOf([REAL, list({ contains: REAL })]) });
}

const unitsBelow = (section) => [...section.units, ...section.sections.flatMap(unitsBelow)];

/** A section's value: empty is allowed (a placeholder), else its mandatory units must be there. */
function sectionSchema(section, tier, isAsked) {
  const parts = section.units.filter(isAsked).map((unit) => unitSchema(unit, tier));
  for (const child of section.sections)
    if (unitsBelow(child).some(isAsked)) parts.push(has(child.key.name, sectionSchema(child, tier, isAsked)));
  return { if: { type: 'object', minProperties: 1 }, then: allOf(parts) };
}

const recommended = (units, tier) => units.some((unit) => unit.levels.get(tier) === 'recommended');

/** Demands of one document kind at one tier, for units that `isAsked`. */
function demands(kind, tier, isAsked) {
  const asked = kind.sections.filter((section) => section.path.length > 0 && unitsBelow(section).some(isAsked));
  const top = kind.sections.filter((section) => section.path.length === 0).flatMap((section) => section.units.filter(isAsked));
  return {
    ...(top.length === 0 ? {} : { allOf: top.map((unit) => unitSchema(unit, tier)) }),
    required: asked.map((section) => section.key.name),
    properties: Object.fromEntries(asked.map((section) => [section.key.name, sectionSchema(section, tier, isAsked)])),
  };
}

function tierSchema(catalog, kind, tier) {
  shared = {};
  const head = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $comment: 'Generated from document.schema.json by scripts/generate-tier-schemas.mjs; do not edit.',
    title: `${kind.title}: ${tier.title}`,
  };
  if (!kind.levels.has(tier.id)) return { ...head, description: tier.help, allOf: [{ $ref: 'document.schema.json' }], not: {} };
  const classification = kind.units.find((unit) => unit.type === 'classification');
  const walk = classification === undefined ? undefined : wizardWalk(tier.id, classification.ownGroups[0]);
  /** Under which condition a duty is owed; true for what does not depend on one. */
  const condition = (unit) => (unit.type === 'duty' ? walk.owed(unit.id) : true);
  const isMandatory = (unit) => unit.levels.get(tier.id) === 'mandatory' && unit.when === null && condition(unit) !== false;
  const stages = catalog.stages.map((stage) => stage.id);
  const isLater = ({ fromStage }) => fromStage !== null && stages.indexOf(fromStage) > stages.indexOf(catalog.defaultStage);
  /** What has to hold for a unit to be asked: its stage has come, and a duty is owed. */
  const premise = (unit) =>
    JSON.stringify([
      ...(isLater(unit) ? [has('lifecycle_stage', { enum: stages.slice(stages.indexOf(unit.fromStage)) })] : []),
      ...(condition(unit) === true ? [] : [condition(unit)]),
    ]);
  const isAlways = (unit) => isMandatory(unit) && premise(unit) === '[]';
  const premises = [...new Set(kind.units.filter((unit) => isMandatory(unit) && !isAlways(unit)).map(premise))];
  const conditional = premises.map((parts) => ({
    if: allOf(JSON.parse(parts)),
    then: demands(kind, tier.id, (unit) => isMandatory(unit) && premise(unit) === parts),
  }));
  const nothingEarly = demands(kind, tier.id, isAlways);
  return {
    ...head,
    description: tier.help,
    allOf: [{ $ref: 'document.schema.json' }, nothingEarly, ...conditional],
    'x-recommended': kind.sections.flatMap((section) =>
      section.path.length === 0
        ? section.units.filter((unit) => recommended([unit], tier.id)).map((unit) => unit.fields[0].path.join('.'))
        : recommended(unitsBelow(section), tier.id)
          ? [section.key.name]
          : [],
    ),
    properties: Object.fromEntries(
      kind.sections.flatMap((section) => {
        if (section.path.length === 0) return [];
        const names = [
          ...new Set(
            unitsBelow(section)
              .filter((unit) => unit.levels.get(tier.id) === 'recommended')
              .map((unit) => unit.fields[0].path.slice(1).join('.')),
          ),
        ];
        return names.length === 0 ? [] : [[section.key.name, { 'x-recommended': names }]];
      }),
    ),
    $defs: shared,
  };
}

/** File (relative to the repository) and text of every tier schema. */
export async function tierSchemas() {
  const catalog = await readWholeCatalog();
  return [...catalog.kinds.values()].flatMap((kind) =>
    catalog.tiers.map((tier) => ({
      file: `schemas/${kind.id}/${tier.id}.schema.json`,
      text: `${JSON.stringify(tierSchema(catalog, kind, tier), null, 1)}\n`,
    })),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { file, text } of await tierSchemas()) fs.writeFileSync(path.join(root, file), text);
}
