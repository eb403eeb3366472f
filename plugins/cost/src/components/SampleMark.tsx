import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { RiTestTubeLine } from '@remixicon/react';
import styles from './SampleMark.module.css';

/** Says that rows were made up, and for whom. */
export function SampleMark({ short }: { short?: boolean }) {
  const company = useApi(configApiRef).getOptionalString('organization.name');
  const words = company
    ? `Sample data for ${company}, made up`
    : 'Sample data, made up';
  return (
    <span className={styles.mark} title={words}>
      <RiTestTubeLine className={styles.icon} aria-hidden="true" />
      {short ? 'sample' : words}
    </span>
  );
}
