import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Environment } from '@cairn/plugin-environments-common';
import { Link, Text } from '@backstage/ui';
import { StateMark } from '../components/StateMark';
import { Lifetime } from '../list/Lifetime';
import { environmentRouteRef } from '../routes';
import styles from './MyEnvironments.module.css';
import { needOf } from './need';

/** An environment of the person: its state, what is left of it, and what it wants of them. */
export function EnvironmentRow({ environment }: { environment: Environment }) {
  const toEnvironment = useRouteRef(environmentRouteRef);
  const href = toEnvironment?.({ name: environment.name });
  const need = needOf(environment);
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <Link href={href} weight="bold" color="info" standalone>
          {environment.name}
        </Link>
        <Text variant="body-small" color="secondary" truncate>
          {environment.state === 'Ready'
            ? environment.class.name
            : environment.reason}
        </Text>
        {need && (
          <Link
            href={href}
            variant="body-small"
            aria-label={`${need}: ${environment.name}`}
          >
            {need}
          </Link>
        )}
      </div>
      <StateMark state={environment.state} />
      <Text variant="body-small" color="secondary" className={styles.left}>
        <Lifetime environment={environment} />
      </Text>
    </li>
  );
}
