import type { CostReport } from '@cairn/plugin-cost-common';
import { Panel, Section } from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import { Money } from '../components/Money';

/** What was requested and not used: what could be saved. Where that is not known, why. */
export function Usage({ report }: { report: CostReport }) {
  return (
    <Section title="Requested against used">
      <Panel>
        {report.idleMicros === undefined ? (
          <Text as="p" color="secondary">
            <strong>Unknown.</strong>{' '}
            {report.usageUnknown ??
              'No source of metrics tells how much of it is used.'}
          </Text>
        ) : (
          <Text as="p">
            <Money micros={report.idleMicros} currency={report.currency} /> of
            this month was requested and not used: that much lower requests
            could save.
          </Text>
        )}
      </Panel>
    </Section>
  );
}
