import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { etcdPki, LOOPBACK_NAMES } from '../../cluster/layout';
import { certificateFiles, ensurePki } from '../../cluster/pki';
import { requireHealthy, tlsRequest } from '../../cluster/tlsRequest';
import type { Part } from '../../platform/Part';

const versionSchema = z.object({ etcdserver: z.string() });

/** The cluster's store. Speaks to holders of a certificate of its own authority only. */
export const etcdPart: Part = {
  name: 'etcd',
  title: 'etcd',
  dependency: 'cluster:local',
  needs: [],
  tools: ['etcd'],
  ports: ['etcd', 'etcdPeer'],

  async prepare({ state }) {
    await ensurePki(etcdPki(state), 'cairn-etcd', [
      {
        name: 'server',
        commonName: 'etcd',
        usage: ['server', 'client'],
        names: LOOPBACK_NAMES,
      },
      { name: 'client', commonName: 'kube-apiserver', usage: ['client'] },
    ]);
    await mkdir(join(state, 'data', 'etcd'), { recursive: true, mode: 0o700 });
  },

  async process({ state, ports, tool }) {
    const pki = etcdPki(state);
    const { certificate, key } = certificateFiles(pki, 'server');
    const authority = join(pki, 'ca.crt');
    const client = `https://127.0.0.1:${ports.etcd}`;
    const peer = `https://127.0.0.1:${ports.etcdPeer}`;
    return {
      command: await tool('etcd'),
      args: [
        '--name=cairn',
        `--data-dir=${join(state, 'data', 'etcd')}`,
        `--listen-client-urls=${client}`,
        `--advertise-client-urls=${client}`,
        `--listen-peer-urls=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
        `--initial-cluster=cairn=${peer}`,
        `--cert-file=${certificate}`,
        `--key-file=${key}`,
        `--trusted-ca-file=${authority}`,
        '--client-cert-auth',
        `--peer-cert-file=${certificate}`,
        `--peer-key-file=${key}`,
        `--peer-trusted-ca-file=${authority}`,
        '--peer-client-cert-auth',
        // A laptop's history need not be long; this keeps the files small.
        '--auto-compaction-retention=1h',
        '--quota-backend-bytes=2147483648',
        '--log-level=warn',
      ],
    };
  },

  async probe({ state, ports, signal }) {
    const to = { pki: etcdPki(state), client: 'client', port: ports.etcd };
    await requireHealthy({ ...to, path: '/health', signal });
    const answer = await tlsRequest({ ...to, path: '/version', signal });
    return { version: versionSchema.parse(JSON.parse(answer.text)).etcdserver };
  },
};
