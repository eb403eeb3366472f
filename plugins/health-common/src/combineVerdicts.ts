import type { Evidence, HealthStatus, HealthVerdict } from './health';

/** Something that has a verdict, as a person calls it. */
export interface JudgedPart {
  /** For example `Deployment cart-api`, or the title of a place. */
  name: string;
  verdict: HealthVerdict;
}

const MAX_EVIDENCE = 10;

/** Which of several verdicts is told first: what most needs somebody. */
const BY_WEIGHT: HealthStatus[] = [
  'Down',
  'Degraded',
  'Unknown',
  'Progressing',
  'Healthy',
  'Idle',
];

/**
 * One verdict of parts that do the same work beside each other, for example the places of an entity:
 *
 * - `Down` only where all that should run are down; where some are, it is `Degraded`.
 * - `Unknown` where a part is and no other is known to be wrong: what is not known is never good.
 * - `Healthy` only where every part is, apart from those that are `Idle`.
 *
 * @returns Undefined where there are no parts.
 */
export function combineVerdicts(
  parts: readonly JudgedPart[],
): HealthVerdict | undefined {
  const running = parts.filter(({ verdict }) => verdict.status !== 'Idle');
  const worst = worstOf(running.length > 0 ? running : parts);
  if (!worst || parts.length === 1) {
    return worst?.verdict;
  }
  const same = running.filter(
    ({ verdict }) => verdict.status === worst.verdict.status,
  );
  const isPartlyDown =
    worst.verdict.status === 'Down' && same.length < running.length;
  return told(worst, isPartlyDown ? 'Degraded' : worst.verdict.status, parts);
}

/**
 * The worst of verdicts on one thing by several judges, for example its workloads and the Argo CD application that deploys
 * them: what one of them calls `Down` is down.
 *
 * @returns Undefined where there are none.
 */
export function worstVerdict(
  parts: readonly JudgedPart[],
): HealthVerdict | undefined {
  const worst = worstOf(parts);
  return worst && parts.length > 1
    ? told(worst, worst.verdict.status, parts)
    : worst?.verdict;
}

function worstOf(parts: readonly JudgedPart[]): JudgedPart | undefined {
  return parts.reduce<JudgedPart | undefined>(
    (worst, part) =>
      !worst || weightOf(part) < weightOf(worst) ? part : worst,
    undefined,
  );
}

function weightOf({ verdict }: JudgedPart): number {
  return BY_WEIGHT.indexOf(verdict.status);
}

function told(
  worst: JudgedPart,
  status: HealthStatus,
  parts: readonly JudgedPart[],
): HealthVerdict {
  const alike = parts.filter(
    ({ verdict }) => verdict.status === worst.verdict.status,
  );
  const isFine = status === 'Healthy' || status === 'Idle';
  // It is fine since the last of them is; it is not since the first of them is not.
  const times = alike.map(({ verdict }) => verdict.since).sort();
  const since = isFine ? times[times.length - 1] : times[0];
  const others = parts.filter(
    ({ verdict }) => verdict.status !== 'Healthy' && verdict.status !== 'Idle',
  ).length;
  return {
    status,
    reason: worst.verdict.reason,
    message: isFine
      ? worst.verdict.message
      : `${worst.name}: ${worst.verdict.message}${
          others > 1
            ? `; ${others - 1} more of ${parts.length} not healthy`
            : ''
        }`,
    since: since ?? worst.verdict.since,
    evidence: evidenceOf(isFine ? alike : [worst, ...parts]),
    ...(status === 'Progressing' && {
      waitingFor: worst.verdict.waitingFor ?? worst.verdict.message,
    }),
  };
}

function evidenceOf(parts: readonly JudgedPart[]): Evidence[] {
  const all = [...new Set(parts)].flatMap(({ verdict }) => verdict.evidence);
  return all.slice(0, MAX_EVIDENCE);
}
