import { Ago, failureOf, Note } from '@cairn/plugin-portal-react';

/** Says that what is shown is how it was, how long ago that is, and why nothing newer is known. */
export function StaleBanner(props: { observedAt: string; error?: unknown }) {
  return (
    <Note
      status="warning"
      role="status"
      title={
        <>
          This was last seen <Ago at={props.observedAt} />. How it is now is not
          known.
        </>
      }
      description={
        props.error
          ? `It could not be asked for again: ${
              failureOf(props.error).why
            } It is tried again by itself.`
          : 'It is tried again by itself. The platform page says what is down, and since when.'
      }
    />
  );
}
