import { setTimeout as wait } from 'node:timers/promises';
import { CostClient, type CostSummary } from '@cairn/plugin-cost-common';
import { HealthClient, type HealthSummary } from '@cairn/plugin-health-common';
import { PipelinesClient } from '@cairn/plugin-pipelines-common';
import { AuthorizationServer } from '../login/authorization';
import type { PortalContext } from '../portal/PortalContext';
import { componentsOwnedBy, entityPage, entityRefOf } from '../portal/entities';
import { costColumns, costLines } from '../views/costView';
import { healthColumns, healthLines } from '../views/healthView';
import { pipelineColumns } from '../views/pipelineView';
import { interruptible } from './interruptible';

/** Most that the batch endpoints answer for at once. */
const BATCH = 100;
const WATCH_MS = 2000;

/** Services of whoever asks. */
async function myServices({ portal }: PortalContext): Promise<string[]> {
  const token = await portal.accessToken();
  const { owns } = await portal.reach(() =>
    new AuthorizationServer(portal.url).whoIs(token),
  );
  return componentsOwnedBy(portal, owns);
}

async function inBatches<T>(
  refs: readonly string[],
  ask: (batch: string[]) => Promise<T[]>,
): Promise<T[]> {
  const answers: T[] = [];
  for (let from = 0; from < refs.length; from += BATCH) {
    answers.push(...(await ask(refs.slice(from, from + BATCH))));
  }
  return answers;
}

const NO_SERVICES =
  'You own no service. Name one, for example ./cairn health cart-api, or make one: ./cairn new node-service';

/** Shows something once, or again and again until Ctrl-C. */
async function onceOrWatching(
  { output, format, portal }: PortalContext,
  isWatching: boolean,
  look: () => Promise<{ lines: () => void; data: unknown }>,
): Promise<void> {
  const show = async () => {
    const { lines, data } = await look();
    if (format !== 'table') {
      output.data(format, data);
    } else {
      if (isWatching) {
        output.clear();
      }
      lines();
    }
  };
  await show();
  if (isWatching) {
    await interruptible(
      async signal => {
        for (;;) {
          await wait(WATCH_MS, undefined, { signal });
          await show();
        }
      },
      () => `The portal goes on watching: ${portal.url}`,
    );
  }
}

/** `cairn health [ENTITY]`. */
export async function showHealth(
  context: PortalContext,
  entity: string | undefined,
  options: { watch?: boolean },
): Promise<void> {
  const { portal, output } = context;
  const client = new HealthClient(portal);
  if (entity === undefined) {
    const refs = await myServices(context);
    await onceOrWatching(context, options.watch ?? false, async () => {
      const found = await inBatches<HealthSummary>(refs, batch =>
        client.getSummaries(batch),
      );
      const rows = refs.map(entityRef => ({
        entityRef,
        health: found.find(it => it.entityRef === entityRef),
      }));
      return {
        data: { items: found },
        lines: () =>
          refs.length === 0
            ? output.lines(NO_SERVICES)
            : output.table(healthColumns(Date.now()), rows),
      };
    });
    return;
  }
  const entityRef = entityRefOf(entity);
  await onceOrWatching(context, options.watch ?? false, async () => {
    const health = await client.getHealth(entityRef);
    return {
      data: health,
      lines: () =>
        output.lines(
          ...healthLines(health, {
            style: output.style,
            now: Date.now(),
            page: entityPage(portal.url, entityRef),
            width: output.width,
          }),
        ),
    };
  });
}

/** `cairn cost [ENTITY]`. */
export async function showCost(
  context: PortalContext,
  entity: string | undefined,
  options: { days?: number },
): Promise<void> {
  const { portal, output, format } = context;
  const client = new CostClient(portal);
  if (entity === undefined) {
    const refs = await myServices(context);
    const found = await inBatches<CostSummary>(refs, batch =>
      client.getSummaries(batch),
    );
    if (format !== 'table') {
      output.data(format, { items: found });
    } else if (refs.length === 0) {
      output.lines(NO_SERVICES);
    } else {
      output.table(
        costColumns,
        refs.map(entityRef => ({
          entityRef,
          cost: found.find(it => it.entityRef === entityRef),
        })),
      );
    }
    return;
  }
  const entityRef = entityRefOf(entity);
  const report = await client.getReport(entityRef, { days: options.days });
  if (format !== 'table') {
    output.data(format, report);
    return;
  }
  output.lines(
    ...costLines(report, {
      style: output.style,
      now: Date.now(),
      page: entityPage(portal.url, entityRef),
      width: output.width,
    }),
  );
}

/** `cairn pipeline list ENTITY`. */
export async function listPipelineRuns(
  { portal, output, format }: PortalContext,
  entity: string,
  options: { branch?: string; limit: number },
): Promise<void> {
  const page = await new PipelinesClient(portal).listRuns(
    entityRefOf(entity),
    options,
  );
  if (format !== 'table') {
    output.data(format, page);
  } else if (page.items.length === 0) {
    output.lines('No pipeline has run yet. A push starts one.');
  } else {
    output.table(pipelineColumns(Date.now()), page.items);
    if (page.total > page.items.length) {
      output.note(`${page.items.length} of ${page.total}. --limit shows more.`);
    }
  }
}
