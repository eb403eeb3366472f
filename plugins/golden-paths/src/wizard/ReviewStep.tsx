import {
  BusyButton,
  Facts,
  FailureNote,
  Note,
  Panel,
} from '@cairn/plugin-portal-react';
import { Button } from '@backstage/ui';
import styles from '../plan/PlanView.module.css';
import type { Values } from './drafts';

function shown(value: unknown) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The last step of a golden path that cannot be planned: what was filled in, and that the rest is not known. */
export function ReviewStep(props: {
  values: Values;
  onCreate: () => void;
  isCreating: boolean;
  failure: unknown;
  onChange: () => void;
}) {
  return (
    <div className={styles.main}>
      <Note
        status="warning"
        title="This golden path cannot show beforehand what it makes"
        description="It has no plan, so neither policy nor a price was asked. What you filled in stands below; the task says step by step what it does."
      />
      <Panel>
        <Facts
          facts={Object.entries(props.values).map(([name, value]) => ({
            name,
            value: shown(value),
          }))}
        />
      </Panel>
      {Boolean(props.failure) && (
        <FailureNote
          what="The task was not begun, and nothing was written"
          error={props.failure}
        />
      )}
      <div className={styles.actions}>
        <BusyButton
          variant="primary"
          busy={props.isCreating}
          busyLabel="Beginning…"
          onPress={props.onCreate}
        >
          Create it
        </BusyButton>
        <Button variant="tertiary" onPress={props.onChange}>
          Change the request
        </Button>
      </div>
    </div>
  );
}
