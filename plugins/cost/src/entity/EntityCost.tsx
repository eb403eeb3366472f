import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { CostReport } from '@cairn/plugin-cost-common';
import {
  CommandLines,
  EmptyNote,
  AnswerNote,
  failureOf,
  Section,
} from '@cairn/plugin-portal-react';
import { Skeleton } from '@backstage/ui';
import { useReport } from '../api/queries';
import { Sources } from '../components/Sources';
import { sameDaysBefore } from '../words/days';
import { Answer } from './Answer';
import { Breakdown } from './Breakdown';
import { ByDay } from './ByDay';
import styles from './EntityCost.module.css';
import { Unpriced } from './Unpriced';
import { Usage } from './Usage';
import { useReportView, type ReportView } from './useReportView';

function Placeholder() {
  return (
    <div className={styles.content} aria-busy="true">
      <Skeleton width="100%" height={196} />
      <Skeleton width="100%" height={380} />
      <Skeleton width="100%" height={200} />
    </div>
  );
}

function NothingCounted({ title }: { title: string }) {
  return (
    <EmptyNote title={`Nothing of ${title} was counted yet`}>
      Costs come from what its environments and its workloads request in a
      cluster, hour by hour; the first row is there at most an hour after the
      first pod. Workloads that Cairn did not make count where they carry the
      label <code>backstage.io/kubernetes-id</code> with the entity’s name.
    </EmptyNote>
  );
}

function Content(props: {
  report: CostReport;
  title: string;
  view: ReportView;
  isStale: boolean;
  onChange: (changes: Partial<ReportView>) => void;
}) {
  const { report } = props;
  const before = sameDaysBefore(report.until ?? new Date().toISOString());
  return (
    <>
      {report.days.length === 0 ? (
        <NothingCounted title={props.title} />
      ) : (
        <>
          <Answer report={report} />
          <ByDay
            report={report}
            view={props.view}
            isStale={props.isStale}
            onChange={props.onChange}
          />
          <div className={styles.columns}>
            {report.breakdown.map(one => (
              <Breakdown
                key={one.dimension}
                of={one}
                currency={report.currency}
                before={before}
                knowsBefore={report.previousMonthMicros !== undefined}
              />
            ))}
          </div>
          <Unpriced unpriced={report.unpriced ?? []} />
          <Usage report={report} />
        </>
      )}
      <Sources
        sources={report.sources}
        currency={report.currency}
        priceList={report.priceList.name}
      />
    </>
  );
}

/** The tab “Cost” of an entity. */
export function EntityCost() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const title = entity.metadata.title ?? entity.metadata.name;
  const { view, change } = useReportView();
  const report = useReport(entityRef, {
    days: Number(view.days),
    split: view.split,
  });
  const { data, error } = report;
  return (
    <div className={styles.content}>
      <AnswerNote
        of={report}
        what={`The cost of ${title} could not be shown`}
        advice={
          failureOf(error).kind === 'notFound'
            ? 'Ask its owner whether you may see what it costs.'
            : undefined
        }
      />
      {report.isPending && <Placeholder />}
      {data && (
        <Content
          report={data}
          title={title}
          view={view}
          isStale={report.isPlaceholderData}
          onChange={change}
        />
      )}
      <Section title="Do it from the command line">
        <CommandLines
          commands={[
            { does: 'See the same', command: `./cairn cost ${entityRef}` },
          ]}
        />
      </Section>
    </div>
  );
}
