import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfiguredClusters } from './ConfiguredClusters';

const cluster = (name: string, more = {}) => ({
  name,
  writer: { kubeconfig: '/nowhere/writer.yaml' },
  reader: { kubeconfig: '/nowhere/reader.yaml' },
  ...more,
});

const read = (cairn: object) =>
  ConfiguredClusters.fromConfig(new ConfigReader({ cairn }), {
    logger: mockServices.logger.mock(),
  });

describe('ConfiguredClusters', () => {
  it('knows its clusters without reading a file', () => {
    const clusters = read({
      clusters: [
        cluster('local', { title: 'Local', simulated: true }),
        cluster('other'),
      ],
    });
    expect(clusters.list()).toEqual([
      { name: 'local', title: 'Local', simulated: true },
      { name: 'other', title: 'other', simulated: false },
    ]);
    expect(clusters.get('other').name).toBe('other');
    expect(() => clusters.get('third')).toThrow(
      'No cluster "third" is configured (cairn.clusters); there is local, other',
    );
  });

  it('works without any', () => {
    expect(read({}).list()).toEqual([]);
  });

  it('refuses two of one name', () => {
    expect(() => read({ clusters: [cluster('a'), cluster('a')] })).toThrow(
      'names the cluster "a" twice',
    );
  });

  it('has a state where the credential is not there yet', async () => {
    const local = read({ clusters: [cluster('local')] }).get('local');
    await expect(local.writer.version()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('/nowhere/writer.yaml'),
    });
    await expect(local.readerAccess()).rejects.toThrow('/nowhere/reader.yaml');
  });
});
