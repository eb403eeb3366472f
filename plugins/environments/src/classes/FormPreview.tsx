import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';
import { Panel } from '@cairn/plugin-portal-react';
import { useId, useState } from 'react';
import { ParameterForm } from '../wizard/ParameterForm';

/** The form as one gets it, to try; nothing is sent. */
export function FormPreview(props: { class: EnvironmentClassSummary }) {
  const id = useId();
  const [parameters, setParameters] = useState<Record<string, unknown>>({});
  return (
    <Panel>
      <ParameterForm
        id={id}
        schema={props.class.parameters}
        parameters={parameters}
        problems={[]}
        onChange={setParameters}
        onInvalid={() => {}}
        onSubmit={() => {}}
      />
    </Panel>
  );
}
