import { approvalStates } from '@cairn/plugin-environments-common';
import { Button, Select } from '@backstage/ui';
import { SearchAsTyped } from '@cairn/plugin-portal-react';
import { stateWord } from './ApprovalStateMark';
import styles from './approvals.module.css';
import { approvalSorts, type ApprovalFilters } from './useApprovalFilters';

/** The key of "no filter": an empty one cannot be chosen. */
const ANY = '*';

const VIEWS = [
  { id: 'decide', label: 'That wait for you' },
  { id: 'mine', label: 'That you asked for' },
  { id: 'all', label: 'All that you may see' },
];

const SORT_LABELS: Record<ApprovalFilters['sort'], string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  timeLeft: 'Least time left first',
  environment: 'By environment',
};

export function ApprovalFilterBar(props: {
  filters: ApprovalFilters;
  filtered: boolean;
  onChange: (changes: Partial<Record<keyof ApprovalFilters, string>>) => void;
  onClear: () => void;
}) {
  const { filters, onChange } = props;
  return (
    <div className={styles.bar} role="search" aria-label="Approvals">
      <Select
        className={styles.select}
        label="Which"
        size="small"
        value={filters.view}
        onChange={view => onChange({ view: String(view) })}
        options={VIEWS}
      />
      <Select
        className={styles.select}
        label="State"
        size="small"
        // Whatever waits for somebody waits.
        isDisabled={filters.view === 'decide'}
        value={filters.view === 'decide' ? 'Waiting' : filters.state ?? ANY}
        onChange={state =>
          onChange({ state: state === ANY ? '' : String(state) })
        }
        options={[
          { id: ANY, label: 'Any state' },
          ...approvalStates.map(state => ({
            id: state,
            label: stateWord(state),
          })),
        ]}
      />
      <Select
        className={styles.select}
        label="Order"
        size="small"
        value={filters.sort}
        onChange={sort => onChange({ sort: String(sort) })}
        options={approvalSorts.map(id => ({ id, label: SORT_LABELS[id] }))}
      />
      <SearchAsTyped
        className={styles.search}
        label="Search"
        value={filters.search}
        onChange={search => onChange({ search })}
      />
      {props.filtered && (
        <Button size="small" variant="tertiary" onPress={props.onClear}>
          Clear filters
        </Button>
      )}
    </div>
  );
}
