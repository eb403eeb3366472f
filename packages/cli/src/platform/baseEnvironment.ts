/** What every part gets of the caller's environment; nothing else leaks into it. */
const PASSED = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  // Without these nothing that fetches works behind a company's proxy.
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'http_proxy',
  'https_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
] as const;

const LOOPBACK = 'localhost,127.0.0.1,::1';

/** The small, fixed environment that every process of the platform starts from. */
export function baseEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const base: Record<string, string> = {};
  for (const name of PASSED) {
    const value = env[name];
    if (value !== undefined) {
      base[name] = value;
    }
  }
  const noProxy = [env.NO_PROXY ?? env.no_proxy, LOOPBACK]
    .filter(Boolean)
    .join(',');
  return { ...base, NO_PROXY: noProxy, no_proxy: noProxy };
}
