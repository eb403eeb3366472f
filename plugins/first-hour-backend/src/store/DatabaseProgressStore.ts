import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  firstHourSteps,
  type FirstHourProgress,
  type FirstHourStep,
} from '@cairn/plugin-first-hour-common';
import type { Knex } from 'knex';
import type { ProgressStore } from './ProgressStore';

interface StepRow {
  user_ref: string;
  step: string;
  done_at: string;
}

interface DismissalRow {
  user_ref: string;
  dismissed_at: string;
}

const migrationsDir = resolvePackagePath(
  '@cairn/plugin-first-hour-backend',
  'migrations',
);

/** Keeps progress in SQL. */
export class DatabaseProgressStore implements ProgressStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Brings the tables up to date first, unless the database is configured not to. */
  static async create(
    database: DatabaseService,
  ): Promise<DatabaseProgressStore> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({ directory: migrationsDir });
    }
    return new DatabaseProgressStore(knex);
  }

  async get(user: string): Promise<FirstHourProgress> {
    const [rows, dismissal] = await Promise.all([
      this.#knex<StepRow>('steps_done').where({ user_ref: user }).select(),
      this.#knex<DismissalRow>('dismissals').where({ user_ref: user }).first(),
    ]);
    const doneAt = new Map(rows.map(row => [row.step, row.done_at]));
    return {
      steps: firstHourSteps.map(step => ({ step, doneAt: doneAt.get(step) })),
      dismissedAt: dismissal?.dismissed_at,
    };
  }

  async markDone(user: string, step: FirstHourStep, at: string): Promise<void> {
    await this.#knex<StepRow>('steps_done')
      .insert({ user_ref: user, step, done_at: at })
      .onConflict(['user_ref', 'step'])
      .ignore();
  }

  async dismiss(user: string, at: string): Promise<void> {
    await this.#knex<DismissalRow>('dismissals')
      .insert({ user_ref: user, dismissed_at: at })
      .onConflict('user_ref')
      .ignore();
  }

  async restore(user: string): Promise<void> {
    await this.#knex<DismissalRow>('dismissals')
      .where({ user_ref: user })
      .delete();
  }
}
