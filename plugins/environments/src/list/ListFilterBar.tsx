import { environmentStates } from '@cairn/plugin-environments-common';
import { Button, Select } from '@backstage/ui';
import { SearchAsTyped } from '@cairn/plugin-portal-react';
import { useClasses } from '../api/queries';
import { useGroups } from '../api/useGroups';
import styles from './ListFilterBar.module.css';
import type { ListFilters } from './useListFilters';

/** The key of "no filter": an empty one cannot be chosen. */
const ALL = '*';

const STATE_OPTIONS = [
  { id: ALL, label: 'All but destroyed' },
  { id: 'any', label: 'Any state' },
  ...environmentStates.map(state => ({ id: state, label: state })),
];

export function ListFilterBar(props: {
  filters: ListFilters;
  filtered: boolean;
  onChange: (changes: Partial<ListFilters>) => void;
  onClear: () => void;
}) {
  const { filters, onChange } = props;
  const classes = useClasses();
  const { mine, others } = useGroups();

  const pick =
    (key: 'owner' | 'class' | 'state' | 'version') => (value: unknown) =>
      onChange({ [key]: value === ALL || value === null ? '' : String(value) });

  return (
    <div className={styles.bar} role="search" aria-label="Environments">
      <SearchAsTyped
        className={styles.search}
        label="Search"
        value={filters.search}
        onChange={search => onChange({ search })}
      />
      <Select
        className={styles.select}
        label="Owner"
        size="small"
        value={filters.owner || ALL}
        onChange={pick('owner')}
        options={[
          { id: ALL, label: 'Any owner' },
          ...[...mine, ...others].map(({ entityRef, title }) => ({
            id: entityRef,
            label: title,
          })),
        ]}
      />
      <Select
        className={styles.select}
        label="Class"
        size="small"
        value={filters.class || ALL}
        onChange={pick('class')}
        options={[
          { id: ALL, label: 'Any class' },
          ...(classes.data ?? []).map(({ name, title }) => ({
            id: name,
            label: title,
          })),
        ]}
      />
      <Select
        className={styles.select}
        label="State"
        size="small"
        value={filters.state || ALL}
        onChange={pick('state')}
        options={STATE_OPTIONS}
      />
      <Select
        className={styles.select}
        label="Version"
        size="small"
        value={filters.version || ALL}
        onChange={pick('version')}
        options={[
          { id: ALL, label: 'Any version' },
          { id: 'newer', label: 'Newer one available' },
        ]}
      />
      {props.filtered && (
        <Button size="small" variant="tertiary" onPress={props.onClear}>
          Clear filters
        </Button>
      )}
    </div>
  );
}
