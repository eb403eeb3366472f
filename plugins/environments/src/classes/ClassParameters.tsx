import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';
import { Button, Text } from '@backstage/ui';
import { Panel, Section } from '@cairn/plugin-portal-react';
import { useState } from 'react';
import styles from './ClassPage.module.css';
import { FormPreview } from './FormPreview';
import { parametersOf, type Parameter } from './parameters';

function Row({ parameter }: { parameter: Parameter }) {
  return (
    <li>
      <Text weight="bold">{parameter.title}</Text>
      <Text color="secondary">
        <code className={styles.code}>{parameter.name}</code>, {parameter.type},{' '}
        {parameter.required ? 'required' : 'optional'}
        {parameter.initial && `, ${parameter.initial} unless you say otherwise`}
        {parameter.choices && `; one of ${parameter.choices}`}
      </Text>
      {parameter.description && (
        <Text variant="body-small" color="secondary">
          {parameter.description}
        </Text>
      )}
    </li>
  );
}

/** What a class asks for, as a list or as the form that one gets. */
export function ClassParameters(props: { class: EnvironmentClassSummary }) {
  const [asForm, setAsForm] = useState(false);
  const parameters = parametersOf(props.class.parameters);
  return (
    <Section
      title="What you are asked for"
      aside={
        parameters.length > 0 && (
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setAsForm(!asForm)}
          >
            {asForm ? 'See it as a list' : 'See the form'}
          </Button>
        )
      }
    >
      {parameters.length === 0 && (
        <Text color="secondary">
          Only a name and an owner: this class has no parameters.
        </Text>
      )}
      {parameters.length > 0 && asForm && <FormPreview class={props.class} />}
      {parameters.length > 0 && !asForm && (
        <Panel flush>
          <ul className={styles.rows}>
            {parameters.map(parameter => (
              <Row key={parameter.name} parameter={parameter} />
            ))}
          </ul>
        </Panel>
      )}
    </Section>
  );
}
