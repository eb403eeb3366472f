import { failureOf } from '../failures/failure';
import { Note } from './Note';
import { Ago } from '../time/Moment';

/** Says that what is shown is old, how old, and why it could not be asked for again. */
export function StaleNote(props: { error: unknown; knownAt: number }) {
  return (
    <Note
      status="warning"
      role="status"
      title={
        <>
          What you see was known{' '}
          <Ago at={new Date(props.knownAt).toISOString()} />
        </>
      }
      description={`It could not be asked for again: ${
        failureOf(props.error).why
      } It is tried again by itself.`}
    />
  );
}
