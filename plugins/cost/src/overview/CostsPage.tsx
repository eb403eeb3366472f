import {
  CommandLines,
  AnswerNote,
  Page,
  Section,
  usePages,
} from '@cairn/plugin-portal-react';
import { Skeleton } from '@backstage/ui';
import { useOverview } from '../api/queries';
import { Segmented } from '../components/Segmented';
import { PriceListButton } from '../prices/PriceListButton';
import { DIMENSION_WORDS } from '../words/dimensions';
import { CostsOfMonth } from './CostsOfMonth';
import styles from './CostsPage.module.css';
import { MonthSwitcher } from './MonthSwitcher';
import { monthOf, monthWords } from '../words/days';
import { DIMENSIONS, queryOf, useCostFilters } from './useCostFilters';

const PAGE_SIZE = 50;

const TABS = DIMENSIONS.map(id => ({ id, label: DIMENSION_WORDS[id].many }));

function Placeholder() {
  return (
    <div className={styles.content} aria-busy="true">
      <Skeleton width="100%" height={140} />
      <Skeleton width="100%" height={340} />
      <Skeleton width="100%" height={280} />
    </div>
  );
}

/** What everything costs that you may see, by month and dimension. */
export function CostsPage() {
  const { filters, month, change } = useCostFilters();
  const pages = usePages(JSON.stringify(queryOf(filters)), PAGE_SIZE);
  const overview = useOverview({
    ...queryOf(filters),
    ...pages.query,
  });
  const { data } = overview;
  return (
    <Page
      title="All costs"
      description="What is requested in clusters, hour by hour, times the price list."
      actions={<PriceListButton />}
    >
      <div className={styles.controls}>
        <Segmented
          label="Costs by"
          value={filters.by}
          options={TABS}
          onChange={by => change({ by, search: '' })}
        />
        <MonthSwitcher
          month={month}
          onChange={to =>
            change({ month: to === monthOf(Date.now()) ? undefined : to })
          }
        />
      </div>
      <AnswerNote
        of={overview}
        what={`The costs of ${monthWords(month)} could not be shown`}
      />
      {overview.isPending && <Placeholder />}
      {data && (
        <CostsOfMonth
          overview={data}
          filters={filters}
          isStale={overview.isPlaceholderData}
          pagination={pages.paginationOf({
            total: data.totalParts,
            nextCursor: data.nextCursor,
          })}
          onChange={change}
        />
      )}
      <Section title="Do it from the command line">
        <CommandLines
          commands={[
            {
              does: 'See this month by service',
              command: './cairn cost',
            },
          ]}
        />
      </Section>
    </Page>
  );
}
