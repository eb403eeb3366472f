import type { EnvironmentInventory } from '@cairn/plugin-environments-common';
import type { CostSummary } from '@cairn/plugin-cost-common';
import type { KnownEntity } from '../catalog/CatalogIndex';

/** What an entity may cost a month, for example `120 EUR`. */
export const BUDGET_ANNOTATION = 'cairn.dev/monthly-budget';

const BUDGET = /^\s*(\d{1,9})(?:\.(\d{1,2}))?\s*([A-Z]{3})\s*$/;

/**
 * The budget of an entity: its annotation, else of an environment what its class allows. One in another currency than the costs, or one
 * that cannot be read, is none: it could not be compared.
 */
export function budgetOf(
  entity: Pick<KnownEntity, 'ref' | 'annotations'>,
  environments: readonly EnvironmentInventory[],
  currency: string,
): CostSummary['budget'] {
  const annotation = entity.annotations[BUDGET_ANNOTATION];
  if (annotation !== undefined) {
    const micros = parseBudget(annotation, currency);
    return micros === undefined ? undefined : { micros, from: 'annotation' };
  }
  const environment = environments.find(
    ({ name, destroyedAt }) =>
      !destroyedAt && entity.ref === `resource:default/${name}`,
  );
  return environment?.budget?.currency === currency
    ? { micros: environment.budget.monthlyMicros, from: 'class' }
    : undefined;
}

function parseBudget(text: string, currency: string): number | undefined {
  const match = BUDGET.exec(text);
  if (!match || match[3] !== currency) {
    return undefined;
  }
  const [, whole, fraction = ''] = match;
  return Number(whole) * 1_000_000 + Number(fraction.padEnd(2, '0')) * 10_000;
}
