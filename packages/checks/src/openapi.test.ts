import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolders, root } from './repository';

const contracts = packageFolders.filter(folder =>
  existsSync(join(root, folder, 'openapi.yaml')),
);

describe('types generated from OpenAPI', () => {
  it('are current', () => {
    expect(contracts).toContain('plugins/environments-backend');
    expect(
      execFileSync(
        'node',
        ['packages/checks/scripts/generate-openapi.mjs', '--check'],
        {
          cwd: root,
          encoding: 'utf8',
        },
      ),
    ).toBe('');
  }, 60_000);
});
