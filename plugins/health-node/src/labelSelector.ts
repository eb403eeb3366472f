import { InputError } from '@backstage/errors';

type Labels = Readonly<Record<string, string>>;
type Requirement = (labels: Labels) => boolean;

/** A label selector that was understood. */
export interface LabelSelector {
  matches(labels: Labels): boolean;
  /** Labels that must have exactly this value, for whoever keeps an index. */
  equal: ReadonlyMap<string, string>;
}

const KEY =
  /^([a-z0-9A-Z]([-a-z0-9A-Z.]*[a-z0-9A-Z])?\/)?[a-z0-9A-Z]([-_a-z0-9A-Z.]*[a-z0-9A-Z])?$/;
const VALUE = /^([a-z0-9A-Z]([-_a-z0-9A-Z.]*[a-z0-9A-Z])?)?$/;

/** Selectors come from annotations, again and again the same ones. */
const MAX_KNOWN = 5_000;
const known = new Map<string, LabelSelector>();

/**
 * Understands a label selector in Kubernetes' syntax: `a=b,c!=d,e in (f,g),h notin (i),j,!k`.
 *
 * @throws InputError where it is none.
 */
export function parseLabelSelector(selector: string): LabelSelector {
  let parsed = known.get(selector);
  if (!parsed) {
    parsed = parse(selector);
    if (known.size >= MAX_KNOWN) {
      known.clear();
    }
    known.set(selector, parsed);
  }
  return parsed;
}

function parse(selector: string): LabelSelector {
  const equal = new Map<string, string>();
  const requirements = splitRequirements(selector).map(text =>
    parseRequirement(text, selector, equal),
  );
  return {
    equal,
    matches: labels => requirements.every(isMet => isMet(labels)),
  };
}

/** At the commas that are not inside brackets. */
function splitRequirements(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/).map(text => text.trim());
}

function parseRequirement(
  text: string,
  selector: string,
  equal: Map<string, string>,
): Requirement {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map(value => value.trim());
    check(key, values, selector);
    const isIn = operator === 'in';
    return labels => {
      const value = own(labels, key);
      return value === undefined ? !isIn : values.includes(value) === isIn;
    };
  }
  const comparison = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/.exec(text);
  if (comparison) {
    const [, key = '', operator, value = ''] = comparison;
    check(key, [value], selector);
    if (operator === '!=') {
      return labels => own(labels, key) !== value;
    }
    equal.set(key, value);
    return labels => own(labels, key) === value;
  }
  const isAbsent = text.startsWith('!');
  const key = isAbsent ? text.slice(1).trim() : text;
  check(key, [], selector);
  return labels => (own(labels, key) === undefined) === isAbsent;
}

function own(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function check(key: string, values: string[], selector: string): void {
  if (!KEY.test(key) || !values.every(value => VALUE.test(value))) {
    throw new InputError(
      `"${selector.slice(
        0,
        200,
      )}" is not a label selector; write for example app=shop,tier in (web,api)`,
    );
  }
}
