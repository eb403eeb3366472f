import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef, useEntity } from '@backstage/plugin-catalog-react';
import {
  REPOSITORY_ANNOTATION,
  type PipelineRunSummary,
} from '@cairn/plugin-pipelines-common';
import { Ago, AnswerNote } from '@cairn/plugin-portal-react';
import {
  Card,
  CardBody,
  CardHeader,
  Link,
  Skeleton,
  Text,
} from '@backstage/ui';
import { LATER, useRuns } from '../api/queries';
import { StatusMark } from '../state/StatusMark';
import { RunTime } from '../state/times';
import styles from './PipelineCard.module.css';

const LOOKED_AT = 20;

function Last(props: { what: string; run: PipelineRunSummary; href: string }) {
  const { run } = props;
  return (
    <div className={styles.run}>
      <Text variant="body-small" color="secondary">
        {props.what}
      </Text>
      <div className={styles.line}>
        <StatusMark status={run.status} />
        <Text variant="body-small" color="secondary">
          <Ago at={run.queuedAt} /> · <RunTime run={run} />
        </Text>
      </div>
      <Link href={props.href}>{run.commit.message}</Link>
      <Text variant="body-small" color="secondary">
        {run.status === 'Succeeded'
          ? `${run.workflow} on ${run.branch}`
          : run.message}
      </Text>
    </div>
  );
}

/** On the overview: the last run, and the last that went well where that is another one. */
export function PipelineCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { kind } = entity;
  const { name, namespace = 'default', annotations } = entity.metadata;
  const repository = annotations?.[REPOSITORY_ANNOTATION];
  const runs = useRuns(
    entityRef,
    { limit: LOOKED_AT },
    { enabled: repository !== undefined, idleMs: LATER },
  );
  const toEntity = useRouteRef(entityRouteRef);
  const tab = `${toEntity?.({
    kind: kind.toLocaleLowerCase('en-US'),
    namespace,
    name,
  })}/pipelines`;
  const hrefOf = ({ id }: PipelineRunSummary) =>
    `${tab}/${encodeURIComponent(id)}`;
  const { data } = runs;
  const last = data?.items.at(0);
  const good = data?.items.find(
    run => run.status === 'Succeeded' && run.branch === last?.branch,
  );

  return (
    <Card>
      <CardHeader>
        <div className={styles.head}>
          <Text as="h3" weight="bold">
            Pipeline
          </Text>
          <Link href={tab}>All runs</Link>
        </div>
      </CardHeader>
      <CardBody className={styles.body}>
        <AnswerNote of={runs} what="Its last run could not be asked for" />
        {runs.isPending && <Skeleton width="100%" height={72} />}
        {data && !last && (
          <Text as="p" color="secondary">
            Nothing ran yet: a push to {repository} runs its workflows.
          </Text>
        )}
        {last && <Last what="Last run" run={last} href={hrefOf(last)} />}
        {last && good && good.id !== last.id && (
          <Last
            what={`Last that succeeded on ${good.branch}`}
            run={good}
            href={hrefOf(good)}
          />
        )}
      </CardBody>
    </Card>
  );
}
