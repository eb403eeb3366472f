import type {
  GoldenPathPlan,
  GoldenPathRequest,
  NameAvailability,
  NamePlace,
} from '@cairn/plugin-golden-paths-common';
import type { GoldenPathsPageApi } from '../src/api/goldenPathsApi';
import { somePlan } from './plan';

const PLACES: NamePlace[] = ['git', 'catalog', 'cluster', 'environments'];

/** Golden paths in memory. */
export class FakeGoldenPaths implements GoldenPathsPageApi {
  taken = new Map<string, NamePlace>([['cart-api', 'git']]);
  away: NamePlace[] = [];
  plans = new Map<string, GoldenPathPlan>();
  asked: GoldenPathRequest[] = [];
  /** Makes the plan of a request. */
  planOf = (request: GoldenPathRequest) =>
    somePlan(String(request.values.name));

  async checkName(name: string): Promise<NameAvailability> {
    const places = PLACES.map(place => {
      if (this.away.includes(place)) {
        return {
          place,
          state: 'unknown' as const,
          message: `Nothing answers for ${place}.`,
        };
      }
      return this.taken.get(name) === place
        ? {
            place,
            state: 'taken' as const,
            message: `The Git host has a repository larkfield/${name}.`,
          }
        : { place, state: 'free' as const, message: 'It is free.' };
    });
    return {
      name,
      available: places.every(({ state }) => state === 'free'),
      places,
    };
  }

  async plan(request: GoldenPathRequest): Promise<GoldenPathPlan> {
    this.asked.push(request);
    const plan = this.planOf(request);
    this.plans.set(plan.digest, plan);
    return plan;
  }

  async getPlan(digest: string): Promise<GoldenPathPlan> {
    const plan = this.plans.get(digest);
    if (!plan) throw new Error(`There is no plan ${digest}`);
    return plan;
  }
}
