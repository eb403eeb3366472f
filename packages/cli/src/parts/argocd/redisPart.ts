import { connect } from 'node:net';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Part, PartContext } from '../../platform/Part';
import { readOrCreateSecret, secretPath } from '../stateFiles';

const PASSWORD_FILE = 'redis-password';

/** Password of Argo CD's cache. */
export function redisPassword(state: string): Promise<string> {
  return readOrCreateSecret(state, PASSWORD_FILE);
}

/** A command in Redis' protocol; the plain lines that Redis also takes are not known to every implementation. */
function command(...words: string[]): string {
  const parts = words.map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${parts.join('')}`;
}

function ping(context: PartContext, password: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(context.ports.redis, '127.0.0.1');
    let answer = '';
    socket.setTimeout(2000, () =>
      socket.destroy(new ServiceUnavailableError('Redis did not answer')),
    );
    socket.once('error', reject);
    socket.on('data', chunk => {
      answer += chunk.toString('utf8');
      if (/^\+OK\r\n\+PONG\r\n/.test(answer)) {
        socket.end();
        resolve();
      } else if (answer.startsWith('-')) {
        socket.destroy(
          new ServiceUnavailableError(
            'Redis refused its password; another one may listen on the port',
          ),
        );
      }
    });
    socket.write(command('AUTH', password) + command('PING'));
  });
}

/** An in-memory Redis: Argo CD's cache, empty after each start. */
export const redisPart: Part = {
  name: 'redis',
  title: 'Argo CD’s cache',
  dependency: 'argocd:local',
  needs: [],
  tools: ['redis'],
  ports: ['redis'],

  async prepare(context) {
    await redisPassword(context.state);
  },

  async process(context) {
    return {
      command: await context.tool('redis'),
      args: [
        '--addr',
        `127.0.0.1:${context.ports.redis}`,
        '--password-file',
        secretPath(context.state, PASSWORD_FILE),
      ],
    };
  },

  async probe(context) {
    await ping(context, await redisPassword(context.state));
    return {};
  },
};
