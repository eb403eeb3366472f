import { readYaml } from './repository';

/** Locations that may bring kinds which give rights, or act in the name of others. */
const trusted = [
  { target: '../../examples/org/*.yaml', kinds: ['Group', 'User'] },
  { target: '../../templates/*/template.yaml', kinds: ['Template'] },
];

describe('what the catalog takes from a file', () => {
  const config = readYaml('app-config.yaml');

  it('is, of any repository, only what its service is made of', () => {
    expect(config).toMatchObject({
      catalog: {
        rules: [{ allow: ['API', 'Component', 'Resource', 'System'] }],
      },
    });
  });

  it.each(trusted)('is $kinds from $target', ({ target, kinds }) => {
    expect(config).toMatchObject({
      catalog: {
        locations: expect.arrayContaining([
          expect.objectContaining({ target, rules: [{ allow: kinds }] }),
        ]),
      },
    });
  });
});
