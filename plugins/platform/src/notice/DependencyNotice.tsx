import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Alert, Link } from '@backstage/ui';
import { anchorOf } from '../page/anchor';
import { sentence } from '../page/answer';
import { rootRouteRef } from '../routes';
import { useDependency } from './useDependency';

/**
 * Says on any page that something it needs is not there, why, and how long it will take. Nothing while all is well, nothing while it is
 * not known.
 */
export function DependencyNotice(props: {
  /** For example `argocd:local`. */
  id: string;
  /** What waits for it, as a person would say it, for example `New service previews`. */
  waiting?: string;
}) {
  const { dependency } = useDependency(props.id);
  const platformLink = useRouteRef(rootRouteRef);
  if (
    !dependency ||
    dependency.state === 'ok' ||
    dependency.state === 'unknown'
  ) {
    return null;
  }
  const { state, action } = dependency;
  const onItsWay = state === 'building' || state === 'starting';
  const waits = `${props.waiting ?? 'This'} ${
    props.waiting ? 'wait' : 'waits'
  } for it.`;
  return (
    <div role="status">
      <Alert
        status={state === 'down' ? 'danger' : 'warning'}
        icon
        title={sentence(dependency)}
        description={[
          ...(state === 'degraded' ? [] : [waits]),
          ...(onItsWay || !action ? [] : [action]),
        ].join(' ')}
        customActions={
          platformLink && (
            <Link href={`${platformLink()}#${anchorOf(props.id)}`}>
              See Platform
            </Link>
          )
        }
      />
    </div>
  );
}
