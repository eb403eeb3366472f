import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolders, read, root } from './repository';

describe.each(packageFolders)('%s', folder => {
  it("uses the repository's lint rules", () => {
    expect(read(`${folder}/.eslintrc.js`)).toBe(
      "module.exports = require('../../.eslintrc.base')(__dirname);\n",
    );
  });

  it('has a README and names its license', () => {
    expect(existsSync(join(root, folder, 'README.md'))).toBe(true);
    expect(JSON.parse(read(`${folder}/package.json`))).toMatchObject({
      license: 'Apache-2.0',
    });
  });

  it('says what of its configuration may be seen by whom', () => {
    const { configSchema } = JSON.parse(read(`${folder}/package.json`));
    expect(existsSync(join(root, folder, 'config.d.ts'))).toBe(
      configSchema !== undefined,
    );
  });
});
