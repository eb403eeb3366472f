import { baseEnvironment } from './baseEnvironment';

describe('baseEnvironment', () => {
  it('passes on what programs need and no secret of the caller', () => {
    const env = baseEnvironment({
      PATH: '/bin',
      HOME: '/home/ada',
      GITHUB_TOKEN: 'secret',
      KUBECONFIG: '/home/ada/.kube/config',
    });
    expect(env).toMatchObject({ PATH: '/bin', HOME: '/home/ada' });
    expect(env).not.toHaveProperty('GITHUB_TOKEN');
    expect(env).not.toHaveProperty('KUBECONFIG');
  });

  it('never sends loopback to a proxy', () => {
    const { NO_PROXY } = baseEnvironment({ NO_PROXY: 'example.com' });
    expect(NO_PROXY).toBe('example.com,localhost,127.0.0.1,::1');
  });
});
