import { startTestBackend } from '@backstage/backend-test-utils';
import { techdocsPreparerExtensionPoint } from '@backstage/plugin-techdocs-node';
import { DocsPreparer } from './DocsPreparer';
import { techdocsModuleCairn } from './module';

describe('techdocsModuleCairn', () => {
  it('prepares the docs of folders', async () => {
    const registerPreparer = jest.fn();
    await startTestBackend({
      extensionPoints: [[techdocsPreparerExtensionPoint, { registerPreparer }]],
      features: [techdocsModuleCairn],
    });
    expect(registerPreparer.mock.calls).toEqual([
      ['dir', expect.any(DocsPreparer)],
    ]);
  });
});
