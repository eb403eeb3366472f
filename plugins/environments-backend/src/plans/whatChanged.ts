import type { Plan, PlanDifference } from '@cairn/plugin-environments-common';
import { refKey, refTitle } from '../refKey';
import { objectDifferences } from './objectDifferences';
import type { PlanResult } from './PlanResult';
import {
  canonical,
  onlySealed,
  type SealedBeside,
  type SealedContent,
} from './seal';
import { verdictDifferences } from './verdictDifferences';

/** What is said of a part of a plan that is not the same any more. */
type Words<T> = (before: T, after: T) => PlanDifference[];

/**
 * The words for each part of what is sealed. Asked only where the part is not the same; where they find nothing to say, the
 * part is named as a whole.
 */
const WORDS: {
  [Part in keyof SealedContent]-?: Words<SealedContent[Part]>;
} = {
  action: (before, after) => [
    { part: 'request', what: `it would ${after} it now`, before, after },
  ],
  environment: environmentDifferences,
  class: (before, after) => [
    {
      part: 'class',
      what:
        before.name === after.name
          ? `there is another version of class '${after.name}'`
          : `its class is '${after.name}' now`,
      before: before.version,
      after: after.version,
    },
  ],
  parameters: (before, after) =>
    differingKeys(before, after).map(name => ({
      part: 'request',
      what: `its parameter '${name}' is another one`,
      ...pair(before[name], after[name]),
    })),
  mode: (before, after) => [
    { part: 'request', what: `it would be ${after} afterwards`, before, after },
  ],
  previous: previousDifferences,
  foreign: foreignDifferences,
  price: priceDifferences,
  verdict: verdictDifferences,
  changes: objectDifferences,
};

const BESIDE_WORDS: {
  [Part in keyof SealedBeside]-?: Words<SealedBeside[Part]>;
} = {
  environmentId: () => [
    {
      part: 'environment',
      what: 'it would be another environment of the same name',
    },
  ],
  expiresAt: (before, after) => [
    {
      part: 'environment',
      what: 'the end of its life was moved',
      ...pair(before, after),
    },
  ],
  lastRun: (before, after) => [
    {
      part: 'environment',
      what: 'another run of it took place',
      ...pair(before, after),
    },
  ],
  engines: (before, after) =>
    differingKeys(before, after).map(engine => ({
      part: 'engine',
      what: `engine '${engine}' works in another way now`,
      ...pair(before[engine], after[engine]),
    })),
  clusterIdentity: (before, after) => [
    {
      part: 'cluster',
      what: 'its cluster is another one under the same name',
      ...pair(before, after),
    },
  ],
};

type Sealed = Pick<PlanResult, 'plan' | 'sealed'>;

/**
 * What differs between a plan and the same request planned again, by everything that its digest covers; never empty where
 * the digests differ.
 */
export function whatChanged(before: Sealed, after: Sealed): PlanDifference[] {
  const differences = [
    ...inWords(
      WORDS,
      { told: before.plan, compared: onlySealed(before.plan) },
      { told: after.plan, compared: onlySealed(after.plan) },
    ),
    ...(before.sealed && after.sealed
      ? inWords(
          BESIDE_WORDS,
          { told: before.sealed, compared: before.sealed },
          { told: after.sealed, compared: after.sealed },
        )
      : []),
  ];
  return differences.length > 0
    ? differences
    : [
        {
          part: 'seal',
          what: 'Cairn looks at more now when it compares plans than it did then',
        },
      ];
}

/** One side: what can be told of it, and what of that counts. */
interface Side<T> {
  told: T;
  compared: T;
}

function inWords<T extends object>(
  words: { [Part in keyof T]-?: Words<T[Part]> },
  before: Side<T>,
  after: Side<T>,
): PlanDifference[] {
  const say = <Part extends keyof T & string>(part: Part): PlanDifference[] => {
    if (isSame(before.compared[part], after.compared[part])) {
      return [];
    }
    const said = words[part](before.told[part], after.told[part]);
    return said.length > 0
      ? said
      : [{ part: 'request', what: `its ${part} would be another one` }];
  };
  return keysOf(words).flatMap(say);
}

function keysOf<T extends object>(value: T): Array<keyof T & string> {
  const isKey = (key: string): key is keyof T & string => key in value;
  return Object.keys(value).filter(isKey);
}

function environmentDifferences(
  before: Plan['environment'],
  after: Plan['environment'],
): PlanDifference[] {
  const names: Record<keyof Plan['environment'], string> = {
    name: 'its name',
    namespace: 'its namespace',
    owner: 'its owner',
    cluster: 'its cluster',
  };
  return keysOf(names)
    .filter(key => before[key] !== after[key])
    .map(key => ({
      part: 'request',
      what: `${names[key]} is another one`,
      before: before[key],
      after: after[key],
    }));
}

function previousDifferences(
  before: Plan['previous'],
  after: Plan['previous'],
): PlanDifference[] {
  if (!before || !after) {
    return [
      {
        part: 'environment',
        what: `the environment ${after ? 'exists' : 'does not exist'} now`,
      },
    ];
  }
  return [
    ...(before.classVersion === after.classVersion
      ? []
      : [
          {
            part: 'environment' as const,
            what: 'the environment has another version of its class',
            before: before.classVersion,
            after: after.classVersion,
          },
        ]),
    ...(before.mode === after.mode
      ? []
      : [
          {
            part: 'environment' as const,
            what: `the environment is ${after.mode} now`,
            before: before.mode,
            after: after.mode,
          },
        ]),
    ...differingKeys(before.parameters, after.parameters).map(name => ({
      part: 'environment' as const,
      what: `the environment has another parameter '${name}'`,
      ...pair(before.parameters[name], after.parameters[name]),
    })),
  ];
}

/** What others put there since, and what they took away. */
export function foreignDifferences(
  before: Plan['foreign'] = [],
  after: Plan['foreign'] = [],
): PlanDifference[] {
  const was = new Set(before.map(refKey));
  const is = new Set(after.map(refKey));
  return [
    ...after
      .filter(ref => !was.has(refKey(ref)))
      .map(ref => ({
        part: 'foreign' as const,
        what: `${refTitle(ref)}, which is somebody else's, would go with it`,
        after: ref,
      })),
    ...before
      .filter(ref => !is.has(refKey(ref)))
      .map(ref => ({
        part: 'foreign' as const,
        what: `${refTitle(
          ref,
        )}, which is somebody else's, is not there any more`,
        before: ref,
      })),
  ];
}

export function priceDifferences(
  before: Plan['price'],
  after: Plan['price'],
): PlanDifference[] {
  if (!before || !after) {
    return before || after
      ? [
          {
            part: 'price',
            what: `what it would cost is ${after ? 'known' : 'not known'} now`,
          },
        ]
      : [];
  }
  return [
    {
      part: 'price',
      what:
        before.priceList.digest === after.priceList.digest
          ? 'it would cost something else'
          : `the price list '${after.priceList.name}' has other prices`,
      before: monthly(before),
      after: monthly(after),
    },
  ];
}

function monthly({ monthlyMicros, currency }: NonNullable<Plan['price']>) {
  return { monthlyMicros, currency };
}

function isSame(before: unknown, after: unknown): boolean {
  return canonical([before]) === canonical([after]);
}

function differingKeys(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    key => !isSame(before[key], after[key]),
  );
}

/** What is not there is left out. */
function pair(
  before: unknown,
  after: unknown,
): Pick<PlanDifference, 'before' | 'after'> {
  return {
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}
