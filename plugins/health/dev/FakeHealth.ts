import type {
  EntityHealth,
  HealthApi,
  HealthSummary,
} from '@cairn/plugin-health-common';

/** Health in memory. `refuse` makes it answer with an error instead. */
export class FakeHealth implements HealthApi {
  entities: EntityHealth[] = [];
  refuse?: Error;
  /** What was asked for: one entity, or a batch. */
  readonly asked: string[][] = [];

  async getHealth(entityRef: string): Promise<EntityHealth> {
    this.asked.push([entityRef]);
    const found = this.entities.find(one => one.entityRef === entityRef);
    if (this.refuse || !found) {
      throw this.refuse ?? new Error(`There is no ${entityRef}`);
    }
    return found;
  }

  async getSummaries(entityRefs: string[]): Promise<HealthSummary[]> {
    this.asked.push(entityRefs);
    if (this.refuse) {
      throw this.refuse;
    }
    return this.entities.filter(({ entityRef }) =>
      entityRefs.includes(entityRef),
    );
  }
}
