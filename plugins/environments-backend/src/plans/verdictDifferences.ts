import type { Plan, PlanDifference } from '@cairn/plugin-environments-common';
import { canonical } from './seal';

type Verdict = Plan['verdict'];
type Violation = Verdict['violations'][number];

/** What policy says otherwise, rule by rule; never empty where the two verdicts are not the same. */
export function verdictDifferences(
  before: Verdict,
  after: Verdict,
): PlanDifference[] {
  const differences = [
    ...revisionDifference(before, after),
    ...(before.allowed === after.allowed
      ? []
      : say(`policy ${after.allowed ? 'allows' : 'denies'} it now`)),
    ...ruleDifferences(before.rules, after.rules),
    ...violationDifferences(before.violations, after.violations),
  ];
  return differences.length > 0
    ? differences
    : say('policy says the same in another order');
}

function revisionDifference(before: Verdict, after: Verdict): PlanDifference[] {
  return before.revision === after.revision
    ? []
    : say('policy has another revision', before.revision, after.revision);
}

function ruleDifferences(
  before: Verdict['rules'],
  after: Verdict['rules'],
): PlanDifference[] {
  const was = new Map(before.map(({ id, passed }) => [id, passed]));
  const is = new Map(after.map(({ id, passed }) => [id, passed]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap(id => {
    const passed = is.get(id);
    if (was.get(id) === passed) {
      return [];
    }
    if (passed === undefined) {
      return say(`rule ${id} is not asked any more`);
    }
    return say(
      was.has(id)
        ? `rule ${id} ${passed ? 'passes' : 'does not pass'} now`
        : `rule ${id} is asked as well`,
    );
  });
}

/** What a rule says can change with the time: its words are told, and are no part of the sentence. */
function violationDifferences(
  before: Violation[],
  after: Violation[],
): PlanDifference[] {
  const rules = new Set([...before, ...after].map(({ rule }) => rule));
  return [...rules].flatMap(rule => {
    const was = before.filter(one => one.rule === rule);
    const is = after.filter(one => one.rule === rule);
    if (canonical(was) === canonical(is)) {
      return [];
    }
    if (was.length === 0 || is.length === 0) {
      return say(
        `rule ${rule} ${is.length > 0 ? 'objects now' : 'objects no longer'}`,
        messages(was),
        messages(is),
      );
    }
    return say(
      `rule ${rule} says something else of it`,
      messages(was),
      messages(is),
    );
  });
}

function messages(violations: Violation[]): string[] {
  return violations.map(({ message }) => message);
}

function say(
  what: string,
  before?: unknown,
  after?: unknown,
): PlanDifference[] {
  return [
    {
      part: 'policy',
      what,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ];
}
