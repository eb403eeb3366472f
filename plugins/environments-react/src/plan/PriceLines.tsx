import {
  formatMoney,
  type Price,
  type PricedResource,
  type PriceLine,
} from '@cairn/plugin-cost-common';
import styles from './PriceLines.module.css';

const RESOURCES: Record<PricedResource, string> = {
  cpu: 'CPU',
  memory: 'Memory',
  storage: 'Storage',
  'load-balancer': 'Load balancer',
};

const QUANTITY = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });

/** `0.4 cores in 2 copies`. */
function quantityWords({ quantity, unit, copies }: PriceLine) {
  const units = unit === 'GiB' || quantity === 1 ? unit : `${unit}s`;
  const amount = `${QUANTITY.format(quantity)} ${units}`;
  return copies > 1 ? `${amount} in ${copies} copies` : amount;
}

function keyOf({ object, resource, sku, component }: PriceLine) {
  const { namespace, kind, name } = object;
  return [component, namespace, kind, name, resource, sku].join(' ');
}

/** Each thing that costs, of each object, the dearest first. */
export function PriceLines({ price }: { price: Price }) {
  const lines = [...price.lines].sort(
    (one, other) => other.monthlyMicros - one.monthlyMicros,
  );
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label="Price by object and resource"
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Object</th>
            <th scope="col">Resource</th>
            <th scope="col">Requested</th>
            <th scope="col" className={styles.number}>
              A month
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={keyOf(line)}>
              <th scope="row">
                {line.object.kind} {line.object.name}
                {line.component && (
                  <span className={styles.component}>{line.component}</span>
                )}
              </th>
              <td title={`Price list entry ${line.sku}`}>
                {RESOURCES[line.resource]}
              </td>
              <td>{quantityWords(line)}</td>
              <td className={styles.number}>
                {formatMoney(line.monthlyMicros, price.currency)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {price.complete ? 'Together' : 'What has a price, together'}
            </th>
            <td className={styles.number}>
              {formatMoney(price.monthlyMicros, price.currency)}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
