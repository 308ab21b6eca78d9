// Writes generated functions that say the same only once: equal ones are joined, and those that differ in nothing but
// texts and in the functions they call become calls of one maker. Works on functions named `validate<number>`.

/** Leaves one of each group of functions that differ in nothing but their names; returns what each name became. */
export function mergeEqual(pieces) {
  const renamed = new Map();
  const nameOf = (name) => (renamed.has(name) ? nameOf(renamed.get(name)) : name);
  for (let before = -1; before !== pieces.size;) {
    before = pieces.size;
    const known = new Map();
    for (const [name, text] of pieces) {
      const present = text.replaceAll(/\bvalidate\d+\b/gu, nameOf);
      const bare = present.replaceAll(new RegExp(`\\b${name}\\b`, 'gu'), '');
      const same = known.get(bare);
      if (same === undefined) {
        known.set(bare, name);
        pieces.set(name, present);
      } else {
        renamed.set(name, same);
        pieces.delete(name);
      }
    }
  }
  return nameOf;
}

/** What may differ: a text, or a function that is called. */
const HOLE = /"(?:[^"\\]|\\.)*"|\bvalidate\d+\b/gu;
/** About what a call of a maker costs, and a maker besides the function in it. */
const CALL = 30;
const MAKER = 60;

/** The code of all pieces, in an order in which each is defined before it is used. */
export function withMakers(pieces) {
  const shapes = new Map();
  for (const [name, text] of pieces) {
    if (!/^validate\d+$/u.test(name)) continue;
    const own = spread(text, name);
    const shape = own.replaceAll(HOLE, '\0');
    const group = shapes.get(shape) ?? [];
    group.push({ name, holes: own.match(HOLE) ?? [] });
    shapes.set(shape, group);
  }
  const makers = [];
  const calls = new Map();
  for (const [shape, group] of shapes) {
    if ((group.length - 1) * (shape.length - CALL) < MAKER) continue;
    const maker = `make${makers.length}`;
    const { code, rows } = makerOf(maker, shape, group);
    makers.push(code);
    for (const [at, { name }] of group.entries())
      calls.set(name, { code: `const ${name} = ${maker}(${rows[at].join(', ')});`, uses: rows[at] });
  }
  const rest = [...pieces].filter(([name]) => !calls.has(name)).map(([, text]) => text);
  return [...makers, ...inOrder(calls), ...rest].join('\n');
}

/** Properties and pointers taken apart, so that a name stands as a text of its own wherever it stands. */
const spread = (text, name) =>
  text
    .replaceAll(new RegExp(`\\b${name}\\b`, 'gu'), 'self')
    .replaceAll(/\b(data\d*)\.(?!length\b)(\w+)/gu, '$1["$2"]')
    .replaceAll(/\+"\/([\w$]+)"/gu, '+"/"+"$1"');

/** A maker of the functions of one shape, and its arguments for each; places that always agree share a parameter. */
function makerOf(maker, shape, group) {
  const columns = new Map();
  const params = [];
  const written = group[0].holes.map((hole, at) => {
    const column = group.map(({ holes }) => holes[at]);
    if (column.every((value) => value === hole)) return hole;
    const key = column.join('\n');
    if (!columns.has(key)) {
      columns.set(key, `p${columns.size}`);
      params.push(column);
    }
    return columns.get(key);
  });
  let next = 0;
  const body = shape.replaceAll('\0', () => written[next++]);
  return {
    code: `const ${maker} = (${[...columns.values()].join(', ')}) => { ${body} return self; };`,
    rows: group.map((_, at) => params.map((column) => column[at])),
  };
}

/** Calls of makers, each behind those whose results it uses. */
function inOrder(calls) {
  const lines = [];
  const done = new Set();
  const visit = (name) => {
    const call = calls.get(name);
    if (call === undefined || done.has(name)) return;
    done.add(name);
    for (const used of call.uses) visit(used);
    lines.push(call.code);
  };
  for (const name of calls.keys()) visit(name);
  return lines;
}
