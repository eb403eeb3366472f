import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  EnvironmentsClient,
  Run,
} from '@cairn/plugin-environments-common';
import type { Benchmark, BenchmarkContext } from '../Benchmark';
import { compareAlternating, roundsOf, timed } from '../compare';
import { adminCluster } from '../environments/adminCluster';
import {
  createAndApply,
  removeNamespace,
  untilUsable,
} from '../environments/rawObjects';
import { serveEnvironments } from '../environments/serveEnvironments';
import { CLASS, objectsIn, writeClass } from '../environments/twentyObjects';
import { untilOver } from '../environments/untilOver';
import { atMost, ratioAtMost } from '../figures';
import { readPlatform } from '../platform';
import { median } from '../statistics';

const POLL_MS = 20;

async function succeeded(
  client: EnvironmentsClient,
  started: Run,
): Promise<Run> {
  const [run] = await untilOver([{ client, run: started }], POLL_MS);
  if (run.state !== 'Succeeded') {
    throw new Error(run.message);
  }
  return run;
}

async function applied(
  client: EnvironmentsClient,
  request: Parameters<EnvironmentsClient['plan']>[0],
): Promise<Run> {
  const { digest } = await client.plan(request);
  return succeeded(client, await client.apply(digest));
}

async function measure(context: BenchmarkContext) {
  const platform = readPlatform(context.platformFile);
  const classes = join(context.folder, 'classes');
  await mkdir(classes);
  await writeClass(classes);
  const admin = adminCluster(platform.kubeconfig.admin);
  const served = await serveEnvironments(platform, {
    classes,
    database: context.folder,
  });
  const tag = Date.now().toString(36);
  const made: string[] = [];
  const raw: string[] = [];
  const wholes: number[] = [];
  try {
    context.progress('runs against raw creates and applies');
    const compared = await compareAlternating(
      {
        async ours() {
          const name = `apply-${tag}-${made.length}`;
          made.push(name);
          const { digest } = await served.client.plan({
            action: 'create',
            class: CLASS,
            name,
            owner: 'group:default/platform-team',
            parameters: {},
          });
          let run: Run | undefined;
          wholes.push(
            await timed(async () => {
              run = await succeeded(
                served.client,
                await served.client.apply(digest),
              );
            }),
          );
          return (
            Date.parse(run?.finishedAt ?? '') - Date.parse(run?.startedAt ?? '')
          );
        },
        async theirs() {
          const namespace = `bench-${tag}-${raw.length}`;
          raw.push(namespace);
          return timed(async () => {
            const objects = objectsIn(namespace);
            for (const object of objects) {
              await createAndApply(admin.client, object);
            }
            await Promise.all(
              objects.map(object => untilUsable(admin.client, object)),
            );
          });
        },
      },
      roundsOf(context.length, 11, 2),
    );
    const more = compared.ours.map(
      (ours, index) => ours - (compared.theirs[index] ?? NaN),
    );
    return {
      figures: [
        ratioAtMost('run / raw creates and applies', compared, 1.3),
        atMost('run beyond raw', median(more), 'ms', 60, more),
        {
          name: 'run of 20 objects',
          value: median(compared.ours),
          unit: 'ms',
          rounds: compared.ours,
        },
        {
          name: '20 raw creates and applies',
          value: median(compared.theirs),
          unit: 'ms',
          rounds: compared.theirs,
        },
        {
          name: 'from the yes to the end, planned again first',
          value: median(wholes),
          unit: 'ms',
          rounds: wholes,
        },
      ],
      notes: [
        'The raw side goes one object after the other in the same order; the run has up to four under way where they need nothing of each other. The run is from its first to its last journal row: before and after each effect it writes to its journal. Both end when every object can be used, which for deployments is up to the controllers of the cluster.',
      ],
    };
  } finally {
    context.progress('removing what was made');
    for (const environment of made) {
      await applied(served.client, { action: 'destroy', environment });
    }
    for (const namespace of raw) {
      await removeNamespace(admin.client, namespace);
    }
    await served.stop();
    await admin.close();
  }
}

/** Number 6: what a run costs beyond the writes that it is made of. */
export const environmentApply: Benchmark = {
  name: 'environment-apply',
  title: 'Apply of a 20-object environment against raw creates and applies',
  needsPlatform: true,
  run: measure,
};
