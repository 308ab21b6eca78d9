// When a duty is owed, as JSON Schema over the record of a system: its roles, and where the wizard's answers lead. Mirrors
// server/src/core/regulation, which says the same of a document in the editor; the agreement test compares the two.
import { readSchema } from './schemas.mjs';

const anyOf = (parts) => (parts.length === 0 ? false : parts.includes(true) ? true : parts.length === 1 ? parts[0] : { anyOf: parts });
const allOf = (parts) => {
  const open = parts.filter((part) => part !== true);
  return open.includes(false) ? false : open.length === 0 ? true : open.length === 1 ? open[0] : { allOf: open };
};
const has = (name, schema) => ({ type: 'object', required: [name], properties: { [name]: schema } });
const within = (steps, schema) => steps.toReversed().reduce((inner, step) => has(step, inner), schema);
const list = (rest) => ({ type: 'array', ...rest });

/**
 * Formulas for one tier. `share(name, schema)` keeps a part once and returns a reference to it; `option` is the schema of a
 * real value, `text` that of a text or list of texts.
 */
export function owedSchemas({ tier, classificationPath, share, option, text }) {
  const wizard = readSchema('regulation/wizard.json');
  const { duties } = readSchema('regulation/duties.json');
  const questions = wizard.questions;
  const contextFlags = new Set(wizard.context_flags.map(({ id }) => id));
  const answer = (id, schema) => within([...classificationPath, id], schema);
  const form = (parts) => anyOf([...parts, has('answer', anyOf(parts))]);

  /** One of the options, as a single value. */
  const pick = share('pick', allOf([option, { not: { enum: ['none', 'unsure'] } }]));
  const none = { const: 'none' };

  /** A list that chooses options; `none` beside them is a contradiction, and no answer. */
  const picks = share('picks', list({ contains: pick, not: { contains: none } }));
  const someWord = anyOf([option, list({ contains: option })]);
  const isMulti = ({ type }) => type === 'multi';

  /** The long form of some answers, with no reason why nothing applies beside them. */
  const long = (parts) => allOf([has('answer', anyOf(parts)), { not: has('none', text) }]);

  /** What says that nothing applies, and what does: no answer of a list. */
  const clash = share(
    'clash',
    anyOf([
      list({ allOf: [{ contains: pick }, { contains: none }] }),
      has('answer', list({ allOf: [{ contains: pick }, { contains: none }] })),
      allOf([has('none', text), has('answer', anyOf([pick, list({ contains: pick })]))]),
    ]),
  );

  /** The question's value takes this branch. */
  function takes({ id, type, unsure }, branch) {
    const isUnsure = (unsure ?? (type === 'yes_no' ? 'yes' : 'any')) === branch ? [{ const: 'unsure' }] : [];
    if (type === 'yes_no') return answer(id, form([{ enum: [branch, branch === 'yes'] }, ...isUnsure]));
    if (branch === 'none') {
      const nothing = [
        list({ maxItems: 0 }),
        none,
        ...isUnsure,
        ...isUnsure.map((word) => list({ contains: word, not: { contains: pick } })),
        list({ contains: none, not: { contains: { anyOf: [pick, { const: 'unsure' }] } } }),
      ];
      return answer(id, anyOf([form(nothing), allOf([has('none', text), { not: has('answer', someWord) }])]));
    }
    const unsureAlone = isUnsure.flatMap((word) => [word, list({ contains: word, not: { contains: pick } })]);
    return answer(
      id,
      anyOf([picks, pick, ...unsureAlone, long([picks, pick]), ...(unsureAlone.length === 0 ? [] : [has('answer', anyOf(unsureAlone))])]),
    );
  }

  /** The walk gets as far as this question. */
  const known = new Map();
  function reached(id) {
    if (id === questions[0].id) return true;
    if (!known.has(id)) known.set(id, share(`reaches_${id}`, anyOf(ways(({ next }) => next === id))));
    return known.get(id);
  }

  const holds = (id, ids) => {
    const numbers = ids.filter((one) => /^\d+$/u.test(one)).map(Number);
    const one = { enum: [...ids, ...numbers] };
    const chosen = [list({ contains: one, not: { contains: none } }), one];
    return allOf([reached(id), answer(id, anyOf([...chosen, long(chosen)]))]);
  };

  /** The wizard ends with this flag set, before the flag rules. */
  function rawFlag(flag) {
    const from = ways((outcome) => outcome.flag === flag);
    if (contextFlags.has(flag)) from.push(...questions.filter(({ sets }) => sets === 'flags').map(({ id }) => holds(id, [flag])));
    return share(`flag_${flag}`, anyOf(from));
  }

  const replacing = wizard.flag_rules.filter(({ effect }) => effect === 'replace_flag');

  /** The same after the rules that replace flags. A flag that may yet be replaced is not settled. */
  function flag(name) {
    const gone = replacing.filter((rule) => rule.flag === name);
    const come = replacing.filter((rule) => rule.by === name);
    const isKept = gone.map((rule) => ({ not: predicate(rule.when, rawFlag) }));
    return anyOf(
      [allOf([rawFlag(name), ...isKept]), ...come.map((rule) => predicate(rule.when, rawFlag))].filter((part) => part !== false),
    );
  }

  /** Branches whose outcome passes, each with the way to it. */
  const ways = (passes) =>
    questions.flatMap((question) =>
      Object.entries(question.branches).flatMap(([branch, outcome]) =>
        passes(outcome) ? [allOf([reached(question.id), takes(question, branch)])] : [],
      ),
    );

  function predicate(when, flagOf = flag) {
    if (when.all !== undefined) return allOf(when.all.map((part) => predicate(part, flagOf)));
    if (when.any !== undefined) return anyOf(when.any.map((part) => predicate(part, flagOf)).filter((part) => part !== false));
    if (when.flag !== undefined) return flagOf(when.flag);
    if (when.tier !== undefined) return share(`result_${when.tier}`, anyOf(ways(({ result }) => result === when.tier)));
    if (when.role !== undefined) return role(when.role);
    if (when.has !== undefined) return holds(when.answer, when.has);
    if (when.has_other_than !== undefined) {
      const question = questions.find(({ id }) => id === when.answer);
      return holds(
        when.answer,
        optionIds(question).filter((id) => !when.has_other_than.includes(id)),
      );
    }
    if (when.duty_any !== undefined)
      return anyOf(when.duty_any.map((id) => owed(duties.find((duty) => duty.id === id))).filter((part) => part !== false));
    if (when.open === true) return false;
    throw new Error(`unknown condition ${JSON.stringify(when)}`);
  }

  const optionIds = ({ options_from: from }) => {
    const found = wizard[from] ?? from.split('.').reduce((at, step) => at[step], readSchema('regulation/regulation.json'));
    return found.flatMap((entry) => entry.points ?? [entry]).map(({ id }) => id);
  };

  const words = (value) => form([{ const: value }, list({ contains: { const: value } })]);
  const role = (id) =>
    anyOf([
      within(['operator_roles'], words(id)),
      ...questions.filter(({ sets }) => sets === 'roles').map((question) => holds(question.id, [id])),
    ]);

  /** A role that is stated or chosen, or that a rule adds once all questions are answered. */
  const anyRole = (id) =>
    share(
      `role_${id}`,
      anyOf(
        [
          role(id),
          ...wizard.flag_rules
            .filter((rule) => rule.effect === 'add_role' && rule.role === id)
            .map((rule) => allOf([share('all_answered', anyOf(ways(({ end }) => end === true))), predicate(rule.when)])),
        ].filter((part) => part !== false),
      ),
    );

  /** A result that is no tier and is recorded as this one: nothing of the tier is owed then. */
  const isElsewhere = wizard.results
    .filter((result) => result.recorded_as === tier)
    .map((result) => ({ not: share(`result_${result.id}`, anyOf(ways((outcome) => outcome.result === result.id))) }));

  const drops = (duty) =>
    wizard.flag_rules
      .filter(
        (rule) => rule.effect === 'drop_duties' && !rule.keep.includes(duty.id) && !duty.tiers.some((one) => rule.keep_tiers.includes(one)),
      )
      .map((rule) => ({ not: predicate(rule.when) }));

  function owed(duty) {
    const axis = duty.tiers.includes(tier) ? true : anyOf(duty.tiers.filter((one) => one.startsWith('gpai')).map((one) => flag(one)));
    return allOf([
      axis,
      anyOf(duty.roles.map(anyRole)),
      duty.when === undefined ? true : predicate(duty.when),
      ...drops(duty),
      ...isElsewhere,
    ]);
  }

  return {
    /** Schema of a record that owes the duty; false where the tier never makes it owed. */
    owed: (id) => owed(duties.find((duty) => duty.id === id)),
    /** Schema of a record whose answers lead to the question. */
    reached,
    /** Schema of a value that contradicts itself as an answer of this question; undefined where none does. */
    clash: (id) => (isMulti(questions.find((question) => question.id === id)) ? clash : undefined),
  };
}
