import { agoWords, between, durationWords, roughWords } from './words';
import { useNow } from './useNow';

const LOCAL = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
});

function local(at: string) {
  return LOCAL.format(new Date(at));
}

/** A moment in the past: how long ago, and exactly when on hover. */
export function Ago({ at }: { at: string }) {
  const now = useNow(5_000);
  return (
    <time dateTime={at} title={local(at)}>
      {agoWords(between(at, now))}
    </time>
  );
}

/** How long something is there already. */
export function Age({ since }: { since: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={since} title={`Since ${local(since)}`}>
      {roughWords(between(since, now))}
    </time>
  );
}

/** What is left until a moment. */
export function Left({ until }: { until: string }) {
  const now = useNow(1_000);
  const left = -between(until, now);
  return (
    <time dateTime={until} title={`Until ${local(until)}`}>
      {left > 0
        ? `${left < 60_000 ? durationWords(left) : roughWords(left)} left`
        : `ended ${agoWords(-left)}`}
    </time>
  );
}

/** The clock time of a moment. */
export function Clock({ at }: { at: string }) {
  return <time dateTime={at}>{local(at)}</time>;
}

function Running({ from }: { from: string }) {
  const now = useNow(1_000);
  return <span>{durationWords(between(from, now))}</span>;
}

/** How long something took, or takes already. */
export function Took(props: { from: string; to?: string }) {
  return props.to ? (
    <span>{durationWords(between(props.from, props.to))}</span>
  ) : (
    <Running from={props.from} />
  );
}
