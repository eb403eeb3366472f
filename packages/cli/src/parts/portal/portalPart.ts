import { delimiter, dirname, join } from 'node:path';
import type { Part } from '../../platform/Part';
import { send } from '../http';
import { docsEnvironment } from './docsGeneratorPart';
import { portalConfigurationPath } from './portalConfiguration';

/** The portal: one backend that serves the app and the API, from source. */
export function portalPart(cache: string): Part {
  return {
    name: 'portal',
    title: 'Portal',
    dependency: 'portal',
    needs: ['identity', 'app'],
    tools: [],
    ports: ['portal'],

    async process({ root, state }) {
      return {
        command: process.execPath,
        args: [
          '--enable-source-maps',
          '--require',
          require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
          join(root, 'packages', 'backend', 'src', 'index.ts'),
          '--config',
          join(root, 'app-config.yaml'),
          '--config',
          portalConfigurationPath(state),
        ],
        cwd: join(root, 'packages', 'backend'),
        env: {
          NODE_ENV: 'production',
          NODE_COMPILE_CACHE: join(cache, 'node-compile-cache'),
          LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
          PATH: [
            join(docsEnvironment(cache), 'bin'),
            dirname(process.execPath),
            process.env.PATH ?? '',
          ].join(delimiter),
        },
      };
    },

    async probe({ ports, signal }) {
      const answer = await send(
        `http://127.0.0.1:${ports.portal}/.backstage/health/v1/readiness`,
        { signal },
      );
      if (!answer.ok) {
        throw new Error(
          `the portal answered ${answer.status} when asked whether it is ready`,
        );
      }
      return {};
    },
  };
}
