import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { FailureNote } from '../components/FailureNote';
import { ApprovalRows } from './ApprovalRows';
import styles from './approvals.module.css';
import { useApprovals } from './queries';
import { approvalsRouteRef } from './routes';

const SHOWN = 3;

/** Plans that wait for the person's yes, without a frame. */
export function WaitsForMe() {
  const { data, error, refetch } = useApprovals({
    view: 'decide',
    limit: SHOWN,
  });
  const href = useRouteRef(approvalsRouteRef)?.();
  if (error && !data) {
    return (
      <FailureNote
        what="What waits for you could not be listed"
        error={error}
        onRetry={() => refetch()}
      />
    );
  }
  if (data?.total === 0) {
    return (
      <Text as="p" color="secondary">
        Nothing waits for your yes. <Link href={href}>See all approvals</Link>
      </Text>
    );
  }
  return (
    <>
      <ApprovalRows approvals={data?.items} />
      {data && (
        <div className={styles.foot}>
          <Link href={href}>
            {data.total > SHOWN ? `See all ${data.total}` : 'See all approvals'}
          </Link>
        </div>
      )}
    </>
  );
}
