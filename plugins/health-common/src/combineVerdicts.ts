import type { Evidence, HealthStatus, HealthVerdict } from './health';

/** Something that has a verdict, as a person calls it. */
export interface JudgedPart {
  /** For example `Deployment cart-api`, or the title of a place. */
  name: string;
  verdict: HealthVerdict;
  /** False where nobody waits for its answer, for example a Job: it takes part in what is wrong, not in what serves. Default true. */
  serves?: boolean;
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
 * - `Down` only where all that should serve are down; where some are, it is `Degraded`.
 * - `Unknown` where a part is and no other is known to be wrong: what is not known is never good.
 * - `Healthy` only where every part is, apart from those that are `Idle`.
 * - `Idle` where all that should serve are: a Job that ended well does not make it run.
 *
 * The message says how many parts are healthy; of one part it is what that part says.
 *
 * @returns Undefined where there are no parts.
 */
export function combineVerdicts(
  parts: readonly JudgedPart[],
): HealthVerdict | undefined {
  const worst = worstOf(judged(parts));
  if (!worst || parts.length === 1) {
    return worst?.verdict;
  }
  const { status } = worst.verdict;
  const isPartlyDown =
    status === 'Down' &&
    parts.some(
      part =>
        part.serves !== false &&
        part.verdict.status !== 'Idle' &&
        part.verdict.status !== 'Down',
    );
  return told(worst, parts, {
    status: isPartlyDown ? 'Degraded' : status,
    message: isFine(status)
      ? talliedOf(parts)
      : `${worst.name}: ${worst.verdict.message}; ${talliedOf(parts)}`,
  });
}

/** The parts that the status is made of. */
function judged(parts: readonly JudgedPart[]): readonly JudgedPart[] {
  const serving = parts.filter(({ serves }) => serves !== false);
  const isAllIdle =
    serving.length > 0 &&
    serving.every(({ verdict }) => verdict.status === 'Idle') &&
    parts.every(({ verdict }) => isFine(verdict.status));
  const running = parts.filter(({ verdict }) => verdict.status !== 'Idle');
  if (isAllIdle) {
    return serving;
  }
  return running.length > 0 ? running : parts;
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
  if (!worst || parts.length === 1) {
    return worst?.verdict;
  }
  const { status, message } = worst.verdict;
  const isSaidByAll = parts.every(({ verdict }) => verdict.status === status);
  return told(worst, parts, {
    status,
    message:
      isFine(status) || isSaidByAll ? message : `${worst.name}: ${message}`,
  });
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

function isFine(status: HealthStatus): boolean {
  return status === 'Healthy' || status === 'Idle';
}

/** How many of several parts are healthy, and how many of the others say nothing bad either. */
function talliedOf(parts: readonly JudgedPart[]): string {
  const count = (status: HealthStatus) =>
    parts.filter(({ verdict }) => verdict.status === status).length;
  const [first, ...others] = [
    { many: count('Healthy'), said: 'healthy' },
    { many: count('Idle'), said: 'idle' },
    { many: count('Unknown'), said: 'not known' },
  ].filter(({ many }) => many > 0);
  const { many, said } = first ?? { many: 0, said: 'healthy' };
  return [
    `${many} of ${parts.length} parts ${isOrAre(many)} ${said}`,
    ...others.map(
      other => `${other.many} ${isOrAre(other.many)} ${other.said}`,
    ),
  ].join(', ');
}

function isOrAre(many: number): string {
  return many === 1 ? 'is' : 'are';
}

function told(
  worst: JudgedPart,
  parts: readonly JudgedPart[],
  { status, message }: { status: HealthStatus; message: string },
): HealthVerdict {
  const alike = parts.filter(
    ({ verdict }) => verdict.status === worst.verdict.status,
  );
  // It is fine since the last of them is; it is not since the first of them is not.
  const times = alike.map(({ verdict }) => verdict.since).sort();
  const since = isFine(status) ? times[times.length - 1] : times[0];
  return {
    status,
    reason: worst.verdict.reason,
    message,
    since: since ?? worst.verdict.since,
    evidence: evidenceOf(isFine(status) ? alike : [worst, ...parts]),
    ...(status === 'Progressing' && {
      waitingFor: worst.verdict.waitingFor ?? worst.verdict.message,
    }),
  };
}

function evidenceOf(parts: readonly JudgedPart[]): Evidence[] {
  const all = [...new Set(parts)].flatMap(({ verdict }) => verdict.evidence);
  return all.slice(0, MAX_EVIDENCE);
}
