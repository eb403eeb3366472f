const SUFFIXES: ReadonlyMap<string, bigint> = new Map([
  ['n', 1n],
  ['u', 1_000n],
  ['m', 1_000_000n],
  ['', 1_000_000_000n],
  ['k', 10n ** 12n],
  ['M', 10n ** 15n],
  ['G', 10n ** 18n],
  ['T', 10n ** 21n],
  ['P', 10n ** 24n],
  ['E', 10n ** 27n],
  ['Ki', (1n << 10n) * 1_000_000_000n],
  ['Mi', (1n << 20n) * 1_000_000_000n],
  ['Gi', (1n << 30n) * 1_000_000_000n],
  ['Ti', (1n << 40n) * 1_000_000_000n],
  ['Pi', (1n << 50n) * 1_000_000_000n],
  ['Ei', (1n << 60n) * 1_000_000_000n],
]);

const QUANTITY =
  /^\+?(\d{1,30})?(?:\.(\d{0,30}))?(?:([eE])([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)$/;

/**
 * A Kubernetes quantity (`250m`, `1.5Gi`, `1e3`, `2`) in billionths of its unit: nano-cores, nano-bytes. Exact; what is finer than a
 * billionth is rounded up, as Kubernetes does.
 *
 * @returns undefined where it is not a quantity, or is negative.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(value: string | number): bigint | undefined {
  const text = typeof value === 'number' ? String(value) : value.trim();
  const match = QUANTITY.exec(text);
  if (!match) {
    return undefined;
  }
  const [, whole = '', fraction = '', exponentMark, exponent, suffix] = match;
  if (whole === '' && fraction === '') {
    return undefined;
  }
  const digits = BigInt(`${whole}${fraction}`);
  const power = exponentMark ? Number(exponent) : 0;
  const scale = SUFFIXES.get(suffix ?? '') ?? 1_000_000_000n;
  const tens = power - fraction.length;
  return tens >= 0
    ? digits * scale * 10n ** BigInt(tens)
    : divideUp(digits * scale, 10n ** BigInt(-tens));
}

function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
