import { join, resolve } from 'node:path';
import { locate } from '../locations';
import { describeManifests } from './describeManifests';

describe('describeManifests', () => {
  it('names every object that gives Cairn access', async () => {
    const lines = await describeManifests(
      join(
        locate({}, resolve(__dirname, '..', '..', '..', '..')).root,
        'platform',
        'access',
      ),
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'Namespace cairn-system',
        'ServiceAccount cairn-system/cairn-writer',
        'ServiceAccount cairn-system/cairn-reader',
        'ClusterRole cairn-env',
      ]),
    );
    expect(lines.join('\n')).toMatch(/^ValidatingAdmissionPolicy \S+$/m);
  });
});
