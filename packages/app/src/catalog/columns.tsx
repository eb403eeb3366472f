import type { Entity } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Cell, CellText, type ColumnConfig } from '@backstage/ui';
import { CostCell } from '@cairn/plugin-cost';
import { HealthCell } from '@cairn/plugin-health';
import styles from './EntitiesTable.module.css';
import { Star } from './Star';
import type { CatalogRow } from './useCatalog';

const name: ColumnConfig<CatalogRow> = {
  id: 'name',
  label: 'Name',
  isRowHeader: true,
  isSortable: true,
  minWidth: 180,
  defaultWidth: '4fr',
  cell: ({ id, entity }) => (
    <Cell>
      <div className={styles.name}>
        <EntityRefLink entityRef={id} hideIcon disableTooltip />
        <span
          className={styles.description}
          title={entity.metadata.description}
        >
          {entity.metadata.description}
        </span>
      </div>
    </Cell>
  ),
};

const system = related('system', 'System', 'partOf', 'system:');
const parent = related('parent', 'Part of', 'childOf', 'group:');
const groups = related('groups', 'Groups', 'memberOf', 'group:');
const owner: ColumnConfig<CatalogRow> = {
  ...related('owner', 'Owner', 'ownedBy', ''),
  isSortable: true,
};
const type = plain('type', 'Type', entity => entity.spec?.type);
const lifecycle = plain(
  'lifecycle',
  'Lifecycle',
  entity => entity.spec?.lifecycle,
);

const health: ColumnConfig<CatalogRow> = {
  id: 'health',
  label: 'Health',
  minWidth: 136,
  defaultWidth: '1fr',
  cell: ({ id, entity }) => (
    <Cell>{canRun(entity) ? <HealthCell entityRef={id} /> : '–'}</Cell>
  ),
};

const cost: ColumnConfig<CatalogRow> = {
  id: 'cost',
  label: 'Cost this month',
  minWidth: 152,
  defaultWidth: '1fr',
  cell: ({ id }) => (
    <Cell>
      <CostCell entityRef={id} />
    </Cell>
  ),
};

const star: ColumnConfig<CatalogRow> = {
  id: 'star',
  label: 'Star',
  defaultWidth: 64,
  minWidth: 64,
  cell: ({ entity }) => (
    <Cell>
      <Star entity={entity} />
    </Cell>
  ),
};

const columnsByKind: Record<string, Array<ColumnConfig<CatalogRow>>> = {
  component: [name, health, owner, system, type, lifecycle, cost, star],
  api: [name, owner, system, type, lifecycle, star],
  resource: [name, health, owner, system, type, cost, star],
  system: [name, health, owner, star],
  domain: [name, owner, star],
  group: [name, parent, type, star],
  user: [name, groups, star],
};

/** What is worth knowing of an entity of a kind, in a row. */
export function columnsOf(kind: string): Array<ColumnConfig<CatalogRow>> {
  return columnsByKind[kind] ?? [name, owner, type, star];
}

/** Of resources only environments run: a database or a bucket has no health here. */
function canRun({ kind, spec }: Entity): boolean {
  return kind !== 'Resource' || spec?.type === 'environment';
}

function related(
  id: string,
  label: string,
  relation: string,
  prefix: string,
): ColumnConfig<CatalogRow> {
  return {
    id,
    label,
    minWidth: 120,
    defaultWidth: '2fr',
    cell: ({ entity }) => {
      const target = entity.relations?.find(
        ({ type: kind, targetRef }) =>
          kind === relation && targetRef.startsWith(prefix),
      )?.targetRef;
      return (
        <Cell>
          {target ? (
            <EntityRefLink entityRef={target} hideIcon disableTooltip />
          ) : (
            '–'
          )}
        </Cell>
      );
    },
  };
}

function plain(
  id: string,
  label: string,
  read: (entity: Entity) => unknown,
): ColumnConfig<CatalogRow> {
  return {
    id,
    label,
    isSortable: true,
    minWidth: 128,
    defaultWidth: '1fr',
    cell: ({ entity }) => {
      const value = read(entity);
      return <CellText title={typeof value === 'string' ? value : '–'} />;
    },
  };
}
