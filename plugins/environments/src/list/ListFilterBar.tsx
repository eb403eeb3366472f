import { environmentStates } from '@cairn/plugin-environments-common';
import { Button, SearchField, Select } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { useClasses } from '../api/queries';
import { useGroups } from '../api/useGroups';
import styles from './ListFilterBar.module.css';
import type { ListFilters } from './useListFilters';

const TYPING_MS = 250;
/** The key of "no filter": an empty one cannot be chosen. */
const ALL = '*';

const STATE_OPTIONS = [
  { id: ALL, label: 'All but destroyed' },
  { id: 'any', label: 'Any state' },
  ...environmentStates.map(state => ({ id: state, label: state })),
];

function Search(props: { value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(props.value);
  const change = useRef(props.onChange);
  change.current = props.onChange;

  // What the address says wins: by "clear filters" and by the browser's back.
  useEffect(() => setText(props.value), [props.value]);
  useEffect(() => {
    if (text === props.value) return undefined;
    const timer = setTimeout(() => change.current(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, props.value]);

  return (
    <SearchField
      className={styles.search}
      label="Search"
      placeholder="Part of a name"
      size="small"
      value={text}
      onChange={setText}
    />
  );
}

export function ListFilterBar(props: {
  filters: ListFilters;
  filtered: boolean;
  onChange: (changes: Partial<ListFilters>) => void;
  onClear: () => void;
}) {
  const { filters, onChange } = props;
  const classes = useClasses();
  const { mine, others } = useGroups();

  const pick = (key: 'owner' | 'class' | 'state') => (value: unknown) =>
    onChange({ [key]: value === ALL || value === null ? '' : String(value) });

  return (
    <div className={styles.bar} role="search" aria-label="Environments">
      <Search
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
      {props.filtered && (
        <Button size="small" variant="tertiary" onPress={props.onClear}>
          Clear filters
        </Button>
      )}
    </div>
  );
}
