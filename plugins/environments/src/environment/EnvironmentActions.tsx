import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Environment } from '@cairn/plugin-environments-common';
import {
  Button,
  ButtonLink,
  Menu,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiDeleteBinLine,
  RiMoonLine,
  RiPencilLine,
  RiSunLine,
  RiToolsLine,
} from '@remixicon/react';
import { changeRouteRef, destroyRouteRef, wayRouteRef } from '../routes';
import styles from './EnvironmentActions.module.css';

/** What can be done with an environment as it is now; each is a plan that is shown before it is applied. */
export function EnvironmentActions(props: { environment: Environment }) {
  const { name, state, mode } = props.environment;
  const change = useRouteRef(changeRouteRef)?.({ name });
  const destroy = useRouteRef(destroyRouteRef)?.({ name });
  const toWay = useRouteRef(wayRouteRef);
  if (state === 'Destroyed' || state === 'Destroying') return null;
  return (
    <div className={styles.actions}>
      <ButtonLink
        variant="secondary"
        href={change}
        iconStart={<RiPencilLine />}
      >
        Change…
      </ButtonLink>
      <MenuTrigger>
        <Button variant="secondary" iconEnd={<RiArrowDownSLine />}>
          More
        </Button>
        <Menu>
          {mode === 'hibernated' ? (
            <MenuItem
              iconStart={<RiSunLine />}
              href={toWay?.({ name, way: 'wake' })}
            >
              Wake…
            </MenuItem>
          ) : (
            <MenuItem
              iconStart={<RiMoonLine />}
              href={toWay?.({ name, way: 'hibernate' })}
            >
              Hibernate…
            </MenuItem>
          )}
          <MenuItem
            iconStart={<RiToolsLine />}
            href={toWay?.({ name, way: 'repair' })}
          >
            Put back what drifted…
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            color="danger"
            iconStart={<RiDeleteBinLine />}
            href={destroy}
          >
            Destroy…
          </MenuItem>
        </Menu>
      </MenuTrigger>
    </div>
  );
}
