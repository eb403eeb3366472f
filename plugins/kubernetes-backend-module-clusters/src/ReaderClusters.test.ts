import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfiguredClusters } from '@cairn/plugin-clusters-node';
import { ReaderClusters } from './ReaderClusters';

describe('ReaderClusters', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reader-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = async (name: string, user: object) => {
    const path = join(folder, name);
    await writeFile(
      path,
      JSON.stringify({
        'current-context': 'x',
        contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
        clusters: [
          {
            name: 'x',
            cluster: {
              server: 'https://127.0.0.1:7011',
              'certificate-authority-data':
                Buffer.from('PEM').toString('base64'),
            },
          },
        ],
        users: [{ name: 'x', user }],
      }),
    );
    await chmod(path, 0o600);
  };

  function create() {
    const logger = mockServices.logger.mock();
    const clusters = ConfiguredClusters.fromConfig(
      new ConfigReader({
        cairn: {
          clusters: [
            {
              name: 'local',
              title: 'Local cluster',
              simulated: true,
              writer: { kubeconfig: join(folder, 'writer.yaml') },
              reader: { kubeconfig: join(folder, 'reader.yaml') },
            },
          ],
        },
      }),
      { logger: mockServices.logger.mock() },
    );
    return { supplier: new ReaderClusters({ clusters, logger }), logger };
  }

  it('gives the reader\u2019s credential as soon as it is there, and never the writer\u2019s', async () => {
    const { supplier, logger } = create();
    await write('writer.yaml', { token: 'writer-token' });
    expect(await supplier.getClusters()).toEqual([]);
    expect(await supplier.getClusters()).toEqual([]);
    expect(logger.info).toHaveBeenCalledTimes(1);

    await write('reader.yaml', { token: 'reader-token' });
    const clusters = await supplier.getClusters();
    expect(clusters).toEqual([
      {
        name: 'local',
        title: 'Local cluster',
        url: 'https://127.0.0.1:7011',
        authMetadata: {
          'kubernetes.io/auth-provider': 'serviceAccount',
          serviceAccountToken: 'reader-token',
        },
        caData: Buffer.from('PEM').toString('base64'),
        skipTLSVerify: false,
        skipMetricsLookup: true,
      },
    ]);
    expect(JSON.stringify(clusters)).not.toContain('writer-token');

    await write('reader.yaml', { token: 'renewed-token' });
    // The file is looked at again after a moment.
    const later = performance.now() + 300;
    jest.spyOn(performance, 'now').mockReturnValue(later);
    expect((await supplier.getClusters())[0].authMetadata).toMatchObject({
      serviceAccountToken: 'renewed-token',
    });
    jest.restoreAllMocks();
  });

  it('leaves out a cluster without a token, for which the plugin would take the backend\u2019s own account', async () => {
    const { supplier, logger } = create();
    await write('reader.yaml', {
      'client-certificate-data': 'eA==',
      'client-key-data': 'eA==',
    });
    expect(await supplier.getClusters()).toEqual([]);
    expect(logger.info).toHaveBeenCalledWith(
      expect.stringContaining('no bearer token'),
    );
  });
});
