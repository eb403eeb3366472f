import { Alert, Button } from '@backstage/ui';
import { ResponseError } from '@backstage/errors';

/** Why the state of the platform cannot be shown, or not as it is now, and what to do. */
export function ProblemNote(props: {
  /** Absent: it only became old. */
  error?: Error;
  /** How old what is shown is; absent: nothing is shown. */
  age?: string;
  onRetry: () => void;
}) {
  const { title, description, retry } = describe(props.error, props.age);
  return (
    <div role="alert">
      <Alert
        status={props.age ? 'warning' : 'danger'}
        icon
        title={title}
        description={description}
        customActions={
          retry && (
            <Button variant="secondary" size="small" onPress={props.onRetry}>
              Try again
            </Button>
          )
        }
      />
    </div>
  );
}

function describe(error: Error | undefined, age: string | undefined) {
  if (error instanceof ResponseError && error.statusCode === 403) {
    return {
      title: 'You may not see how the platform is',
      description:
        'Your groups do not have the permission platform.read. Ask the platform team for it.',
      retry: false,
    };
  }
  const shown = age ? ` What you see is ${age} old.` : '';
  if (error instanceof ResponseError) {
    return {
      title: 'The portal could not tell how the platform is',
      description: `Its backend answered with ${error.statusCode}: ${error.body.error.message}.${shown} It is asked again by itself; if it goes on, tell the platform team.`,
      retry: true,
    };
  }
  return {
    title: 'The portal’s backend does not answer',
    description: `It may be restarting, or this browser is offline.${shown} It is asked again by itself. On your own machine, ./cairn status says more.`,
    retry: true,
  };
}
