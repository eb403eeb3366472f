import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mapLimited } from '@cairn/plugin-environments-node';
import type { Benchmark, BenchmarkContext } from '../Benchmark';
import { compareAlternating, roundsOf, timed } from '../compare';
import { adminCluster } from '../environments/adminCluster';
import { dryRun } from '../environments/rawObjects';
import { serveEnvironments } from '../environments/serveEnvironments';
import { CLASS, objectsIn, writeClass } from '../environments/twentyObjects';
import { ratioAtMost } from '../figures';
import { readPlatform } from '../platform';
import { median } from '../statistics';

/** As many at once as a plan asks. */
const PARALLEL = 5;
const STAND_IN = 'cairn-stand-in';

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
  try {
    const tag = Date.now().toString(36);
    const [namespace] = objectsIn(`plan-${tag}`);
    // The others where a plan tries them, too: their own namespace is not there.
    const objects = [namespace, ...objectsIn(STAND_IN).slice(1)];
    let count = 0;
    context.progress('plans against raw dry runs');
    const compared = await compareAlternating(
      {
        ours: () =>
          timed(async () => {
            count += 1;
            const plan = await served.client.plan({
              action: 'create',
              class: CLASS,
              name: `plan-${tag}-${count}`,
              owner: 'group:default/platform-team',
              parameters: {},
            });
            if (plan.coverage.computed !== 20) {
              throw new Error(`${plan.coverage.computed} of 20 computed`);
            }
          }),
        theirs: () =>
          timed(() =>
            mapLimited(objects, PARALLEL, object =>
              dryRun(admin.client, object),
            ),
          ),
      },
      roundsOf(context.length, 21, 4),
    );
    return {
      figures: [
        ratioAtMost('plan / raw dry runs', compared, 1.3),
        {
          name: 'plan of 20 objects',
          value: median(compared.ours),
          unit: 'ms',
          rounds: compared.ours,
        },
        {
          name: '20 raw dry runs',
          value: median(compared.theirs),
          unit: 'ms',
          rounds: compared.theirs,
        },
      ],
      notes: [
        `The plan is the whole of it over HTTP: rendering, ${objects.length} dry runs and a pod of each template, price, policy, seal, database. The raw dry runs are those of the same objects, ${PARALLEL} at a time through one pooled agent.`,
      ],
    };
  } finally {
    await served.stop();
    await admin.close();
  }
}

/** Number 5: what a plan costs beyond the dry runs that it is made of. */
export const environmentPlan: Benchmark = {
  name: 'environment-plan',
  title: 'Plan of a 20-object environment against raw dry runs',
  needsPlatform: true,
  run: measure,
};
