import { mockServices } from '@backstage/backend-test-utils';
import type { Cluster, KubernetesRequest } from '@cairn/plugin-clusters-node';
import { FakeClusters } from '../__testUtils__/fakes';
import { ClusterFences } from './ClusterFences';

/** A cluster in which other runs are ahead of this one, for some times. */
class BusyClusters extends FakeClusters {
  highest = 100;
  ahead: number;

  constructor(ahead: number) {
    super();
    this.ahead = ahead;
  }

  get(name: string): Cluster {
    const cluster = super.get(name);
    const refused = {
      status: 422,
      warnings: [],
      body: {
        message: `ValidatingAdmissionPolicy 'cairn-writer-fence-tokens' denied the request`,
      },
    };
    const request = async (asked: KubernetesRequest) => {
      if (asked.method !== 'PATCH') {
        return cluster.writer.request(asked);
      }
      if (this.ahead > 0) {
        this.ahead -= 1;
        this.highest += 1;
        return refused;
      }
      const token = Number(asked.impersonateExtra?.['cairn.dev/fence']);
      return token > this.highest ? cluster.writer.request(asked) : refused;
    };
    const live = async () => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cairn-fence' },
      data: { highest: String(this.highest) },
    });
    return { ...cluster, writer: { ...cluster.writer, request, get: live } };
  }
}

function held(signal = new AbortController().signal) {
  let token = 1;
  return {
    signal,
    get fence() {
      return { environmentId: 'environment-1', token };
    },
    async exchange(above: number) {
      token = above + 1;
    },
  };
}

describe('ClusterFences', () => {
  it('goes on until a run is ahead of all that began together with it', async () => {
    const clusters = new BusyClusters(20);
    const lease = held();
    await new ClusterFences({
      clusters,
      logger: mockServices.logger.mock(),
    }).raise(lease, ['local']);
    expect(lease.fence.token).toBe(121);
    expect(clusters.tokens.get('environment-1')).toBe('121');
  });

  it('stops when the run is not held any more', async () => {
    const lost = new AbortController();
    const clusters = new BusyClusters(Infinity);
    const raising = new ClusterFences({
      clusters,
      logger: mockServices.logger.mock(),
    }).raise(held(lost.signal), ['local']);
    lost.abort();
    await expect(raising).rejects.toThrow();
    expect(clusters.tokens.size).toBe(0);
  });
});
