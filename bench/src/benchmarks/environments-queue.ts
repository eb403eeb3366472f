import {
  EnvironmentsClient,
  type Run,
} from '@cairn/plugin-environments-common';
import type { Benchmark, BenchmarkContext } from '../Benchmark';
import { untilOver } from '../environments/untilOver';
import { atLeast, atMost } from '../figures';
import { readPlatform } from '../platform';
import { signIn } from '../signIn';
import { median, percentile } from '../statistics';

/** Somebody of each of four groups. */
const PEOPLE = [
  { user: 'amara.okafor', owner: 'group:default/checkout-team' },
  { user: 'tomas.lindqvist', owner: 'group:default/payments-team' },
  { user: 'lena.fischer', owner: 'group:default/storefront-team' },
  { user: 'bram.devries', owner: 'group:default/fulfilment-team' },
];
/** Often where one is waited for, so that looking takes no part of the time; seldom where 200 are. */
const POLL_MS = { one: 50, all: 500 };

interface Person {
  owner: string;
  client: EnvironmentsClient;
}

async function signInAs(
  portalUrl: string,
  { user, owner }: (typeof PEOPLE)[number],
): Promise<Person> {
  const token = await signIn(portalUrl, user);
  return {
    owner,
    client: new EnvironmentsClient({
      discoveryApi: { getBaseUrl: async id => `${portalUrl}/api/${id}` },
      fetchApi: {
        fetch: (url, init) =>
          fetch(url, {
            ...init,
            headers: { ...init?.headers, Authorization: `Bearer ${token}` },
          }),
      },
    }),
  };
}

async function create({ client, owner }: Person, name: string): Promise<Run> {
  const plan = await client.plan({
    action: 'create',
    class: 'sandbox',
    name,
    owner,
    parameters: { size: 'small' },
  });
  return client.apply(plan.digest);
}

async function destroy(people: Person[], names: string[][]): Promise<void> {
  const runs = await Promise.all(
    people.flatMap(({ client }, index) =>
      names[index].map(async environment => {
        const plan = await client.plan({ action: 'destroy', environment });
        return { client, run: await client.apply(plan.digest) };
      }),
    ),
  );
  await untilOver(runs, POLL_MS.all);
}

const ms = (from: string | undefined, to: string | undefined) =>
  Date.parse(to ?? '') - Date.parse(from ?? '');

async function measure(context: BenchmarkContext) {
  const { portalUrl } = readPlatform(context.platformFile);
  const each = context.length === 'short' ? 2 : 50;
  const alone = context.length === 'short' ? 2 : 20;
  const tag = Date.now().toString(36);
  const people = await Promise.all(
    PEOPLE.map(person => signInAs(portalUrl, person)),
  );

  context.progress(`${alone} environments, one at a time`);
  const [first] = people;
  const aloneNames = Array.from(
    { length: alone },
    (_, index) => `one-${tag}-${index}`,
  );
  const aloneFrom = performance.now();
  for (const name of aloneNames) {
    const run = await create(first, name);
    await untilOver([{ client: first.client, run }], POLL_MS.one);
  }
  const aloneRate = alone / ((performance.now() - aloneFrom) / 1000);

  context.progress(`${each * people.length} environments at once`);
  const names = people.map((_, person) =>
    Array.from(
      { length: each },
      (__, index) => `all-${tag}-${person}-${index}`,
    ),
  );
  const from = performance.now();
  const asked = await Promise.allSettled(
    people.flatMap((person, index) =>
      names[index].map(async name => ({
        client: person.client,
        run: await create(person, name),
      })),
    ),
  );
  const started = asked.flatMap(result =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  const runs = await untilOver(started, POLL_MS.all);
  const rate = runs.length / ((performance.now() - from) / 1000);
  const failed =
    asked.length -
    started.length +
    runs.filter(({ state }) => state !== 'Succeeded').length;

  const waits = people.map(({ client }) =>
    runs
      .filter(run =>
        started.some(
          other => other.client === client && other.run.id === run.id,
        ),
      )
      .map(run => ms(run.createdAt, run.startedAt)),
  );
  const p95 = waits.map(group => percentile(group, 95));

  context.progress('destroying them again');
  await destroy([first], [aloneNames]);
  await destroy(people, names);

  return {
    figures: [
      atMost('requests that failed', failed, 'requests', 0),
      atLeast('throughput, at once / one at a time', rate / aloneRate, '×', 3),
      { name: 'one at a time', value: aloneRate, unit: 'environments/s' },
      { name: 'at once', value: rate, unit: 'environments/s' },
      {
        name: 'wait, p95, all groups',
        value: percentile(waits.flat(), 95),
        unit: 'ms',
      },
      atMost(
        'wait, p95, slowest group / median group',
        Math.max(...p95) / Math.max(1, median(p95)),
        '×',
        1.25,
        p95,
      ),
    ],
    notes: [
      `${
        each * people.length
      } environments of the class sandbox, asked for by four groups at the same moment, each planned and applied; the rounds are the p95 of each group.`,
    ],
  };
}

/** Number 7: many at once. */
export const environmentsQueue: Benchmark = {
  name: 'environments-queue',
  title: '200 requests for environments at once',
  needsPlatform: true,
  run: measure,
};
