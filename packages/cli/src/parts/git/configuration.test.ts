import { renderGiteaConfiguration } from './configuration';

const OPTIONS = {
  user: 'amara',
  root: false,
  port: 7009,
  workFolder: '/home/a b/.cairn/data/gitea',
  repositoriesFolder: '/home/a b/.cairn/data/gitea/repositories',
  staticFolder: '/cache/gitea',
  secretKey: 'k',
  internalToken: 't',
  jwtSecret: 'j',
};

/** Sections with their keys, as Gitea's parser sees them. */
function parse(ini: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = { '': {} };
  let section = '';
  for (const line of ini.split('\n')) {
    const heading = /^\[(.+)\]$/.exec(line);
    const entry = /^([A-Z_]+) = (.*)$/.exec(line);
    if (heading?.[1]) {
      section = heading[1];
      sections[section] = {};
    } else if (entry?.[1]) {
      sections[section] = { ...sections[section], [entry[1]]: entry[2] ?? '' };
    }
  }
  return sections;
}

describe('renderGiteaConfiguration', () => {
  const ini = parse(renderGiteaConfiguration(OPTIONS));

  it('listens on loopback only, is installed and closed to strangers', () => {
    expect(ini.server).toMatchObject({
      HTTP_ADDR: '127.0.0.1',
      HTTP_PORT: '7009',
      ROOT_URL: 'http://localhost:7009/',
      DISABLE_SSH: 'true',
    });
    expect(ini.security?.INSTALL_LOCK).toBe('true');
    expect(ini.service?.DISABLE_REGISTRATION).toBe('true');
    expect(ini.webhook?.ALLOWED_HOST_LIST).toBe('loopback');
  });

  it('quotes folders, which may hold spaces', () => {
    expect(ini.repository?.ROOT).toBe(`\`${OPTIONS.repositoriesFolder}\``);
  });

  it('runs as root only where it has to', () => {
    expect(ini['']?.I_AM_BEING_UNSAFE_RUNNING_AS_ROOT).toBeUndefined();
    expect(
      parse(renderGiteaConfiguration({ ...OPTIONS, root: true }))['']
        ?.I_AM_BEING_UNSAFE_RUNNING_AS_ROOT,
    ).toBe('true');
  });
});
