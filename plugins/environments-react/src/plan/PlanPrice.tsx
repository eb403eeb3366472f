import { Panel, Section } from '@cairn/plugin-portal-react';
import { formatMoney, type Price } from '@cairn/plugin-cost-common';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import styles from './PlanPrice.module.css';
import { budgetSentence, type Budget } from './price';
import { PriceLines } from './PriceLines';
import { PriceMark } from './PriceMark';

/** Objects that have no price, those with the same reason together. */
function byReason(unpriced: Price['unpriced']) {
  const reasons = new Map<string, string[]>();
  for (const { object, reason } of unpriced) {
    const names = reasons.get(reason) ?? [];
    reasons.set(reason, [...names, `${object.kind} ${object.name}`]);
  }
  return [...reasons];
}

function Unpriced({ unpriced }: { unpriced: Price['unpriced'] }) {
  return (
    <div className={styles.unpriced}>
      <Text as="p" weight="bold">
        Not in that price, because it cannot be told:
      </Text>
      <ul>
        {byReason(unpriced).map(([reason, names]) => (
          <li key={reason}>
            {names.join(', ')}: {reason}.
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the objects of a plan would cost a month, against the budget of its class, before anything is written. */
export function PlanPrice(props: {
  /** Absent where no price list is configured: unknown, not free. */
  price: Price | undefined;
  budget: Budget | undefined;
  title?: string;
}) {
  const { price, budget } = props;
  return (
    <Section title={props.title ?? 'What it would cost'}>
      <Panel>
        <div className={styles.answer}>
          <PriceMark price={price} budget={budget} />
          <Text as="p">
            {price
              ? budgetSentence(price, budget)
              : 'No price list is configured, so nothing has a price. The platform team names one by cairn.cost.priceList.'}
          </Text>
          {price?.ceilingMonthlyMicros !== undefined && (
            <Text as="p" color="secondary">
              At most {formatMoney(price.ceilingMonthlyMicros, price.currency)}{' '}
              a month when its quota is used up, whatever is added to it later.
            </Text>
          )}
        </div>
        {price && price.unpriced.length > 0 && (
          <Unpriced unpriced={price.unpriced} />
        )}
        {price && price.lines.length > 0 && (
          <Accordion>
            <AccordionTrigger
              title={`How it adds up: ${price.lines.length} ${
                price.lines.length === 1 ? 'line' : 'lines'
              }`}
            />
            <AccordionPanel>
              <PriceLines price={price} />
            </AccordionPanel>
          </Accordion>
        )}
        {price && (
          <Text as="p" variant="body-small" color="secondary">
            By price list {price.priceList.name}, for a month of 730 hours in
            which everything that is requested runs.
          </Text>
        )}
      </Panel>
    </Section>
  );
}
