import { setTimeout as wait } from 'node:timers/promises';
import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import type { Portal } from './Portal';
import { readEvents } from './serverSentEvents';

const AGAIN_MS = 1000;
const TRIES = 30;

const taskIdSchema = z.object({ id: z.string() });
const schemaSchema = z.object({
  title: z.string(),
  steps: z.array(
    z.object({
      schema: z.object({
        properties: z
          .record(
            z.string(),
            z.looseObject({ default: z.unknown().optional() }),
          )
          .default({}),
      }),
    }),
  ),
});
const linkSchema = z.object({
  title: z.string().optional(),
  url: z.string().optional(),
  entityRef: z.string().optional(),
});
const taskSchema = z.object({
  status: z.string(),
  spec: z.object({
    steps: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
  }),
});
const eventSchema = z.object({
  id: z.number(),
  type: z.string(),
  createdAt: z.string(),
  body: z.object({
    message: z.string().default(''),
    stepId: z.string().optional(),
    status: z.string().optional(),
    error: z.object({ message: z.string() }).optional(),
    output: z
      .looseObject({ links: z.array(linkSchema).default([]) })
      .optional(),
  }),
});

/** A link that a task ends with; `url` may be a path of the portal. */
export type TaskLink = z.infer<typeof linkSchema>;
/** One thing that a task said. `type` is `completion` for the last one. */
export type TaskEvent = z.infer<typeof eventSchema>;
/** A task of the scaffolder, as far as it is shown. */
export type Task = z.infer<typeof taskSchema>;

/** Speaks to the scaffolder: its own client needs a browser to follow a task. */
export class ScaffolderTasks {
  readonly #portal: Portal;
  readonly #base: string;

  constructor(portal: Portal) {
    this.#portal = portal;
    this.#base = `${portal.url}/api/scaffolder/v2`;
  }

  /** What a template gives its values where nobody says another. */
  async defaults(
    templateName: string,
  ): Promise<{ title: string; values: Record<string, unknown> }> {
    const { title, steps } = schemaSchema.parse(
      await this.#ask(
        `/templates/default/template/${encodeURIComponent(
          templateName,
        )}/parameter-schema`,
      ),
    );
    const values = Object.fromEntries(
      steps
        .flatMap(step => Object.entries(step.schema.properties))
        .flatMap(([name, property]) =>
          property.default === undefined ? [] : [[name, property.default]],
        ),
    );
    return { title, values };
  }

  /** Starts a task; answers with its id. */
  async start(
    templateRef: string,
    values: Record<string, unknown>,
  ): Promise<string> {
    const { id } = taskIdSchema.parse(
      await this.#ask('/tasks', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ templateRef, values }),
      }),
    );
    return id;
  }

  async get(id: string): Promise<Task> {
    return taskSchema.parse(
      await this.#ask(`/tasks/${encodeURIComponent(id)}`),
    );
  }

  /** Everything that a task said and says, until it is over. A broken stream is taken up where it ended. */
  async *follow(id: string, signal: AbortSignal): AsyncGenerator<TaskEvent> {
    let after: number | undefined;
    let failures = 0;
    for (;;) {
      try {
        const response = await this.#portal.stream(
          `${this.#base}/tasks/${encodeURIComponent(id)}/eventstream${
            after === undefined ? '' : `?after=${after}`
          }`,
          signal,
        );
        if (!response.ok || !response.body) {
          throw await ResponseError.fromResponse(response);
        }
        for await (const { data } of readEvents(response.body)) {
          const event = eventSchema.parse(JSON.parse(data));
          after = event.id;
          failures = 0;
          yield event;
          if (event.type === 'completion') {
            return;
          }
        }
      } catch (error) {
        signal.throwIfAborted();
        failures += 1;
        if (failures > TRIES || error instanceof ResponseError) {
          throw error;
        }
      }
      await wait(AGAIN_MS, undefined, { signal });
    }
  }

  async #ask(path: string, init?: RequestInit): Promise<unknown> {
    const response = await this.#portal.fetchApi.fetch(
      `${this.#base}${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
