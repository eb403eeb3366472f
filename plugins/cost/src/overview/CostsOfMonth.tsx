import type { CostOverview } from '@cairn/plugin-cost-common';
import {
  Count,
  EmptyNote,
  Panel,
  SearchAsTyped,
  Section,
} from '@cairn/plugin-portal-react';
import { Button, type TablePaginationType } from '@backstage/ui';
import { RiBarChart2Line, RiTable2 } from '@remixicon/react';
import { z } from 'zod';
import { DailyCosts } from '../chart/DailyCosts';
import { PartLink } from '../components/PartLink';
import { Sources } from '../components/Sources';
import {
  monthAfter,
  monthName,
  monthOf,
  monthWords,
  sameDaysBefore,
} from '../words/days';
import { DIMENSION_WORDS } from '../words/dimensions';
import styles from './CostsPage.module.css';
import { PartsTable } from './PartsTable';
import { Totals } from './Totals';
import type { CostFilters } from './useCostFilters';

const sortColumn = z
  .enum(['title', 'micros', 'previousMicros'])
  .catch('micros');

function countWords(overview: CostOverview, searched: boolean) {
  const { parts, totalParts } = overview;
  const match = searched ? ' found' : '';
  // What nothing claims is a row, but no group or service. On which page it stands is known where there is one only.
  if (totalParts > parts.length) return `${totalParts} rows${match}`;
  const own = parts.filter(({ id }) => id !== 'unattributed').length;
  const { one, many } = DIMENSION_WORDS[overview.by];
  const words = `${own} ${(own === 1 ? one : many).toLowerCase()}`;
  return `${words}${
    own < totalParts ? ', and what belongs to none' : ''
  }${match}`;
}

/** A month: as a whole, by day, and each part of it. */
export function CostsOfMonth(props: {
  overview: CostOverview;
  filters: CostFilters;
  isStale: boolean;
  pagination: TablePaginationType;
  onChange: (changes: Partial<CostFilters>) => void;
}) {
  const { overview, filters, onChange } = props;
  const { many, one } = DIMENSION_WORDS[overview.by];
  const isNow = overview.month === monthOf(Date.now());
  const searched = filters.search !== '';
  const asTable = filters.view === 'table';
  const nothing = overview.totalParts === 0 && !searched;
  return (
    <>
      {nothing ? (
        <EmptyNote
          title={`Nothing was counted in ${monthWords(overview.month)}`}
        >
          Rows come from what pods and volumes request in a cluster, hour by
          hour: the first is there at most an hour after the first pod. Look at
          another month, or at the sources below for what keeps them from
          coming.
        </EmptyNote>
      ) : (
        <>
          <Totals overview={overview} />
          <Section
            title="By day"
            aside={
              <Button
                size="small"
                variant="tertiary"
                iconStart={asTable ? <RiBarChart2Line /> : <RiTable2 />}
                onPress={() => onChange({ view: asTable ? 'chart' : 'table' })}
              >
                {asTable ? 'Show as chart' : 'Show as table'}
              </Button>
            }
          >
            <Panel>
              <DailyCosts
                days={overview.days}
                series={overview.series}
                currency={overview.currency}
                by={one.toLowerCase()}
                asTable={asTable}
                name={({ id, title }) => (
                  <PartLink dimension={overview.by} id={id} title={title} />
                )}
              />
            </Panel>
          </Section>
          <Section title={many}>
            <div className={styles.list}>
              <div className={styles.bar} role="search" aria-label={many}>
                <SearchAsTyped
                  className={styles.search}
                  aria-label="Search"
                  value={filters.search}
                  onChange={search => onChange({ search })}
                />
                <Count>{countWords(overview, searched)}</Count>
              </div>
              {overview.totalParts === 0 ? (
                <EmptyNote
                  title={`No ${one.toLowerCase()} matches`}
                  actions={
                    <Button
                      variant="secondary"
                      onPress={() => onChange({ search: '' })}
                    >
                      Show all {many.toLowerCase()}
                    </Button>
                  }
                >
                  None that was counted in {monthWords(overview.month)} has “
                  {filters.search}” in its name.
                </EmptyNote>
              ) : (
                <PartsTable
                  overview={overview}
                  before={
                    isNow
                      ? sameDaysBefore(new Date().toISOString())
                      : monthName(monthAfter(overview.month, -1))
                  }
                  isStale={props.isStale}
                  sort={{
                    descriptor: {
                      column: filters.sort,
                      direction:
                        filters.order === 'asc' ? 'ascending' : 'descending',
                    },
                    onSortChange: ({ column, direction }) =>
                      onChange({
                        sort: sortColumn.parse(column),
                        order: direction === 'ascending' ? 'asc' : 'desc',
                      }),
                  }}
                  pagination={props.pagination}
                />
              )}
            </div>
          </Section>
        </>
      )}
      <Sources sources={overview.sources} currency={overview.currency} />
    </>
  );
}
