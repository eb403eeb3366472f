import { createServer, type Server } from 'node:net';
import { findPortHolder } from './portHolder';
import {
  isFree,
  LAST_OFFSET,
  PORT_OFFSETS,
  portsFrom,
  TEST_POSTGRES_OFFSET,
} from './ports';

function listen(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('no port'));
      } else {
        resolve({ server, port: address.port });
      }
    });
  });
}

describe('ports', () => {
  it('gives each port another number, from the base on', () => {
    const ports = Object.values(portsFrom(7007));
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.min(...ports)).toBe(7007);
    expect(Math.max(...ports)).toBe(7007 + LAST_OFFSET);
    expect(ports).not.toContain(7007 + TEST_POSTGRES_OFFSET);
    expect(Object.keys(portsFrom(1))).toEqual(Object.keys(PORT_OFFSETS));
  });

  it('knows a taken port and who has it', async () => {
    const { server, port } = await listen();
    try {
      expect(await isFree(port)).toBe(false);
      expect(findPortHolder(port)?.pid).toBe(process.pid);
    } finally {
      await new Promise(resolve => server.close(resolve));
    }
    expect(await isFree(port)).toBe(true);
    expect(findPortHolder(port)).toBeUndefined();
  });
});
