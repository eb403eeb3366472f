import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

it('starts, answers, and stops when it is told to', { timeout: 60_000 }, async () => {
  const server = spawn(
    process.execPath,
    [fileURLToPath(new URL('../src/server.js', import.meta.url))],
    {
      env: { ...process.env, HOST: '127.0.0.1', PORT: '0', DRAIN_MS: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const ended = once(server, 'exit');
    let address = '';
    for await (const line of createInterface(server.stdout)) {
      address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? '';
      if (address) {
        break;
      }
    }
    server.stdout.resume();
    assert.notEqual(address, '', 'it said where it listens');
    assert.equal((await fetch(`${address}/healthz`)).status, 200);
    assert.equal((await fetch(`${address}/v1/greeting`)).status, 200);

    server.kill('SIGTERM');
    const [code] = await ended;
    assert.equal(code, 0);
  } finally {
    server.kill('SIGKILL');
  }
});
