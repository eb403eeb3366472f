import { z } from 'zod';
import { kubectl } from './kubectl';
import type { ApiSession } from './session';

const verificationSchema = z.object({
  anchors: z.array(z.object({ place: z.string() })),
});

/**
 * Takes the heads of other ledgers out of the cluster, as its administrator: the integration tests run Cairns of their own on
 * the same platform, and each leaves the head of a ledger that ends with it.
 *
 * @param api - of somebody who may read the ledger
 */
export async function forgetOtherLedgers(api: ApiSession): Promise<void> {
  const { body } = await api.get('/api/environments/v1/ledger/verification');
  const others = verificationSchema
    .parse(body)
    .anchors.flatMap(
      ({ place }) => /, of ledger (\S+)$/.exec(place)?.[1] ?? [],
    );
  const data = Object.fromEntries(others.map(ledger => [ledger, null]));
  await kubectl(
    'patch',
    'configmap',
    'cairn-ledger',
    '-n',
    'cairn-system',
    '--type=merge',
    `--patch=${JSON.stringify({ data })}`,
  );
}
