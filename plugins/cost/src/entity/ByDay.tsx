import type { CostReport } from '@cairn/plugin-cost-common';
import { Panel, Section } from '@cairn/plugin-portal-react';
import { Button } from '@backstage/ui';
import { RiBarChart2Line, RiTable2 } from '@remixicon/react';
import { DailyCosts } from '../chart/DailyCosts';
import { PartLink } from '../components/PartLink';
import { Segmented } from '../components/Segmented';
import styles from './ByDay.module.css';
import type { ReportView } from './useReportView';

const SPLITS = [
  { id: 'environment', label: 'By environment' },
  { id: 'resource', label: 'By resource' },
] as const;

const SPANS = [
  { id: '30', label: '30 days' },
  { id: '90', label: '90 days' },
  { id: '120', label: '120 days' },
] as const;

/** The days of a report, split and as far back as asked for. */
export function ByDay(props: {
  report: CostReport;
  view: ReportView;
  isStale: boolean;
  onChange: (changes: Partial<ReportView>) => void;
}) {
  const { report, view, onChange } = props;
  const asTable = view.view === 'table';
  return (
    <Section title="By day">
      <Panel>
        <div className={styles.controls}>
          <Segmented
            label="Split by"
            value={view.split}
            options={SPLITS}
            onChange={split => onChange({ split })}
          />
          <Segmented
            label="Days shown"
            value={view.days}
            options={SPANS}
            onChange={days => onChange({ days })}
          />
          <Button
            size="small"
            variant="tertiary"
            className={styles.toggle}
            iconStart={asTable ? <RiBarChart2Line /> : <RiTable2 />}
            onPress={() => onChange({ view: asTable ? 'chart' : 'table' })}
          >
            {asTable ? 'Show as chart' : 'Show as table'}
          </Button>
        </div>
        <div className={styles.days} data-stale={props.isStale || undefined}>
          <DailyCosts
            days={report.days}
            series={report.series}
            currency={report.currency}
            by={view.split}
            asTable={asTable}
            name={({ id, title }) => (
              <PartLink dimension={view.split} id={id} title={title} />
            )}
          />
        </div>
      </Panel>
    </Section>
  );
}
