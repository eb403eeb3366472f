import type { MetricsService } from '@backstage/backend-plugin-api/alpha';

/** What is counted and measured of runs, as OpenTelemetry has it. */
export class RunMetrics {
  readonly #duration;
  readonly #retries;
  readonly #takeovers;
  readonly #finished;

  /** @param queued - how many runs wait now */
  constructor(metrics: MetricsService, queued: () => Promise<number>) {
    metrics
      .createObservableGauge('cairn.runs.queued', {
        description: 'Runs that wait for a worker',
        unit: '{run}',
      })
      .addCallback(async result => {
        result.observe(await queued());
      });
    this.#duration = metrics.createHistogram('cairn.runs.step.duration', {
      description: 'How long the effect of a step took',
      unit: 's',
      advice: {
        explicitBucketBoundaries: [
          0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900,
        ],
      },
    });
    this.#retries = metrics.createCounter('cairn.runs.step.retries', {
      description: 'Effects that were begun again',
      unit: '{retry}',
    });
    this.#takeovers = metrics.createCounter('cairn.runs.takeovers', {
      description: 'Runs taken over from another worker',
      unit: '{run}',
    });
    this.#finished = metrics.createCounter('cairn.runs.finished', {
      description: 'Runs that ended, by how',
      unit: '{run}',
    });
  }

  stepDone(
    seconds: number,
    attributes: { engine: string; operation: string; state: string },
  ): void {
    this.#duration.record(seconds, attributes);
  }

  retried(engine: string): void {
    this.#retries.add(1, { engine });
  }

  /** @param from - a worker that was `stopped`, or one that is `gone` */
  takenOver(from: string): void {
    this.#takeovers.add(1, { from });
  }

  finished(action: string, state: string): void {
    this.#finished.add(1, { action, state });
  }
}
