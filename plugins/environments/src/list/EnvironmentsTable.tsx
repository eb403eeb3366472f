import type { Environment } from '@cairn/plugin-environments-common';
import {
  Cell,
  CellText,
  Text,
  type ColumnConfig,
  type TableProps,
} from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Age, EntityTitle, RowsOrCards } from '@cairn/plugin-portal-react';
import { StateMark } from '../components/StateMark';
import { environmentRouteRef } from '../routes';
import { clockWords } from '../time/moment';
import styles from './EnvironmentsTable.module.css';
import { Lifetime } from './Lifetime';
import { NewerVersion } from './NewerVersion';

type Column = ColumnConfig<Environment>;

const COLUMNS: Column[] = [
  {
    id: 'name',
    width: '2fr',
    label: 'Name',
    isRowHeader: true,
    isSortable: true,
    cell: ({ name, title }) => (
      <Cell>
        <div className={styles.name}>
          <Text weight="bold">{name}</Text>
          {title !== name && (
            <Text variant="body-small" color="secondary">
              {title}
            </Text>
          )}
        </div>
      </Cell>
    ),
  },
  {
    id: 'state',
    width: '2.2fr',
    label: 'State',
    isSortable: true,
    cell: ({ state, reason }) => (
      <Cell>
        <div className={styles.state} title={clockWords(reason)}>
          <StateMark state={state} />
          {state !== 'Ready' && (
            <Text
              variant="body-small"
              color="secondary"
              className={styles.reason}
            >
              {clockWords(reason)}
            </Text>
          )}
        </div>
      </Cell>
    ),
  },
  {
    id: 'owner',
    width: '1fr',
    label: 'Owner',
    isSortable: true,
    cell: ({ owner }) => (
      <Cell>
        <EntityTitle entityRef={owner} />
      </Cell>
    ),
  },
  {
    id: 'class',
    width: '1.2fr',
    label: 'Class',
    cell: ({ class: { name }, upgrade }) => (
      <Cell>
        <div className={styles.name}>
          <Text>{name}</Text>
          {upgrade && <NewerVersion />}
        </div>
      </Cell>
    ),
  },
  {
    id: 'cluster',
    width: '0.8fr',
    label: 'Cluster',
    cell: ({ cluster }) => <CellText title={cluster} />,
  },
  {
    id: 'createdAt',
    width: '0.7fr',
    label: 'Age',
    isSortable: true,
    cell: ({ createdAt }) => (
      <Cell className={styles.number}>
        <Age since={createdAt} />
      </Cell>
    ),
  },
  {
    id: 'expiresAt',
    width: '1.2fr',
    label: 'Lifetime left',
    isSortable: true,
    cell: environment => (
      <Cell className={styles.number}>
        <Lifetime environment={environment} />
      </Cell>
    ),
  },
];

function cardOf(environment: Environment) {
  return {
    title: environment.name,
    mark: <StateMark state={environment.state} />,
    body: (
      <>
        {environment.state !== 'Ready' && (
          <Text variant="body-small" color="secondary">
            {clockWords(environment.reason)}
          </Text>
        )}
        <Text variant="body-small" color="secondary">
          <EntityTitle entityRef={environment.owner} /> ·{' '}
          {environment.class.name} · {environment.cluster}
        </Text>
        {environment.upgrade && <NewerVersion />}
        <Text variant="body-small" color="secondary">
          Age <Age since={environment.createdAt} /> ·{' '}
          <Lifetime environment={environment} />
        </Text>
      </>
    ),
  };
}

/** Environments in rows; as cards where there is no room for rows. */
export function EnvironmentsTable(
  props: Pick<TableProps<Environment>, 'isStale' | 'sort' | 'pagination'> & {
    environments: Environment[] | undefined;
    /** Columns that would say the same in every row. */
    without?: Array<'owner'>;
  },
) {
  const { environments, without, ...rest } = props;
  const toEnvironment = useRouteRef(environmentRouteRef);
  return (
    <RowsOrCards
      {...rest}
      label="Environments"
      items={environments}
      columns={COLUMNS.filter(
        ({ id }) => !without?.some(one => one === id),
      ).map(column => ({
        ...column,
        isSortable: Boolean(rest.sort) && column.isSortable,
      }))}
      hrefOf={({ name }) => toEnvironment?.({ name })}
      cardOf={cardOf}
    />
  );
}
