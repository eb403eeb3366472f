import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/**
 * Whether a host name or address means this machine and can be reached from it alone. IPv6 addresses may stand in brackets, as in a URL.
 * Names are judged by their spelling: nothing is looked up.
 */
export function isLoopback(host: string): boolean {
  const bare = withoutDecoration(host);
  const family = isIP(bare);
  if (family === 0) {
    return /^(.*\.)?localhost$/i.test(bare);
  }
  return loopback.check(bare, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a request sent to this host ends at the machine that sends it. The unspecified address does that too. */
export function isThisMachine(host: string): boolean {
  return (
    isLoopback(host) || ['0.0.0.0', '::'].includes(withoutDecoration(host))
  );
}

/** Without the brackets of IPv6 in a URL, and without the dot that ends a fully qualified name. */
function withoutDecoration(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
